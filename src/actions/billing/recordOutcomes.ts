import { recordActivity } from '../../activity/record.ts';
import type { Attempt, AttemptAnswer, AttemptState } from '../../db/billing/attempts.ts';
import { findAttempts, recordAnswers } from '../../db/billing/attempts.ts';
import { setStepOutcomes } from '../../db/billing/caseSteps.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import { minutesAfter } from '../../domain/instants.ts';
import type { ChargeOutcome } from '../../gateways/payment/port.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { Failure } from '../overdue/failCharges.ts';
import { failCharges } from '../overdue/failCharges.ts';
import { hearRefusals } from '../overdue/hearRefusals.ts';
import { undoDeclinedChanges } from '../subscriptions/undoChange.ts';
import { crashPoint } from './crashPoint.ts';
import { settleInvoices } from './settle.ts';

export type Result = {
  attemptId: string;
  outcome: ChargeOutcome;
  /** Its payer tries again at once: a change made now does not fall with this refusal yet. */
  next?: 'another_try';
};

/** What an attempt came to; `state` is the one written. */
export type Recorded = {
  attemptId: string;
  invoiceId: string;
  state: AttemptState;
  reason: string | null;
};

type Answered = {
  attempt: Attempt;
  outcome: ChargeOutcome;
  invoice: InvoiceFactsRow;
  triesAgain: boolean;
};

/**
 * Records what gateways answered, once: attempts that are resolved already are left alone, so any
 * repetition and order is harmless (billing-rules §7, §8). A success settles the invoice, a refusal
 * opens or moves on its overdue case, everything else is asked about later.
 */
export async function recordOutcomes(ctx: Context, results: Result[]): Promise<Recorded[]> {
  if (results.length === 0) return [];
  const recorded = await act(ctx, (scene) => applyOutcomes(scene, results));
  await crashPoint(ctx, 'after_outcomes');
  return recorded;
}

/** `recordOutcomes` within the caller's transaction; refreshes the directory. */
export async function applyOutcomes(scene: Scene, results: Result[]): Promise<Recorded[]> {
  const answered = await lockAnswered(scene, results);
  const answers = answered.map((each) => answerOf(scene, each));
  const fresh = await recordAnswers(scene.tx, answers);
  const news = answered.filter(({ attempt }) => fresh.has(attempt.id));
  await noteRetries(scene, news);
  await settle(scene, news);
  const failed = news.filter(({ attempt, outcome }) => isFailure(attempt, outcome));
  await refuse(scene, failed);
  await hearRefusals(scene, news.flatMap(heardOf));
  await recordUnknown(scene, news);
  const people = await peopleOf(
    scene.tx,
    news.map(({ invoice }) => invoice),
  );
  await refreshAfterCollecting(scene.tx, people);
  return answers.flatMap(({ id, state, reason }, i) => {
    const { invoiceId } = answered[i]!.attempt;
    return fresh.has(id) ? [{ attemptId: id, invoiceId, state, reason }] : [];
  });
}

/** Locks in the one order everybody takes: payers, subscriptions, invoices (§17). */
async function lockAnswered({ tx }: Scene, results: Result[]): Promise<Answered[]> {
  const byAttempt = new Map(results.map((result) => [result.attemptId, result]));
  const attempts = await findAttempts(tx, [...byAttempt.keys()]);
  await lockPayers(tx, [...new Set(attempts.map((attempt) => attempt.payerId))]);
  const invoiceIds = [...new Set(attempts.map((attempt) => attempt.invoiceId))];
  await lockSubscriptions(tx, { invoiceIds });
  const invoices = new Map((await lockInvoices(tx, invoiceIds)).map((row) => [row.id, row]));
  return attempts.map((attempt) => ({
    attempt,
    outcome: byAttempt.get(attempt.id)!.outcome,
    invoice: invoices.get(attempt.invoiceId)!,
    triesAgain: byAttempt.get(attempt.id)!.next === 'another_try',
  }));
}

/**
 * Nobody is there to confirm an automatic charge: that is a refusal, as gateways answer it
 * themselves for payments without the member present.
 */
function isFailure(attempt: Attempt, outcome: ChargeOutcome): boolean {
  if (outcome.state === 'declined') return true;
  return outcome.state === 'requires_action' && isAutomatic(attempt);
}

function isAutomatic({ cause }: Attempt): boolean {
  return cause === 'billing' || cause === 'retry';
}

function refusalOf(outcome: ChargeOutcome): { kind: 'soft' | 'hard'; reason: string } {
  if (outcome.state === 'declined') return { kind: outcome.kind, reason: outcome.reason };
  return { kind: 'soft', reason: 'authentication_required' };
}

