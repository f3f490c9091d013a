import type { Captured } from '../../db/payments/refunds.ts';
import { capturedOf, findRefund, insertRefund } from '../../db/payments/refunds.ts';
import { checkRefund, NotRefundable, RefundTooLarge } from '../../domain/billing/refunds.ts';
import { atField } from '../../domain/fields.ts';
import type { RefundOutcome } from '../../gateways/payment/port.ts';
import { newId } from '../../ids.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { isGivenBack } from './givesBack.ts';
import { lockedInvoice } from './recordOfflinePayment.ts';
import { recordRefundIn } from './recordRefund.ts';
import { refundabilityOf, refundRules } from './refundRules.ts';
import { OfflineNeedsOutside, RefundFailed } from './refusals.ts';

export type RefundWish = {
  invoiceId: string;
  /** One payment of the invoice; default: the one with most left. */
  paymentId?: string | null;
  /** Minor units. */
  amount: number;
  reason: string;
  /** A refund alone does not cancel (spec/plans-and-billing.md). */
  renewal: 'goes_on' | 'stops';
  access: 'stays' | 'ends';
  /** `outside`: given back by other means already; only recorded, at any age. */
  way: 'gateway' | 'outside';
  /** Somebody paid with another's card: given back at any age, and remembered as fraud. */
  finding?: 'fraud';
};

export type MadeRefund = {
  id: string;
  state: 'succeeded' | 'unknown';
  amount: number;
  currency: string;
  creditNote: { id: string; number: string } | null;
};

/**
 * Gives money of a payment back, whole or in part, in three short commits like a charge: refund
 * written, gateway called with its id as key, answer recorded with the credit note. Without an
 * answer it stays unknown and is asked about later, never sent again. Refuses with `NotFound`,
 * `NotRefundable`, `RefundTooLarge`, `OfflineNeedsOutside`, `RefundFailed`.
 */
export async function refundPayment(ctx: Context, wish: RefundWish): Promise<MadeRefund> {
  if (wish.way === 'outside') return act(ctx, (scene) => refundOutside(scene, wish));
  const { refundId, part, now } = await act(ctx, async (scene) => {
    const chosen = await decide(scene, wish);
    return { refundId: await write(scene, wish, chosen), part: chosen, now: scene.now };
  });
  if (!part.attemptId) throw new Error(`payment ${part.paymentId} came through no gateway`);
  const outcome = await gatewayOf(ctx, part.gateway).refund({
    orgId: ctx.orgId,
    key: refundId,
    chargeKey: part.attemptId,
    chargeReference: part.reference,
    amount: wish.amount,
    currency: part.currency,
    now,
  });
  return finish(ctx, refundId, outcome);
}

/** Records the answer to a refund; what the gateway refused is a refusal for the person asking. */
async function finish(ctx: Context, refundId: string, outcome: RefundOutcome): Promise<MadeRefund> {
  const made = await act(ctx, (scene) => recordRefundIn(scene, refundId, outcome));
  if (outcome.state === 'failed') throw new RefundFailed({ reason: outcome.reason });
  return { ...made, state: outcome.state };
}

async function refundOutside(scene: Scene, wish: RefundWish): Promise<MadeRefund> {
  const part = await decide(scene, wish);
  const refundId = await write(scene, wish, part);
  const outcome = { state: 'succeeded' as const, reference: '' };
  return { ...(await recordRefundIn(scene, refundId, outcome)), state: 'succeeded' };
}

/** Checks the rules under the payer's lock; answers the payment that is given back. */
async function decide(scene: Scene, wish: RefundWish): Promise<Captured> {
  const { tx, org, today } = scene;
  const invoice = await lockedInvoice(scene, wish.invoiceId);
  const all = await capturedOf(tx, invoice.payerId);
  const captured = all.filter((part) => part.payerId === invoice.payerId);
  const rules = refundRules(org.settings);
  const part = choose(captured, wish);
  if (!part) throw new NotRefundable({ latest: rules.latest, why: 'nothing_left' });
  if (wish.way === 'gateway') {
    if (!isGivenBack(scene.ctx, part)) throw new OfflineNeedsOutside();
    if (!wish.finding) {
      const wanted = { ...wish, currency: part.currency };
      checkRefund(wanted, refundabilityOf(captured, rules, today), rules);
    }
  }
  const left = part.captured - part.refunded;
  if (!Number.isSafeInteger(wish.amount) || wish.amount <= 0 || wish.amount > left) {
    throw atField(RefundTooLarge, '/amount', { max: left, currency: part.currency });
  }
  return part;
}

function choose(captured: Captured[], wish: RefundWish): Captured | undefined {
  const parts = captured
    .filter((part) => part.invoiceId === wish.invoiceId)
    .filter((part) => !wish.paymentId || part.paymentId === wish.paymentId)
    .sort((a, b) => b.captured - b.refunded - (a.captured - a.refunded));
  const byGateway = parts.filter((part) => part.attemptId !== null);
  return wish.way === 'gateway' ? (byGateway[0] ?? parts[0]) : parts[0];
}

async function write(scene: Scene, wish: RefundWish, part: Captured): Promise<string> {
  const id = newId();
  await insertRefund(scene.tx, {
    id,
    paymentId: part.paymentId,
    invoiceId: part.invoiceId,
    amount: wish.amount,
    currency: part.currency,
    state: 'sent',
    outside: wish.way === 'outside',
    fraud: wish.finding === 'fraud',
    reason: wish.reason,
    endsAccess: wish.access === 'ends',
    stopsRenewal: wish.renewal === 'stops' || wish.access === 'ends',
    refundedOn: scene.today,
    actor: scene.actor,
    now: scene.now,
  });
  return id;
}

/** Asks the gateway about one refund without an answer, and records what it says. */
export async function askAboutRefund(ctx: Context, refundId: string): Promise<void> {
  const found = await act(ctx, async (scene) => ({
    refund: await findRefund(scene.tx, refundId),
    now: scene.now,
  }));
  const { refund, now } = found;
  const gateway = refund && ctx.gateways.payment[refund.gateway];
  if (!gateway || !refund?.attemptId) return;
  const { reference: chargeReference } = refund;
  const known = await gateway.askRefund({ orgId: ctx.orgId, key: refundId, chargeReference, now });
  // Never heard of: sending it now is safe, because its id is the key.
  const outcome =
    known ??
    (await gateway.refund({
      orgId: ctx.orgId,
      key: refundId,
      chargeKey: refund.attemptId,
      chargeReference,
      amount: refund.amount,
      currency: refund.currency,
      now,
    }));
  await act(ctx, (scene) => recordRefundIn(scene, refundId, outcome));
}
