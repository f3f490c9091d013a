import { recordActivity } from '../../activity/record.ts';
import type { Attempt } from '../../db/billing/attempts.ts';
import { noteRefusals, setStepOutcomes } from '../../db/billing/cases.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOf } from '../../db/billing/openCases.ts';
import type { Scene } from '../context.ts';
import { endCases } from './endCases.ts';
import { queueFailureMails } from './failureMails.ts';
import { giveLastChance } from './lastChance.ts';
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
 * the next ones move it on, the last one ends the subscription; e-mails at most once per 23 hours
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
  const first = failures.filter(({ invoice, attempt }) => {
    return !known.has(invoice.id) && opensCase(invoice, attempt);
  });
  await openCases(
    scene,
    first.map(({ invoice, kind, reason }) => {
      return { invoice, on: scene.today, mode: 'charge', hard: kind === 'hard', reason };
    }),
  );
  const cases = byInvoice(await openCasesOf(tx, invoiceIds));
  await recordFailures(scene, failures, cases);
  const automatic = failures
    .filter(({ attempt }) => attempt.cause === 'billing' || attempt.cause === 'retry')
    .flatMap(({ invoice }) => cases.get(invoice.id) ?? []);
  const last = automatic.filter((each) => nextStepOf(scene, each).act === 'end');
  const spared = new Set(await giveLastChance(scene, last));
  const over = last.filter(({ id }) => !spared.has(id));
  await endCases(scene, over);
  const going = automatic.filter((each) => !over.includes(each));
  const now =
    spared.size === 0
      ? going
      : await openCasesOf(
          tx,
          going.map((c) => c.invoiceId),
        );
  await queueFailureMails(scene, now);
}

/** Only a charge meant to happen by itself, for a subscription, is a missed recurring payment. */
function opensCase(invoice: InvoiceFactsRow, { cause }: Attempt): boolean {
  const isAutomatic = cause === 'billing' || cause === 'retry';
  return isAutomatic && invoice.subscriptionId !== null && invoice.status === 'open';
}

function byInvoice(cases: OpenCase[]): Map<string, OpenCase> {
  return new Map(cases.map((each) => [each.invoiceId, each]));
}

async function recordFailures(
  scene: Scene,
  failures: Failure[],
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
