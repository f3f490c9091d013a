import { chargeByName } from '../../db/payments/gatewayEvents.ts';
import type { ChargeName } from '../../gateways/payment/news.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { refundFraud } from './refundFraud.ts';

/**
 * A gateway's finding of fraud: the payer gets the money back before their bank takes it, and
 * access ends (spec/plans-and-billing "Dispute/fraud"). Any repetition is harmless. False while the
 * charge is not known.
 */
export async function applyFraud(ctx: Context, gateway: string, name: ChargeName) {
  const charge = await look(ctx, ({ tx }) => chargeByName(tx, gateway, name));
  if (!charge?.paymentId) return false;
  await refundFraud(ctx, charge.paymentId);
  return true;
}
