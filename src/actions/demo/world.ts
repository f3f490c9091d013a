import type { Organization } from '../../db/organizations/load.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import type { Context } from '../context.ts';
import type { Chance } from './chance.ts';
import type { Population } from './people.ts';

/** Everything a lived history needs: the organization, its plans, its people and its luck. */
export type World = {
  ctx: Context;
  org: Organization;
  plans: PlanRecord[];
  chance: Chance;
  population: Population;
};
