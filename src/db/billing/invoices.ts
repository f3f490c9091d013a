import type { DraftLine } from '../../domain/billing/draft.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import type { Tx } from '../transaction.ts';
import type { Columns } from './insert.ts';
import { arraysOf, inserter, unnested } from './insert.ts';

export type InvoiceType = 'subscription' | 'renewal' | 'proration' | 'manual';
export type Collection = 'automatic' | 'invoice';

/** An invoice about to be written as issued; amounts in minor units. */
export type InvoiceRow = {
  id: string;
  /** Empty for invoices, else of notices (domain/billing/proforma). */
  series: string;
  year: number;
  serial: number;
  number: string;
  type: InvoiceType;
  contactId: string;
  payerId: string;
  subscriptionId: string | null;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  status: 'open' | 'paid';
  issuedOn: LocalDate;
  dueOn: LocalDate;
  currency: string;
  net: number;
  tax: number;
  total: number;
  settled: number;
  collection: Collection;
};

const columns: Columns<InvoiceRow> = {
  id: ['uuid', (row) => row.id],
  series: ['text', (row) => row.series],
  year: ['smallint', (row) => row.year],
  serial: ['int', (row) => row.serial],
  number: ['text', (row) => row.number],
  type: ['text', (row) => row.type],
  contact_id: ['uuid', (row) => row.contactId],
  payer_id: ['uuid', (row) => row.payerId],
  subscription_id: ['uuid', (row) => row.subscriptionId],
  period_start: ['date', (row) => row.periodStart],
  period_end: ['date', (row) => row.periodEnd],
  status: ['text', (row) => row.status],
  issued_on: ['date', (row) => row.issuedOn],
  due_on: ['date', (row) => row.dueOn],
  currency: ['text', (row) => row.currency],
  net: ['bigint', (row) => row.net],
  tax: ['bigint', (row) => row.tax],
  total: ['bigint', (row) => row.total],
  settled: ['bigint', (row) => row.settled],
  collection: ['text', (row) => row.collection],
  paid_on: ['date', (row) => (row.status === 'paid' ? row.issuedOn : null)],
};

// The payer as printed is frozen by the statement itself: nothing of it passes through Node.
const insertText = `insert into invoice
    (org_id, ${Object.keys(columns).join(', ')}, language, buyer, identity_id, created_at)
  select app_org(), d.*, coalesce(p.language, $23),
    jsonb_build_object('name', p.display_name, 'email', p.email, 'vat_number', p.vat_number,
      'address', coalesce(p.billing_address, p.address)), $22, $24
  from ${unnested(columns)}
  join lateral (select * from contact c where c.org_id = app_org() and c.id = d.payer_id
    limit 1) p on true`;

/** What all invoices of one statement share; `language` is for payers who have none. */
export type Frozen = { identityId: string; language: Language; createdAt: string };

/** Writes issued invoices with the payer as printed. Throws when a payer is not there. */
export async function insertInvoices(tx: Tx, rows: InvoiceRow[], frozen: Frozen): Promise<void> {
  const params = [...arraysOf(columns, rows), frozen.identityId, frozen.language, frozen.createdAt];
  const written = await tx.exec(insertText, params);
  if (written !== rows.length) throw new Error('an invoice names a payer that is not there');
}

export type LineRow = {
  id: string;
  invoiceId: string;
  position: number;
  subscriptionId: string | null;
  planId: string | null;
  line: DraftLine;
};

/** Writes invoice lines. */
export const insertLines = inserter<LineRow>('invoice_line', {
  id: ['uuid', (row) => row.id],
  invoice_id: ['uuid', (row) => row.invoiceId],
  position: ['smallint', (row) => row.position],
  kind: ['text', (row) => row.line.kind],
  description: ['text', (row) => row.line.description.text ?? row.line.description.planName ?? ''],
  subscription_id: ['uuid', (row) => row.subscriptionId],
  plan_id: ['uuid', (row) => row.planId],
  period_start: ['date', (row) => row.line.periodStart],
  period_end: ['date', (row) => row.line.periodEnd],
  quantity: ['int', (row) => row.line.quantity],
  unit_amount: ['bigint', (row) => row.line.unitAmount],
  net: ['bigint', (row) => row.line.net],
  tax_rate: ['text', (row) => row.line.taxRate],
  tax: ['bigint', (row) => row.line.tax],
  total: ['bigint', (row) => row.line.total],
  days: ['int', (row) => row.line.fraction?.days],
  days_of: ['int', (row) => row.line.fraction?.of],
  part_unit: ['text', (row) => row.line.fraction?.unit ?? 'day'],
  credits_line_id: ['uuid', (row) => row.line.credits],
});

