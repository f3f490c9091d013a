import type { Captured } from '../../db/payments/refunds.ts';
import type { Context } from '../context.ts';

/** True when what captured a payment can also give it back: not money that came by hand or file. */
export function isGivenBack(
  ctx: Pick<Context, 'gateways'>,
  part: Pick<Captured, 'attemptId' | 'gateway'>,
): boolean {
  return part.attemptId !== null && ctx.gateways.payment[part.gateway]?.refunds !== 'outside';
}
