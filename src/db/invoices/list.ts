import type { BillForm } from '../../domain/billing/proforma.ts';
import { proformaSeries } from '../../domain/billing/proforma.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

export type InvoiceType = 'subscription' | 'renewal' | 'proration' | 'manual';
export type IssuedStatus = 'open' | 'paid' | 'void' | 'uncollectible';

/** One row of a list of invoices; amounts in minor units of `currency`. */
export type InvoiceSummary = {
  id: string;
  number: string;
  /** A notice that is no invoice yet. */
  proforma: boolean;
  type: InvoiceType;
  status: IssuedStatus;
  /** Days past the due date with a balance; 0 when not overdue. */
  overdueDays: number;
  contact: { id: string; name: string };
  payer: { id: string; name: string };
  issuedOn: LocalDate;
  dueOn: LocalDate;
  currency: string;
  total: number;
  /** Of it paid, and taken back by credit notes. */
  settled: number;
  credited: number;
  balance: number;
};

export const ageBuckets = ['not_due', 'days30', 'days60', 'days90', 'older'] as const;

/** How long an open invoice has been due: not yet, up to 30, 60, 90 days, longer. */
export type AgeBucket = (typeof ageBuckets)[number];

/** The bucket of an open invoice `i` on the day $1. */
export const ageSql = `case when i.due_on >= $1::date then 'not_due'
  when i.due_on >= $1::date - 30 then 'days30' when i.due_on >= $1::date - 60 then 'days60'
  when i.due_on >= $1::date - 90 then 'days90' else 'older' end`;

export type InvoiceFilter = {
  /** `overdue`: open with a balance past its due date; `not_void`: all others than void ones. */
  status?: IssuedStatus | 'overdue' | 'not_void';
  currency?: string;
  /** Something is paid on it, in full or in part; or a credit note takes something back. */
  has?: 'payment' | 'credit';
  type?: InvoiceType;
  /** Only notices, or only invoices. */
  form?: BillForm;
  payerId?: string;
  /** Invoices for this contact or paid by them. */
  contactId?: string;
  /** Issued on or after; on or before. */
  from?: LocalDate;
  to?: LocalDate;
  /** Open with a balance, and due for so long. */
  age?: AgeBucket;
  /** Total at least, at most; minor units. */
  min?: number;
  max?: number;
  /** Part of the number or of the member's or payer's name. */
  search?: string;
};

export type CurrencyAmount = { currency: string; amount: number };

/** `balance` is that of open invoices, `lost` that of those written off. */
export type InvoiceTotals = { count: number } & Record<InvoiceSum, CurrencyAmount[]>;

export type InvoiceSum = 'total' | 'settled' | 'credited' | 'balance' | 'lost';

/** Whether `i` is a pro-forma notice that has not become an invoice. */
export const isNotice = `i.series = '${proformaSeries}'`;

export const summaryColumns = `i.id, i.number, ${isNotice} as proforma, i.type, i.status,
  case when i.status = 'open' and i.balance > 0 then greatest(0, $1::date - i.due_on)
    else 0 end as "overdueDays",
  jsonb_build_object('id', c.id, 'name', c.display_name) as contact,
  jsonb_build_object('id', p.id, 'name', p.display_name) as payer,
  i.issued_on as "issuedOn", i.due_on as "dueOn", i.currency, i.total, i.settled,
  i.credited, i.balance`;

export const summaryFrom = `from invoice i
  join contact c on c.org_id = i.org_id and c.id = i.contact_id
  join contact p on p.org_id = i.org_id and p.id = i.payer_id`;

/** The row a page ended with: date of issue and id. */
export type After = { at: string; id: string };

