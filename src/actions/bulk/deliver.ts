import type { Ticking } from '../../db/benefits/deliveries.ts';
import { findBenefit } from '../../db/benefits/read.ts';
import { monthDays, NothingToDeliver } from '../../domain/benefits.ts';
import type { BulkAct } from '../../domain/bulk.ts';
import { NotFound } from '../../domain/errors.ts';
import { markDeliveredIn } from '../benefits/tickDeliveries.ts';
import type { Scene } from '../context.ts';

export type DeliverAct = Extract<BulkAct, { act: 'deliver' }>;

/** Which deliveries the act means. */
export function tickingOf({ benefit_id: benefitId, month }: DeliverAct): Ticking {
  return { benefitId, month: month ? monthDays(month) : null };
}

/** Refuses with `NotFound` for a benefit that is none, or no more. */
export async function refuseGone(scene: Scene, act: DeliverAct): Promise<void> {
  if (!(await findBenefit(scene.tx, act.benefit_id))) throw new NotFound();
}

/** Ticks what one person is owed; refuses with `NothingToDeliver`. */
export async function deliverTo(scene: Scene, act: DeliverAct, contactId: string): Promise<void> {
  const count = await markDeliveredIn(scene, { ...tickingOf(act), contactIds: [contactId] });
  if (count === 0) throw new NothingToDeliver();
}