/** An issued invoice with what settling, chasing and writing about it need. */
export type InvoiceFactsRow = {
  id: string;
  series: string;
  number: string;
  type: InvoiceType;
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  contactId: string;
  payerId: string;
  subscriptionId: string | null;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  currency: string;
  net: number;
  tax: number;
  total: number;
  settled: number;
  credited: number;
  balance: number;
  collection: Collection;
};

const facts = `id, series, number, type, status, contact_id as "contactId", payer_id as "payerId",
  subscription_id as "subscriptionId", period_start as "periodStart", period_end as "periodEnd",
  issued_on as "issuedOn", due_on as "dueOn", currency, net, tax, total, settled, credited,
  balance, collection`;

/** Issued invoices, locked in the order of their ids, oldest due first in the answer. */
export async function lockInvoices(tx: Tx, ids: readonly string[]): Promise<InvoiceFactsRow[]> {
  const rows = await tx.query<InvoiceFactsRow>(
    `select ${facts} from invoice where org_id = app_org() and id = any($1::uuid[])
       and status <> 'draft' order by id for no key update`,
    [ids],
  );
  return rows.sort((a, b) => (a.dueOn + a.number < b.dueOn + b.number ? -1 : 1));
}

/** Adds what was received to invoices; the balance follows, and `paid` ones get their date. */
export async function raiseSettled(
  tx: Tx,
  rows: { id: string; amount: number; paidOn: LocalDate | null }[],
): Promise<void> {
  const columns: Columns<(typeof rows)[number]> = {
    id: ['uuid', (row) => row.id],
    amount: ['bigint', (row) => row.amount],
    paid_on: ['date', (row) => row.paidOn],
  };
  await tx.exec(
    `update invoice i set settled = i.settled + d.amount, paid_on = d.paid_on,
       status = case when d.paid_on is null then i.status else 'paid' end
     from ${unnested(columns)} where i.org_id = app_org() and i.id = d.id`,
    arraysOf(columns, rows),
  );
}

/** Notices take the numbers of invoices, and remember what they were called. */
export async function turnIntoInvoices(
  tx: Tx,
  rows: { id: string; serial: number; number: string }[],
  issue: { year: number; issuedOn: LocalDate },
): Promise<void> {
  const columns: Columns<(typeof rows)[number]> = {
    id: ['uuid', (row) => row.id],
    serial: ['int', (row) => row.serial],
    number: ['text', (row) => row.number],
  };
  await tx.exec(
    `update invoice i set series = '', year = $4, serial = d.serial, number = d.number,
       issued_on = $5, proforma_year = i.year, proforma_serial = i.serial,
       proforma_number = i.number, proforma_on = i.issued_on
     from ${unnested(columns)} where i.org_id = app_org() and i.id = d.id`,
    [...arraysOf(columns, rows), issue.year, issue.issuedOn],
  );
}

/** Ends open invoices as void or uncollectible. */
export async function closeInvoices(
  tx: Tx,
  rows: { id: string; status: 'void' | 'uncollectible'; closedOn: LocalDate }[],
): Promise<void> {
  const columns: Columns<(typeof rows)[number]> = {
    id: ['uuid', (row) => row.id],
    status: ['text', (row) => row.status],
    closed_on: ['date', (row) => row.closedOn],
  };
  await tx.exec(
    `update invoice i set status = d.status, closed_on = d.closed_on
     from ${unnested(columns)} where i.org_id = app_org() and i.id = d.id`,
    arraysOf(columns, rows),
  );
}