/** A change of plan falls with its payment; every other refusal is the overdue case's. */
async function refuse(scene: Scene, failed: Answered[]): Promise<void> {
  const failures = failed.map(({ attempt, outcome, invoice, triesAgain }) => {
    return { attempt, invoice, triesAgain, ...refusalOf(outcome) };
  });
  const undone = await undoDeclinedChanges(
    scene,
    failures
      .filter(({ triesAgain }) => !triesAgain)
      .map(({ invoice, reason }) => ({ invoiceId: invoice.id, reason })),
  );
  await failCharges(
    scene,
    failures.map((failure) => {
      const { invoice } = failure;
      if (!undone.has(invoice.id)) return failure;
      return { ...failure, invoice: { ...invoice, status: 'void' as const } };
    }),
  );
}

function answerOf(scene: Scene, { attempt, outcome }: Answered): AttemptAnswer {
  const { now } = scene;
  const base = { id: attempt.id, declineKind: null, reason: null, reference: null, asked: 1 };
  if (outcome.state === 'succeeded') {
    const { reference } = outcome;
    return { ...base, state: 'succeeded', reference, resolvedAt: now, askAt: null };
  }
  if (isFailure(attempt, outcome)) {
    const { kind, reason } = refusalOf(outcome);
    return {
      ...base,
      ...referenceOf(outcome),
      state: 'declined',
      declineKind: kind,
      reason,
      resolvedAt: now,
      askAt: null,
    };
  }
  const askAt = minutesAfter(now, waitMinutes(attempt, outcome));
  const reason = refusedAtFirst(outcome) ?? attempt.reason;
  const open = { reason, state: stateOf(outcome), resolvedAt: null, askAt };
  return { ...base, ...referenceOf(outcome), ...open };
}

function refusedAtFirst(outcome: ChargeOutcome): string | null {
  return outcome.state === 'processing' ? (outcome.refused?.reason ?? null) : null;
}

/** News only once: the gateway says so again whenever it is asked. */
function heardOf({ attempt, outcome, invoice }: Answered): Failure[] {
  const reason = refusedAtFirst(outcome);
  if (reason === null || attempt.reason !== null) return [];
  return [{ attempt, invoice, kind: 'soft', reason }];
}

/** What the gateway would not listen to waits as if it had never left. */
function stateOf({ state }: ChargeOutcome): AttemptState {
  if (state === 'not_sent') return 'created';
  return state === 'declined' ? 'unknown' : state;
}

function referenceOf(outcome: ChargeOutcome): { reference: string | null } {
  return { reference: 'reference' in outcome ? (outcome.reference ?? null) : null };
}

/** After five minutes, an hour, then daily (§7); a bank debit in progress is asked daily. */
function waitMinutes(attempt: Attempt, outcome: ChargeOutcome): number {
  if (outcome.state === 'not_sent') return 60;
  if (outcome.state === 'processing') return attempt.asked === 0 ? 60 : 24 * 60;
  return [5, 60][attempt.asked] ?? 24 * 60;
}

/** A retry of a case shows what came of it; refusals are noted with the case. */
async function noteRetries({ tx }: Scene, news: Answered[]): Promise<void> {
  const retries = news.filter(({ attempt }) => attempt.cause === 'retry');
  const idsOf = (state: ChargeOutcome['state']) =>
    retries.filter(({ outcome }) => outcome.state === state).map(({ attempt }) => attempt.id);
  await setStepOutcomes(tx, idsOf('succeeded'), 'paid');
  await setStepOutcomes(
    tx,
    [...idsOf('unknown'), ...idsOf('processing'), ...idsOf('not_sent')],
    'unknown',
  );
}

async function settle(scene: Scene, news: Answered[]): Promise<void> {
  const succeeded = news.filter(({ outcome }) => outcome.state === 'succeeded');
  await settleInvoices(
    scene,
    succeeded.map(({ attempt, outcome }) => ({
      payerId: attempt.payerId,
      invoiceIds: [attempt.invoiceId],
      amount: attempt.amount,
      currency: attempt.currency,
      receivedOn: scene.today,
      gateway: attempt.gateway,
      means: attempt.means,
      attemptId: attempt.id,
      reference: outcome.state === 'succeeded' ? outcome.reference : '',
      notify: 'receipt',
    })),
  );
}

/** Said once per attempt: later questions that stay without answer are no news. */
async function recordUnknown(scene: Scene, news: Answered[]): Promise<void> {
  await recordActivity(
    scene,
    news
      .filter(({ attempt, outcome }) => outcome.state === 'unknown' && attempt.state !== 'unknown')
      .map(({ attempt, invoice }) => ({
        event: 'charge_unknown',
        contactId: invoice.contactId,
        subscriptionId: invoice.subscriptionId,
        invoiceId: invoice.id,
        amount: attempt.amount,
        currency: attempt.currency,
        data: { number: invoice.number },
      })),
  );
}
