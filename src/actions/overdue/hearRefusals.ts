import { noteRefusals } from '../../db/billing/cases.ts';
import { openCasesOf } from '../../db/billing/openCases.ts';
import type { Scene } from '../context.ts';
import type { Failure } from './failCharges.ts';
import { byInvoice, modeOf, opensCase, recordFailures, writeTo } from './failCharges.ts';
import { openCases } from './openCases.ts';

/**
 * A gateway that tries again by itself was refused once: the case opens and the payer is written
 * to, but nothing is tried from here until its last word, while which the case's clock stands
 * (spec/overdue.md). Expects payers, subscriptions and invoices locked.
 */
export async function hearRefusals(scene: Scene, heard: readonly Failure[]): Promise<void> {
  const missed = heard.filter(({ invoice, attempt }) => opensCase(invoice, attempt));
  if (missed.length === 0) return;
  const { tx, today } = scene;
  const invoiceIds = missed.map(({ invoice }) => invoice.id);
  const known = byInvoice(await openCasesOf(tx, invoiceIds));
  const noted = missed.flatMap(({ invoice, reason }) => {
    const id = known.get(invoice.id)?.id;
    return id ? [{ id, hard: false, reason }] : [];
  });
  await noteRefusals(tx, noted);
  await openCases(
    scene,
    missed
      .filter(({ invoice }) => !known.has(invoice.id))
      .map(({ attempt: { means, gateway }, invoice, reason }) => {
        return { invoice, on: today, mode: modeOf(means), gateway, hard: false, reason };
      }),
  );
  const cases = byInvoice(await openCasesOf(tx, invoiceIds));
  await recordFailures(scene, missed, cases);
  await writeTo(scene, [...cases.values()]);
}
