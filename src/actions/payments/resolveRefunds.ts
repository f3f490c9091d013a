import { unresolvedRefunds } from '../../db/payments/refunds.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { askAboutRefund } from './refundPayment.ts';

const atOnce = 100;

/**
 * Asks gateways about refunds that never got an answer and records what they say; the daily run
 * calls it. Those still without one are asked again next time. Answers how many were asked about.
 */
export async function resolveRefunds(ctx: Context): Promise<number> {
  const open = await look(ctx, ({ tx }) => unresolvedRefunds(tx, atOnce));
  for (const { id } of open) await askAboutRefund(ctx, id);
  return open.length;
}
