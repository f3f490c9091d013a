import { takenBack } from '../../db/transaction.ts';
import type { Sentence } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { Joining } from '../subscriptions/decideJoin.ts';
import { decideJoin } from '../subscriptions/decideJoin.ts';
import { joinSentence } from '../subscriptions/joinSentence.ts';
import { insertPlan } from './createPlan.ts';
import type { NewPlan } from './input.ts';

/**
 * What somebody who joins today at the plan's first price gets and pays, in words. The plan is
 * really made, joined by the very function that `addMember` executes, and taken back: nothing is
 * written. Refuses what `createPlan` and joining refuse.
 */
export async function previewPlan(ctx: Context, plan: NewPlan): Promise<Sentence> {
  return act(ctx, async (scene) => {
    const { decision } = await takenBack(scene.tx, () => joined(scene, plan));
    return joinSentence(decision, { kind: plan.kind, today: scene.today });
  });
}

async function joined(scene: Scene, plan: NewPlan): Promise<Joining> {
  // A name of its own: the plan that is being edited bears the other one.
  const { id: planId } = await insertPlan(scene, { ...plan, name: newId() });
  const price = await scene.tx.one<{ id: string; amount: number }>(
    `select id, amount from price where org_id = app_org() and plan_id = $1
     order by position, id limit 1`,
    [planId],
  );
  const least = Math.max(plan.minimumAmount ?? 0, price.amount);
  const own = plan.kind === 'custom' ? { amount: least } : {};
  return decideJoin(scene, { planId, priceId: price.id, contactId: null, ...own });
}
