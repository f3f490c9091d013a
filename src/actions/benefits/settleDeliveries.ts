import {
  givesDeliveries,
  oweOnce,
  owePeriods,
  reviveOwed,
  voidLost,
} from '../../db/benefits/settle.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/** How many deliveries became owed, and how many are not owed any more. */
export type Settled = { owed: number; lost: number };

/**
 * Brings what is to deliver to what terms say today: each paid period owes its benefits once. The
 * daily run does it, and whatever changes what plans give. Run twice, or after days without a run,
 * nothing is owed twice.
 */
export function settleDeliveries(ctx: Context): Promise<Settled> {
  return act(ctx, settleDeliveriesIn);
}

/** The same inside an action that is already running. */
export async function settleDeliveriesIn(scene: Scene): Promise<Settled> {
  const { tx, today, now } = scene;
  if (!(await givesDeliveries(tx))) return { owed: 0, lost: 0 };
  const revived = await reviveOwed(tx);
  const lost = await voidLost(tx, now);
  const on = { today, now };
  const owed = (await owePeriods(tx, on)) + (await oweOnce(tx, on));
  return { owed: owed + revived, lost };
}
