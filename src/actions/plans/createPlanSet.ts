import type { OrganizationKind } from '../../db/organizations/load.ts';
import type { Language } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { insertPlan } from './createPlan.ts';
import { planSets } from './planSets.ts';

export type PlanSetChoice = { kind: OrganizationKind; language: Language; currency: string };

/** Creates the starter plans of a kind of organization; answers their ids in order. */
export async function createPlanSet(ctx: Context, choice: PlanSetChoice): Promise<string[]> {
  return act(ctx, (scene) => insertPlanSet(scene, choice));
}

/** The same inside an action that is already running (set-up). */
export async function insertPlanSet(scene: Scene, choice: PlanSetChoice): Promise<string[]> {
  const ids: string[] = [];
  for (const plan of planSets(choice.kind, choice.language, choice.currency)) {
    ids.push((await insertPlan(scene, plan)).id);
  }
  return ids;
}