/** A page of issued invoices, latest first, and what the next page comes after. */
export async function listInvoices(
  tx: Queryable,
  today: LocalDate,
  page: { filter: InvoiceFilter; limit: number; after?: After },
): Promise<{ items: InvoiceSummary[]; next: After | null }> {
  const { where, params } = conditions(page.filter, today);
  let after = '';
  if (page.after) {
    params.push(page.after.at, page.after.id);
    after = `and (i.issued_on, i.id) < ($${params.length - 1}::date, $${params.length}::uuid)`;
  }
  const rows = await tx.query<InvoiceSummary>(
    `select ${summaryColumns} ${summaryFrom} where ${where} ${after}
     order by i.issued_on desc, i.id desc limit ${Math.trunc(page.limit) + 1}`,
    params,
  );
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const more = rows.length > page.limit && last;
  return { items, next: more ? { at: last.issuedOn, id: last.id } : null };
}

/** How many invoices a filter finds, and their sums per currency. */
export async function sumInvoices(
  tx: Queryable,
  today: LocalDate,
  filter: InvoiceFilter,
): Promise<InvoiceTotals> {
  const { where, params } = conditions(filter, today);
  const rows = await tx.query<{ currency: string; count: number } & Record<InvoiceSum, number>>(
    `select i.currency, count(*) as count, sum(i.total)::bigint as total,
       sum(i.settled)::bigint as settled, sum(i.credited)::bigint as credited,
       sum(case when i.status = 'open' then i.balance else 0 end)::bigint as balance,
       sum(case when i.status = 'uncollectible' then i.balance else 0 end)::bigint as lost
     ${filterFrom(filter)} where ${where} and $1::date is not null
     group by i.currency order by i.currency`,
    params,
  );
  const sumOf = (sum: InvoiceSum) =>
    rows.map((row) => ({ currency: row.currency, amount: row[sum] }));
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    total: sumOf('total'),
    settled: sumOf('settled'),
    credited: sumOf('credited'),
    balance: sumOf('balance'),
    lost: sumOf('lost'),
  };
}

/** Names are joined only when they are searched: sums of 100,000 rows need not pay for them. */
export function filterFrom(filter: InvoiceFilter): string {
  return filter.search ? summaryFrom : 'from invoice i';
}

/** A filter as conditions on `i`, `c` and `p`; its first parameter is the day. */
export function conditions(
  filter: InvoiceFilter,
  today: LocalDate,
): { where: string; params: unknown[] } {
  const params: unknown[] = [today];
  const parts = ["i.org_id = app_org() and i.status <> 'draft'"];
  const add = (value: unknown, text: (place: string) => string) => {
    if (value === undefined || value === '') return;
    params.push(value);
    parts.push(text(`$${params.length}`));
  };
  if (filter.status === 'overdue') {
    parts.push("i.status = 'open' and i.balance > 0 and i.due_on < $1::date");
  } else if (filter.status === 'not_void') parts.push("i.status <> 'void'");
  else add(filter.status, (at) => `i.status = ${at}`);
  add(filter.currency, (at) => `i.currency = ${at}`);
  if (filter.has) parts.push(filter.has === 'payment' ? 'i.settled > 0' : 'i.credited > 0');
  add(filter.type, (at) => `i.type = ${at}`);
  if (filter.form) parts.push(filter.form === 'proforma' ? isNotice : `not ${isNotice}`);
  add(filter.payerId, (at) => `i.payer_id = ${at}`);
  add(filter.contactId, (at) => {
    const covered = `select invoice_id from invoice_cover
      where org_id = app_org() and contact_id = ${at}`;
    return `(i.contact_id = ${at} or i.payer_id = ${at} or i.id in (${covered}))`;
  });
  add(filter.from, (at) => `i.issued_on >= ${at}::date`);
  add(filter.to, (at) => `i.issued_on <= ${at}::date`);
  if (filter.age) parts.push("i.status = 'open' and i.balance > 0");
  add(filter.age, (at) => `${ageSql} = ${at}`);
  add(filter.min, (at) => `i.total >= ${at}::bigint`);
  add(filter.max, (at) => `i.total <= ${at}::bigint`);
  add(filter.search && pattern(filter.search), (at) => {
    const names = [
      'i.number',
      "coalesce(i.proforma_number, '')",
      'c.display_name',
      'p.display_name',
    ];
    return `(${names.map((name) => `fold(${name}) like fold(${at})`).join(' or ')})`;
  });
  return { where: parts.join(' and '), params };
}

function pattern(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
