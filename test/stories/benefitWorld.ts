/** Members of plans that give something, as the stories of benefits need them. */
import { createBenefit } from '../../src/actions/benefits/editBenefits.ts';
import { look } from '../../src/actions/context.ts';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { findPlan } from '../../src/db/plans/read.ts';
import type { DeliveryKind } from '../../src/domain/benefits.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard } from './lifeWorld.ts';

export async function giving(life: Life, delivery: DeliveryKind = 'period', name = 'Signed print') {
  const { id } = await createBenefit(life.ctx, { name, description: '', delivery });
  return id;
}

/** A member of a plan billed on the first of each month, who pays October today. */
export const october = (life: Life, planId: string, more: object = {}) =>
  life.join(planId, { firstBillingOn: d('2026-10-01'), paymentMethod: goodCard, ...more });

export type Shown = { from: string; state: string };

/** Deliveries by the day their period began: to do, done, or void. */
export const owed = (life: Life) =>
  life.rows<Shown>(
    `select starts_on as from, case when void_at is not null then 'void'
       when done_at is not null then 'done' else 'todo' end as state
     from benefit_delivery order by starts_on, created_at`,
  );

export const todo = (from: string) => ({ from, state: 'todo' });

export async function gives(life: Life, planId: string, benefits: string[]) {
  const { version } = (await look(life.ctx, ({ tx }) => findPlan(tx, planId)))!;
  await editPlan(life.ctx, { id: planId, version }, { benefits });
}
