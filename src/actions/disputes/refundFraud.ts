import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { Captured } from '../../db/payments/refunds.ts';
import { capturedOf } from '../../db/payments/refunds.ts';
import { NotRefundable } from '../../domain/billing/refunds.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { refundPayment } from '../payments/refundPayment.ts';
import { refundRules } from '../payments/refundRules.ts';
import { RefundFailed } from '../payments/refusals.ts';
import { endForFraud } from './endForFraud.ts';
import { lockDisputed, peopleOfDisputed } from './moneyOf.ts';
import { tellStaffOfMoney } from './tellStaff.ts';

export type FraudRefund = {
  amount: number;
  currency: string;
  state: 'succeeded' | 'unknown' | 'failed';
};

/**
 * Gives everything back that is left of a payment, as fraud: at any age, access that it paid for
 * ends today, and the card is never charged again. Done once; what was given or taken back already
 * is left alone (null). Refuses with `NotFound`.
 */
export async function refundFraud(ctx: Context, paymentId: string): Promise<FraudRefund | null> {
  const parts = await look(ctx, (scene) => partsOf(scene, paymentId));
  const [first] = parts;
  if (!first) return null;
  let state: FraudRefund['state'] = 'succeeded';
  let amount = 0;
  for (const part of parts) {
    const made = await refundPart(ctx, part);
    if (made !== 'succeeded') state = made;
    amount += part.captured - part.refunded;
  }
  await act(ctx, async (scene) => {
    const of = await lockDisputed(scene, paymentId);
    await endForFraud(scene, of);
    await tellStaffOfMoney(scene, `fraud:${paymentId}`, {
      news: 'fraud',
      amount: { amount, currency: first.currency },
      payerId: first.payerId,
      invoiceNumber: first.number,
      reason: state === 'failed' ? 'refund_failed' : null,
    });
    await refreshDirectory(scene.tx, await peopleOfDisputed(scene, of));
  });
  return { amount, currency: first.currency, state };
}

/** The same, asked by staff: refuses with `NotRefundable` when nothing is left. */
export async function refundAsFraud(ctx: Context, paymentId: string): Promise<FraudRefund> {
  const made = await refundFraud(ctx, paymentId);
  if (made) return made;
  const { latest } = await look(ctx, async ({ org }) => refundRules(org.settings));
  throw new NotRefundable({ latest, why: 'nothing_left' });
}

async function partsOf({ tx }: Scene, paymentId: string): Promise<Captured[]> {
  const payment = await tx.maybeOne<{ payerId: string }>(
    'select payer_id as "payerId" from payment where org_id = app_org() and id = $1',
    [paymentId],
  );
  if (!payment) throw new NotFound();
  const all = await capturedOf(tx, payment.payerId);
  return all.filter(
    (part) =>
      part.paymentId === paymentId && part.attemptId !== null && part.captured > part.refunded,
  );
}

/** What the gateway refuses to give back leaves the fraud a fraud: access ends all the same. */
async function refundPart(ctx: Context, part: Captured): Promise<FraudRefund['state']> {
  try {
    const made = await refundPayment(ctx, {
      invoiceId: part.invoiceId,
      paymentId: part.paymentId,
      amount: part.captured - part.refunded,
      reason: '',
      renewal: 'goes_on',
      access: 'stays',
      way: 'gateway',
      finding: 'fraud',
    });
    return made.state;
  } catch (error) {
    if (error instanceof RefundFailed) return 'failed';
    throw error;
  }
}
