import { recordActivity } from '../../activity/record.ts';
import type { DisputeRow } from '../../db/payments/disputes.ts';
import { findDispute, noteOnDispute } from '../../db/payments/disputes.ts';
import { isOpenDispute } from '../../domain/billing/disputes.ts';
import { NotFound } from '../../domain/errors.ts';
import type { DisputeDesk, GatewayDispute } from '../../gateways/payment/news.ts';
import { GatewayAway } from '../../gateways/payment/refusals.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { applyDispute } from './applyDispute.ts';
import { evidenceFields, evidenceIn } from './evidence.ts';
import { lockDisputed } from './moneyOf.ts';
import { AnsweredByHand, DisputeOver } from './refusals.ts';

/**
 * Sends the evidence file to the gateway. It may be sent again while the dispute is open; what the
 * gateway makes of it follows. Refuses with `NotFound`, `DisputeOver`, `AnsweredByHand`,
 * `GatewayAway`.
 */
export async function submitEvidence(ctx: Context, id: string): Promise<void> {
  const { dispute, evidence } = await act(ctx, async (scene) => {
    const found = await openDispute(scene, id);
    const facts = await evidenceIn(scene, found.paymentId);
    return { dispute: found, evidence: evidenceFields(facts, scene.org.language) };
  });
  const desk = deskOf(ctx, dispute);
  const told = await desk.submit(ctx.orgId, dispute.reference, evidence);
  await record(ctx, dispute, { told, of: 'evidence_sent_at', event: 'dispute_evidence_sent' });
}

/**
 * Gives the money up: the payer keeps it, the dispute is lost. Refuses with `NotFound`,
 * `DisputeOver`, `AnsweredByHand`, `GatewayAway`.
 */
export async function acceptDispute(ctx: Context, id: string): Promise<void> {
  const dispute = await act(ctx, (scene) => openDispute(scene, id));
  const told = await deskOf(ctx, dispute).accept(ctx.orgId, dispute.reference);
  await record(ctx, dispute, { told, of: 'accepted_at', event: 'dispute_accepted' });
}

async function openDispute({ tx }: Scene, id: string): Promise<DisputeRow> {
  const dispute = await findDispute(tx, id);
  if (!dispute) throw new NotFound();
  if (!isOpenDispute(dispute)) throw new DisputeOver();
  return dispute;
}

function deskOf(ctx: Context, { gateway: name }: DisputeRow): DisputeDesk {
  const gateway = gatewayOf(ctx, name);
  if (!gateway.disputes) throw new AnsweredByHand({ gateway: gateway.title.en });
  return gateway.disputes;
}

type Answered = {
  told: GatewayDispute | null;
  of: 'evidence_sent_at' | 'accepted_at';
  event: 'dispute_evidence_sent' | 'dispute_accepted';
};

async function record(ctx: Context, dispute: DisputeRow, answered: Answered): Promise<void> {
  const { told, of, event } = answered;
  if (!told) throw new GatewayAway({ gateway: gatewayOf(ctx, dispute.gateway).title.en });
  await act(ctx, async (scene) => {
    const { payment, invoices } = await lockDisputed(scene, dispute.paymentId);
    await noteOnDispute(scene.tx, dispute.id, { of, at: scene.now });
    await recordActivity(scene, [
      {
        event,
        contactId: invoices[0]?.contactId ?? payment.payerId,
        subscriptionId: invoices[0]?.subscriptionId ?? null,
        invoiceId: invoices[0]?.id ?? null,
        amount: dispute.amount,
        currency: dispute.currency,
        data: { dispute: dispute.id },
      },
    ]);
  });
  await applyDispute(ctx, dispute.gateway, told);
}
