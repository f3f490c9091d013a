import { keepDifference } from '../../db/payments/differences.ts';
import type { ChargedAttempt } from '../../db/payments/gatewayEvents.ts';
import type { Captured } from '../../db/payments/refunds.ts';
import { capturedOf, findRefund, insertRefund } from '../../db/payments/refunds.ts';
import { isId } from '../../domain/ids.ts';
import type { GatewayRefund } from '../../gateways/payment/news.ts';
import { newId } from '../../ids.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { lockedInvoice } from '../payments/recordOfflinePayment.ts';
import { recordRefundIn } from '../payments/recordRefund.ts';
import { returnRefund } from '../payments/returnRefund.ts';

/**
 * Makes the refunds of a charge what the gateway lists: ours get their answer, those made there by
 * hand are recorded with their credit note. Set, never added, so that any repetition is harmless.
 * What does not fit the books is kept as a difference. False when the gateway did not answer.
 */
export async function applyRefunds(
  ctx: Context,
  gateway: string,
  attempt: ChargedAttempt,
): Promise<boolean> {
  const { reference } = attempt;
  const listed = reference
    ? await gatewayOf(ctx, gateway).refundsOf?.(ctx.orgId, reference)
    : undefined;
  if (!listed) return false;
  for (const refund of listed) {
    await act(ctx, (scene) => applyRefund(scene, { gateway, attempt, refund }));
  }
  return true;
}

type About = { gateway: string; attempt: ChargedAttempt; refund: GatewayRefund };

async function applyRefund(scene: Scene, about: About): Promise<void> {
  const { tx } = scene;
  const { refund, attempt } = about;
  const invoice = await lockedInvoice(scene, attempt.invoiceId);
  const ours = await knownRefund(scene, refund);
  if (ours) {
    const { outcome } = refund;
    if (ours.state === 'succeeded' && outcome.state === 'failed') {
      await returnRefund(scene, ours, { invoice, reason: outcome.reason });
    } else await recordRefundIn(scene, ours.id, outcome);
    return;
  }
  if (refund.outcome.state !== 'succeeded') return;
  const captured = await capturedOf(tx, invoice.payerId);
  const part = captured.find(({ paymentId }) => paymentId === attempt.paymentId);
  if (!part || part.captured - part.refunded < refund.amount) {
    await keepOdd(scene, about);
    return;
  }
  await recordOutside(scene, part, refund);
}

/** A refund made in the gateway's own pages: the money has left, the claim follows it. */
async function recordOutside(scene: Scene, part: Captured, refund: GatewayRefund): Promise<void> {
  const id = newId();
  await insertRefund(scene.tx, {
    id,
    paymentId: part.paymentId,
    invoiceId: part.invoiceId,
    amount: refund.amount,
    currency: refund.currency,
    state: 'sent',
    outside: false,
    fraud: false,
    reason: '',
    endsAccess: false,
    stopsRenewal: false,
    refundedOn: scene.today,
    actor: scene.actor,
    now: scene.now,
  });
  await recordRefundIn(scene, id, refund.outcome);
}

async function knownRefund({ tx }: Scene, refund: GatewayRefund) {
  const byKey = refund.key && isId(refund.key) ? await findRefund(tx, refund.key) : undefined;
  if (byKey) return byKey;
  const row = await tx.maybeOne<{ id: string }>(
    `select id from refund where org_id = app_org() and gateway_reference = $1 and not outside`,
    [refund.reference],
  );
  return row ? findRefund(tx, row.id) : undefined;
}

async function keepOdd(scene: Scene, about: About): Promise<void> {
  const { gateway, attempt, refund } = about;
  const { reference, currency, amount: theirs } = refund;
  await keepDifference(
    scene.tx,
    { gateway, kind: 'refund', reference, attemptId: attempt.id, ours: null, theirs, currency },
    scene.now,
  );
}
