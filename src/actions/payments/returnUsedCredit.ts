import { recordActivity } from '../../activity/record.ts';
import { insertCredit } from '../../db/billing/credit.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import type { UsedCredit } from '../../db/payments/usedCredit.ts';
import { postCreditReturned } from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import { reopenInvoices } from '../billing/reopen.ts';
import type { Scene } from '../context.ts';

/**
 * Takes `amount` (minor units) of credit back off the invoices it had settled, the latest first:
 * those owe again, because the money the credit came from went back. Expects them locked. Answers
 * what could be taken, at most `amount`.
 */
export async function returnUsedCredit(
  scene: Scene,
  invoices: readonly InvoiceFactsRow[],
  { used, amount }: { used: readonly UsedCredit[]; amount: number },
): Promise<number> {
  let left = amount;
  const taken = used.flatMap((use) => {
    const invoice = invoices.find(({ id }) => id === use.invoiceId);
    const part = invoice ? Math.min(left, use.amount, invoice.settled) : 0;
    left -= part;
    return invoice && part > 0 ? [{ invoice, amount: part }] : [];
  });
  const { tx, now: createdAt, today: bookedOn } = scene;
  await insertCredit(
    tx,
    taken.map(({ invoice: { id: invoiceId, payerId, currency }, amount: part }) => {
      const about = { payerId, currency, invoiceId, createdAt };
      return { ...about, id: newId(), amount: part, cause: 'returned' };
    }),
  );
  await bookLedger(
    tx,
    taken.map(({ invoice: { id: invoiceId, payerId, currency }, amount: part }) => {
      return { currency, bookedOn, payerId, invoiceId, postings: postCreditReturned(part) };
    }),
  );
  await reopenInvoices(scene, taken);
  await recordActivity(
    scene,
    taken.map(({ invoice: { id: invoiceId, ...about }, amount: part }) => ({
      event: 'credit_returned',
      contactId: about.payerId,
      subscriptionId: about.subscriptionId,
      invoiceId,
      amount: part,
      currency: about.currency,
      data: { number: about.number },
    })),
  );
  return amount - left;
}
