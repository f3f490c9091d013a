import type { Attempt, AttemptCause } from '../../db/billing/attempts.ts';
import { markSent, openAttempts } from '../../db/billing/attempts.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import { minutesAfter } from '../../domain/instants.ts';
import { onlyGateway } from '../../domain/organizations/settings.ts';
import type { ChargeOutcome, ChargeRequest } from '../../gateways/payment/port.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { crashPoint } from './crashPoint.ts';
import { gatewayOf } from './gatewayOf.ts';
import { portalUrl } from './links.ts';
import type { Recorded, Result } from './recordOutcomes.ts';
import { recordOutcomes } from './recordOutcomes.ts';

/** An outcome with what it is about. */
export type Charged = Recorded & { outcome: ChargeOutcome };

const answerExpectedWithin = 5;

export type Charging = {
  invoiceIds: string[];
  cause: AttemptCause;
  /** Whether who pays could confirm at their bank, where the cause is theirs at all. */
  payer?: 'there' | 'absent';
};

/**
 * Charges invoices to their payers' payment methods in three short commits: attempts opened, marked
 * as sent, answers recorded; no transaction is open while the gateway works (billing-rules §7).
 * Invoices that cannot be charged now (paid, no method, an unresolved attempt, already tried by
 * itself today) are left out of the answer.
 */
export async function chargeInvoices(
  ctx: Context,
  { invoiceIds, cause, payer = 'there' }: Charging,
): Promise<Charged[]> {
  const attemptIds = await act(ctx, (scene) => openCharges(scene, invoiceIds, cause));
  if (attemptIds.length === 0) return [];
  await crashPoint(ctx, 'after_attempts_opened');
  return sendAttempts(ctx, attemptIds, payer);
}

/**
 * Opens attempts in the caller's transaction; send them with `sendAttempts` after its commit. In a
 * sandbox only methods of the test gateway are ever charged.
 */
export async function openCharges(
  scene: Scene,
  invoiceIds: string[],
  cause: AttemptCause,
): Promise<string[]> {
  await lockInvoices(scene.tx, invoiceIds);
  const about = {
    cause,
    localDay: scene.today,
    now: scene.now,
    onlyGateway: onlyGateway(scene.org),
  };
  const opened = await openAttempts(scene.tx, invoiceIds, about);
  return opened.map(({ id }) => id);
}

/** Sends opened attempts to their gateways and records the answers. Repeatable after any crash. */
export async function sendAttempts(
  ctx: Context,
  attemptIds: string[],
  payer: 'there' | 'absent' = 'there',
): Promise<Charged[]> {
  if (attemptIds.length === 0) return [];
  const { attempts, sending } = await act(ctx, async (scene) => ({
    sending: payer === 'there' ? sendingOf(scene) : { now: scene.now, returnTo: null },
    attempts: await markSent(scene.tx, attemptIds, {
      from: ['created'],
      now: scene.now,
      askAt: minutesAfter(scene.now, answerExpectedWithin),
    }),
  }));
  await crashPoint(ctx, 'after_attempts_sent');
  return callGateways(ctx, attempts, sending);
}

/** When charges are sent, and where payers come back to from their bank; null: they are absent. */
export type Sending = { now: string; returnTo: string | null };

/** The sending of this moment. */
export function sendingOf(scene: Scene): Sending {
  return { now: scene.now, returnTo: portalUrl(scene, '/pay') };
}

/** Calls each attempt's gateway with its id as key, and records what it says. */
export async function callGateways(
  ctx: Context,
  attempts: Attempt[],
  sending: Sending,
): Promise<Charged[]> {
  const charged: Charged[] = [];
  for (const [name, group] of Map.groupBy(attempts, (attempt) => attempt.gateway)) {
    const gateway = gatewayOf(ctx, name);
    const outcomes = await gateway.charge(group.map((attempt) => requestOf(ctx, attempt, sending)));
    await crashPoint(ctx, 'after_gateway_answered');
    const results = group.map((attempt, i) => ({ attemptId: attempt.id, outcome: outcomes[i]! }));
    charged.push(...(await recordCharges(ctx, results)));
  }
  return charged;
}

/** Records what gateways answered, and gives the answers with what was recorded. */
export async function recordCharges(ctx: Context, results: Result[]): Promise<Charged[]> {
  const recorded = await recordOutcomes(ctx, results);
  const byAttempt = new Map(results.map((result) => [result.attemptId, result.outcome]));
  return recorded.map((each) => ({ ...each, outcome: byAttempt.get(each.attemptId)! }));
}

function requestOf(
  { orgId }: Context,
  attempt: Attempt,
  { now, returnTo }: Sending,
): ChargeRequest {
  const { id, token, customer, means, amount, currency, cause } = attempt;
  const invoice = { id: attempt.invoiceId, number: attempt.number };
  const isThere = returnTo !== null && (cause === 'member' || cause === 'card_update');
  const payer = isThere ? { returnUrl: `${returnTo}/${attempt.invoiceId}` } : 'absent';
  return { orgId, key: id, token, customer, means, amount, currency, invoice, payer, now };
}
