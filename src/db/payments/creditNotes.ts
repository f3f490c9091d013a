import type { LocalDate } from '../../domain/dates.ts';
import { inserter } from '../billing/insert.ts';
import type { Queryable, Tx } from '../transaction.ts';
import { movedOf } from './movedCredits.ts';

/** A line of an invoice with what credit notes and changes of plan have left of it. */
export type CreditableLine = {
  id: string;
  kind: string;
  description: string;
  /** Percent as exact decimal text. */
  taxRate: string;
  net: number;
  tax: number;
  total: number;
  leftNet: number;
  leftTax: number;
  leftTotal: number;
};

/** With the subscription that the line bills. */
export type OwnedLine = CreditableLine & { subscriptionId: string | null };

/** The lines of an invoice in their order, with what is left of each after earlier credits. */
export function creditableLines(tx: Queryable, invoiceId: string): Promise<OwnedLine[]> {
  return tx.query<OwnedLine>(
    // The tax of a credit on another invoice may be rounded otherwise: nothing left is nothing.
    `select l.id, l.subscription_id as "subscriptionId", l.kind, l.description,
       l.tax_rate as "taxRate", l.net, l.tax, l.total,
       case when l.total = back.total then 0 else l.net - back.net end::bigint as "leftNet",
       case when l.total = back.total then 0 else l.tax - back.tax end::bigint as "leftTax",
       (l.total - back.total)::bigint as "leftTotal"
     from invoice_line l
     cross join lateral (${movedOf('l.id')}) moved
     cross join lateral (select moved.net + coalesce(sum(n.net), 0) as net,
         moved.tax + coalesce(sum(n.tax), 0) as tax,
         moved.total + coalesce(sum(n.total), 0) as total
       from credit_note_line n where n.org_id = l.org_id and n.invoice_line_id = l.id) back
     where l.org_id = app_org() and l.invoice_id = $1
     order by l.position`,
    [invoiceId],
  );
}

/** One line of a credit note: positive, what is given up of the invoice's line. */
export type CreditLine = {
  invoiceLineId: string;
  description: string;
  taxRate: string;
  net: number;
  tax: number;
  total: number;
};

export type CreditNoteRow = {
  id: string;
  series: string;
  year: number;
  serial: number;
  number: string;
  invoiceId: string;
  issuedOn: LocalDate;
  net: number;
  tax: number;
  total: number;
  reason: string;
  identityId: string;
  createdAt: string;
};

/** Writes a credit note; parties, currency and language are those frozen on its invoice. */
export async function insertCreditNote(tx: Tx, row: CreditNoteRow): Promise<void> {
  await tx.exec(
    `insert into credit_note (org_id, id, series, year, serial, number, invoice_id, contact_id,
       payer_id, issued_on, currency, net, tax, total, reason, language, identity_id, buyer,
       created_at)
     select app_org(), $1, $2, $3, $4, $5, i.id, i.contact_id, i.payer_id, $7, i.currency, $8,
       $9, $10, $11, i.language, $12, i.buyer, $13
     from invoice i where i.org_id = app_org() and i.id = $6`,
    [
      row.id,
      row.series,
      row.year,
      row.serial,
      row.number,
      row.invoiceId,
      row.issuedOn,
      row.net,
      row.tax,
      row.total,
      row.reason,
      row.identityId,
      row.createdAt,
    ],
  );
}

/** Writes the lines of credit notes. */
export const insertCreditNoteLines = inserter<CreditLine & { id: string; creditNoteId: string }>(
  'credit_note_line',
  {
    id: ['uuid', (line) => line.id],
    credit_note_id: ['uuid', (line) => line.creditNoteId],
    invoice_line_id: ['uuid', (line) => line.invoiceLineId],
    description: ['text', (line) => line.description],
    net: ['bigint', (line) => line.net],
    tax_rate: ['text', (line) => line.taxRate],
    tax: ['bigint', (line) => line.tax],
    total: ['bigint', (line) => line.total],
  },
);

/** Date of the latest credit note of a series: the next one is not dated before it (§5). */
export async function latestCreditNoteOn(
  tx: Queryable,
  series: string,
  year: number,
): Promise<LocalDate | null> {
  const row = await tx.one<{ on: LocalDate | null }>(
    `select max(issued_on) as on from credit_note
     where org_id = app_org() and series = $1 and year = $2`,
    [series, year],
  );
  return row.on;
}
