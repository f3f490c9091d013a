import type { Attempt } from '../../db/billing/attempts.ts';
import {
  attemptsToAsk,
  doubtfulAttempts,
  markSent,
  openAttempt,
  unsentAttempts,
} from '../../db/billing/attempts.ts';
import { lowestId } from '../../domain/ids.ts';
import { minutesAfter } from '../../domain/instants.ts';
import type { ChargeOutcome, Question } from '../../gateways/payment/port.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import type { Charged } from './chargeInvoices.ts';
import { callGateways, recordCharges, sendAttempts, sendingOf } from './chargeInvoices.ts';
import { gatewayOf } from './gatewayOf.ts';
import type { Result } from './recordOutcomes.ts';
import { recordOutcomes } from './recordOutcomes.ts';

const batchSize = 500;

/** Questions about a confirmation that never came, before it is taken for a refusal. */
const patience = 3;

export type AskCount = { asked: number; resolved: number };

/**
 * Asks gateways about charges whose answer never came (after five minutes, an hour, then daily) or
 * that are still on their way; nothing is ever charged to find out (billing-rules §7).
 */
export function askUnresolved(ctx: Context): Promise<AskCount> {
  return askAll(ctx, { stranded: false });
}

/**
 * For a run that holds the lock: carries on where an interrupted one stopped. Attempts that were
 * never sent are sent; those marked as sent are asked about at once, and sent again under the same
 * key when the gateway never heard of them. Questions that are due are asked as well.
 */
export async function resumeAttempts(ctx: Context): Promise<AskCount> {
  let after: string = lowestId;
  for (;;) {
    const page = { after, limit: batchSize };
    const ids = await look(ctx, ({ tx, now }) => unsentAttempts(tx, { ...page, now }));
    if (ids.length === 0) break;
    await sendAttempts(ctx, ids);
    after = ids.at(-1)!;
  }
  return askAll(ctx, { stranded: true });
}

async function askAll(ctx: Context, { stranded }: { stranded: boolean }): Promise<AskCount> {
  const count: AskCount = { asked: 0, resolved: 0 };
  const seen = new Set<string>();
  for (;;) {
    const { batch, now } = await look(ctx, async ({ tx, now }) => ({
      now,
      batch: await attemptsToAsk(tx, { now, stranded, limit: batchSize + seen.size }),
    }));
    const fresh = batch.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) return count;
    for (const attempt of fresh) seen.add(attempt.id);
    count.asked += fresh.length;
    count.resolved += await askSome(ctx, fresh, now);
    if (fresh.length < batchSize) return count;
  }
}

async function askSome(ctx: Context, attempts: Attempt[], now: string): Promise<number> {
  let resolved = 0;
  for (const [name, group] of Map.groupBy(attempts, (attempt) => attempt.gateway)) {
    const answers = await gatewayOf(ctx, name).ask(group.map((each) => questionOf(ctx, each, now)));
    const unheard = group.filter((attempt, i) => answers[i] === null && attempt.state === 'sent');
    const results: Result[] = [];
    for (const [i, attempt] of group.entries()) {
      if (unheard.includes(attempt)) continue;
      const answer = answers[i] ?? neverHeard;
      const isOver = answer.state === 'requires_action' && attempt.asked >= patience;
      const question = questionOf(ctx, attempt, now);
      const outcome = isOver ? await gatewayOf(ctx, name).giveUp(question) : answer;
      results.push({ attemptId: attempt.id, outcome });
    }
    const recorded = await recordOutcomes(ctx, results);
    resolved += recorded.filter(
      ({ state }) => state === 'succeeded' || state === 'declined',
    ).length;
    await sendAgain(ctx, unheard);
  }
  return resolved;
}

/**
 * Asks at once about the open charge of an invoice, because its payer came back from their bank and
 * waits. Nothing happens when there is none, or the gateway has no news.
 */
export async function askAboutInvoice(
  ctx: Context,
  invoiceId: string,
  payerId: string,
): Promise<void> {
  const { attempt, now } = await look(ctx, async ({ tx, now }) => ({
    now,
    attempt: await openAttempt(tx, invoiceId, payerId),
  }));
  if (!attempt) return;
  const [outcome] = await gatewayOf(ctx, attempt.gateway).ask([questionOf(ctx, attempt, now)]);
  const isNews = outcome && outcome.state !== attempt.state && outcome.state !== 'unknown';
  if (isNews) await recordOutcomes(ctx, [{ attemptId: attempt.id, outcome }]);
}

/** What asking about an attempt takes. */
export function questionOf({ orgId }: Context, attempt: Attempt, now: string): Question {
  const { id, customer, reference, since } = attempt;
  return { orgId, key: id, customer, reference, since, now };
}

/**
 * Before anything is charged anew: asks once more about earlier charges of these invoices that no
 * gateway had heard of. One that was made after all is recorded, and its invoice is paid
 * (billing-rules §6: gateways forget keys after a day, so a later retry looks up first). Answers
 * those.
 */
export async function lookUpFirst(ctx: Context, invoiceIds: readonly string[]): Promise<Charged[]> {
  const { doubtful, now } = await look(ctx, async ({ tx, now }) => ({
    now,
    doubtful: await doubtfulAttempts(tx, invoiceIds, 'unheard'),
  }));
  const found: Charged[] = [];
  for (const [name, group] of Map.groupBy(doubtful, (attempt) => attempt.gateway)) {
    const answers = await gatewayOf(ctx, name).ask(group.map((each) => questionOf(ctx, each, now)));
    const made = group.flatMap((attempt, i) => {
      const outcome = answers[i];
      return outcome?.state === 'succeeded' ? [{ attemptId: attempt.id, outcome }] : [];
    });
    found.push(...(await recordCharges(ctx, made)));
  }
  return found;
}

/**
 * Before a payer who is there is charged anew: ends charges of these invoices that still wait for
 * them to confirm at their bank, or that a gateway tries again by itself, so that no two go
 * through. What went on meanwhile is recorded as it is, and answered.
 */
export async function endConfirmations(
  ctx: Context,
  invoiceIds: readonly string[],
): Promise<Charged[]> {
  const { waiting, now } = await look(ctx, async ({ tx, now }) => ({
    now,
    waiting: await doubtfulAttempts(tx, invoiceIds, 'waiting'),
  }));
  const results: Result[] = [];
  for (const attempt of waiting) {
    const outcome = await gatewayOf(ctx, attempt.gateway).giveUp(questionOf(ctx, attempt, now));
    results.push({ attemptId: attempt.id, outcome, next: 'another_try' });
  }
  return (await recordCharges(ctx, results)).filter(({ state }) => state !== 'declined');
}

/** A gateway that timed out and never heard of the charge did not make it. */
const neverHeard: ChargeOutcome = { state: 'declined', kind: 'soft', reason: 'no_answer' };

/** Our own crash, not the gateway's: the request may never have left. Same attempt, same key. */
async function sendAgain(ctx: Context, attempts: Attempt[]): Promise<void> {
  if (attempts.length === 0) return;
  const ids = attempts.map(({ id }) => id);
  const { sent, sending } = await act(ctx, async (scene) => {
    const { tx, now } = scene;
    const marks = { from: ['sent' as const], now, askAt: minutesAfter(now, 5) };
    return { sending: sendingOf(scene), sent: await markSent(tx, ids, marks) };
  });
  await callGateways(ctx, sent, sending);
}
