import { recordActivity } from '../../activity/record.ts';
import type { Attempt } from '../../db/billing/attempts.ts';
import { finishSteps, setStepOutcomes } from '../../db/billing/caseSteps.ts';
import { noteRefusals } from '../../db/billing/cases.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOf } from '../../db/billing/openCases.ts';
import type { ChaseMode } from '../../domain/overdue/schedule.ts';
import type { Scene } from '../context.ts';
import { endCases } from './endCases.ts';
import { queueFailureMails } from './failureMails.ts';
import { grantSteps, grantsAmong } from './grantSteps.ts';
import { nextStepOf, plannedRetries } from './next.ts';
import { openCases } from './openCases.ts';

export type Failure = {
  attempt: Attempt;
  invoice: InvoiceFactsRow;
  kind: 'soft' | 'hard';
  reason: string;
};

/**
 * What refused charges mean, in the transaction that records them: a case opens at the first one,
 * the next ones move it on, the last one ends the subscription; e-mails at most once per 23 hours.
 * One that staff made asks the member for another method when it is refused for good
 * (spec/overdue.md). Expects payers, subscriptions and invoices locked.
 */
export async function failCharges(scene: Scene, failures: Failure[]): Promise<void> {
  if (failures.length === 0) return;
  const { tx } = scene;
  await setStepOutcomes(
    tx,
    failures.map(({ attempt }) => attempt.id),
    'declined',
  );
  const invoiceIds = failures.map(({ invoice }) => invoice.id);
  const known = byInvoice(await openCasesOf(tx, invoiceIds));
  await noteRefusals(
    tx,
    failures.flatMap(({ invoice, kind, reason }) => {
      const id = known.get(invoice.id)?.id;
      return id ? [{ id, hard: kind === 'hard', reason }] : [];
    }),
  );
  await skipPassed(scene, failures, known);
  const first = failures.filter(({ invoice, attempt }) => {
    return !known.has(invoice.id) && opensCase(invoice, attempt);
  });
  await openCases(
    scene,
    first.map(({ attempt, invoice, kind, reason }) => ({
      invoice,
      on: scene.today,
      mode: modeOf(attempt.means),
      gateway: attempt.gateway,
      hard: kind === 'hard',
      reason,
    })),
  );
  const cases = byInvoice(await openCasesOf(tx, invoiceIds));
  await recordFailures(scene, failures, cases);
  const automatic = failures
    .filter(({ attempt }) => attempt.cause === 'billing' || attempt.cause === 'retry')
    .flatMap(({ invoice }) => cases.get(invoice.id) ?? []);
  await moveOn(scene, automatic);
  // Staff see the answer; the member, who must bring another method now, was not there.
  const asked = failures.filter(({ attempt: { cause }, kind }) => {
    return cause === 'staff' && kind === 'hard';
  });
  await writeTo(
    scene,
    asked.flatMap(({ invoice }) => cases.get(invoice.id) ?? []),
  );
}

/** What was planned while a gateway tried by itself is over: its last word is the news. */
async function skipPassed(
  { tx, today, now }: Scene,
  failures: readonly Failure[],
  known: Map<string, OpenCase>,
): Promise<void> {
  const heard = failures.filter(({ attempt }) => attempt.reason !== null);
  const passed = heard.flatMap(({ invoice }) => {
    const { id: caseId, steps } = known.get(invoice.id) ?? { id: '', steps: [] };
    const due = steps.filter(({ kind, dueOn, doneAt }) => {
      return kind === 'retry' && dueOn <= today && doneAt === null;
    });
    return due.map(({ position }) => {
      return { caseId, position, outcome: 'skipped' as const, attemptId: null };
    });
  });
  await finishSteps(tx, passed, now);
}

/** What comes of refused charges today: the end, one more try where the clock had stood, a mail. */
async function moveOn(scene: Scene, cases: OpenCase[]): Promise<void> {
  const decided = cases.map((each) => ({ case: each, next: nextStepOf(scene, each) }));
  await grantSteps(scene, grantsAmong(decided));
  const last = decided.filter(({ next }) => next.act === 'end').map((each) => each.case);
  const ended = await endCases(scene, last);
  await writeTo(
    scene,
    cases.filter(({ id }) => !ended.has(id)),
  );
}

/** Writes about cases as they are now; who is blocked is not written to. */
export async function writeTo(scene: Scene, cases: OpenCase[]): Promise<void> {
  const told = cases.filter(({ blockedPayer }) => blockedPayer === null);
  const invoiceIds = told.map((each) => each.invoiceId);
  await queueFailureMails(scene, await openCasesOf(scene.tx, invoiceIds));
}

/** Banks answer a debit days later, so debits are retried on days of their own. */
export function modeOf(means: Attempt['means']): ChaseMode {
  return means === 'sepa_debit' ? 'debit' : 'charge';
}

/** Only a charge meant to happen by itself, for a subscription, is a missed recurring payment. */
export function opensCase(invoice: InvoiceFactsRow, { cause }: Attempt): boolean {
  const isAutomatic = cause === 'billing' || cause === 'retry';
  return isAutomatic && invoice.type !== 'manual' && invoice.status === 'open';
}

/** Open cases by their invoices. */
export function byInvoice(cases: OpenCase[]): Map<string, OpenCase> {
  return new Map(cases.map((each) => [each.invoiceId, each]));
}

/** What the histories say of refused charges, and when they are tried again from here. */
export async function recordFailures(
  scene: Scene,
  failures: readonly Failure[],
  cases: Map<string, OpenCase>,
): Promise<void> {
  await recordActivity(
    scene,
    failures.map(({ attempt, invoice, kind, reason }) => ({
      event: 'charge_failed',
      contactId: invoice.contactId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount: attempt.amount,
      currency: attempt.currency,
      data: {
        number: invoice.number,
        reason,
        kind,
        next_tries: plannedRetries(cases.get(invoice.id), scene.today),
      },
    })),
  );
}
