import { recordActivity } from '../../activity/record.ts';
import { currentIdentity } from '../../db/billing/identity.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { takeInvoiceNumbers } from '../../db/billing/numbers.ts';
import type { CreditLine } from '../../db/payments/creditNotes.ts';
import {
  insertCreditNote,
  insertCreditNoteLines,
  latestCreditNoteOn,
} from '../../db/payments/creditNotes.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import { creditNoteSeries, formatInvoiceNumber } from '../../domain/billing/invoices.ts';
import { postCreditNote } from '../../domain/billing/ledger.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { maxDate } from '../../domain/dates.ts';
import { newId } from '../../ids.ts';
import { afterPaid } from '../billing/afterPaid.ts';
import { invoiceProformas } from '../billing/invoiceProformas.ts';
import type { Scene } from '../context.ts';

export type CreditNoteWish = {
  lines: CreditLine[];
  reason: string;
  /** Part of the total that was settled already: it leaves the invoice for refund or credit. */
  fromSettled: number;
};

export type CreditNote = { id: string; number: string; issuedOn: LocalDate; total: number };

/**
 * Issues a credit note for (part of) an issued, locked invoice, with its own gapless series: the
 * claim shrinks by its total (billing-rules §5, §10). What it takes out of the settled part is the
 * caller's to give back, as a refund or as credit. An open invoice it empties counts as paid.
 */
export async function issueCreditNote(
  scene: Scene,
  corrected: InvoiceHead,
  wish: CreditNoteWish,
): Promise<CreditNote> {
  const { tx, now, org } = scene;
  const invoice = await asInvoice(scene, corrected);
  const totals = sumLines(wish.lines);
  const taken = await takeNumber(scene);
  const note = { id: newId(), ...taken, ...totals };
  await insertCreditNote(tx, {
    ...note,
    series: creditNoteSeries,
    invoiceId: invoice.id,
    reason: wish.reason,
    identityId: await currentIdentity(tx, org, now),
    createdAt: now,
  });
  await insertCreditNoteLines(
    tx,
    wish.lines.map((line) => ({ ...line, id: newId(), creditNoteId: note.id })),
  );
  await lowerClaim(scene, invoice, { ...wish, total: totals.total });
  await bookLedger(tx, [
    {
      currency: invoice.currency,
      bookedOn: note.issuedOn,
      payerId: invoice.payerId,
      invoiceId: invoice.id,
      creditNoteId: note.id,
      postings: postCreditNote(totals),
    },
  ]);
  await recordActivity(scene, [
    {
      event: 'credit_note_issued',
      contactId: invoice.contactId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount: totals.total,
      currency: invoice.currency,
      data: { number: note.number, invoice: invoice.number, reason: wish.reason },
    },
  ]);
  return { id: note.id, number: note.number, issuedOn: note.issuedOn, total: totals.total };
}

/** A notice that is corrected becomes the invoice the credit note speaks of. */
async function asInvoice(scene: Scene, corrected: InvoiceHead): Promise<InvoiceHead> {
  const numbers = await invoiceProformas(scene, [corrected]);
  const number = numbers.get(corrected.id);
  return number === undefined ? corrected : { ...corrected, series: '', number };
}

async function takeNumber({ tx, today }: Scene) {
  const want = { series: creditNoteSeries, issueOn: today, count: 1 };
  const { year, first: serial } = await takeInvoiceNumbers(tx, want);
  const latest = await latestCreditNoteOn(tx, creditNoteSeries, year);
  const number = formatInvoiceNumber(creditNoteSeries, year, serial);
  return { year, serial, number, issuedOn: latest ? maxDate(latest, today) : today };
}

async function lowerClaim(
  scene: Scene,
  invoice: InvoiceHead,
  by: { total: number; fromSettled: number },
): Promise<void> {
  const settled = invoice.settled - by.fromSettled;
  const balance = invoice.total - settled - (invoice.credited + by.total);
  const paid = invoice.status === 'open' && balance === 0;
  await scene.tx.exec(
    `update invoice set settled = $2, credited = credited + $3,
       status = case when $4 then 'paid' else status end,
       paid_on = case when $4 then $5::date else paid_on end
     where org_id = app_org() and id = $1`,
    [invoice.id, settled, by.total, paid, scene.today],
  );
  if (paid) await afterPaid(scene, [invoice.id]);
}

function sumLines(lines: CreditLine[]): { net: number; tax: number; total: number } {
  const sum = (pick: (line: CreditLine) => number) =>
    lines.reduce((whole, line) => whole + pick(line), 0);
  return {
    net: sum((line) => line.net),
    tax: sum((line) => line.tax),
    total: sum((line) => line.total),
  };
}
