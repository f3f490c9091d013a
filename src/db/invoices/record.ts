import type { DisputeState } from '../../domain/billing/disputes.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { TaxTableRow } from '../../domain/taxTable.ts';
import { taxTable } from '../../domain/taxTable.ts';
import { creditableLines } from '../payments/creditNotes.ts';
import type { Queryable } from '../transaction.ts';
import type { InvoiceSummary } from './list.ts';
import { summaryColumns, summaryFrom } from './list.ts';
import {
  readAttempts,
  readCreditNotes,
  readDisputes,
  readMessages,
  readRefunds,
} from './recordParts.ts';

export type InvoiceLine = {
  id: string;
  kind: string;
  description: string;
  quantity: number;
  unitAmount: number;
  net: number;
  /** Percent as exact decimal text. */
  taxRate: string;
  tax: number;
  total: number;
  /** What credit notes and changes of plan have left of its total, with its sign. */
  left: number;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  days: number | null;
  daysOf: number | null;
  partUnit: 'day' | 'month';
};

export type PaidPart = {
  /** Null: settled from the payer's credit. */
  paymentId: string | null;
  on: LocalDate;
  amount: number;
  /** What of it was moved to the payer's credit since. */
  toCredit: number;
  means: string;
  /** Null: credit. */
  gateway: string | null;
  reference: string;
  reversedAt: string | null;
};

export type AttemptRow = {
  id: string;
  at: string;
  amount: number;
  state: string;
  declineKind: 'soft' | 'hard' | null;
  reason: string | null;
  cause: string;
  gateway: string;
  method: { brand: string; last4: string } | null;
};

/** A dispute of money that was on the invoice; `amount` is what it took from it. */
export type DisputedPart = {
  id: string;
  amount: number;
  state: DisputeState;
  openedAt: string;
  closedAt: string | null;
  /** The bank has not decided, or it is lost and staff have not. */
  undecided: boolean;
};

export type CreditNoteRow = { id: string; number: string; total: number; issuedOn: LocalDate };

export type RefundRow = {
  id: string;
  on: LocalDate;
  amount: number;
  state: string;
  outside: boolean;
  reason: string;
  creditNoteId: string | null;
};

export type InvoiceMessage = {
  id: string;
  template: string;
  state: string;
  to: string | null;
  createdAt: string;
};

export type InvoiceRecord = InvoiceSummary & {
  subscriptionId: string | null;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  net: number;
  tax: number;
  collection: 'automatic' | 'invoice';
  /** The notice this invoice was before it was paid. */
  notice: { number: string; issuedOn: LocalDate } | null;
  paidOn: LocalDate | null;
  closedOn: LocalDate | null;
  /** The payer has a payment method that could be charged. */
  chargeable: boolean;
  /** An attempt without an answer: nothing may be charged meanwhile (billing-rules §7). */
  attemptOpen: boolean;
  /** A refund without an answer: nothing may be credited meanwhile. */
  refundOpen: boolean;
  /** Of a consolidated invoice: whose subscriptions it covers, and for how much. */
  covers: { subscriptionId: string; contact: { id: string; name: string }; total: number }[];
  lines: InvoiceLine[];
  taxGroups: TaxTableRow[];
  payments: PaidPart[];
  attempts: AttemptRow[];
  creditNotes: CreditNoteRow[];
  refunds: RefundRow[];
  disputes: DisputedPart[];
  messages: InvoiceMessage[];
};

type Head = Omit<
  InvoiceRecord,
  | 'lines'
  | 'taxGroups'
  | 'payments'
  | 'attempts'
  | 'creditNotes'
  | 'refunds'
  | 'disputes'
  | 'messages'
>;

/** One issued invoice with everything that happened to it; undefined when there is none. */
export async function findInvoice(
  tx: Queryable,
  today: LocalDate,
  id: string,
): Promise<InvoiceRecord | undefined> {
  const head = await tx.maybeOne<Head>(
    `select ${summaryColumns}, i.subscription_id as "subscriptionId",
       i.period_start as "periodStart", i.period_end as "periodEnd", i.net, i.tax,
       i.collection,
       array(select jsonb_build_object('subscriptionId', v.subscription_id, 'total', v.total,
           'contact', jsonb_build_object('id', m.id, 'name', m.display_name))
         from invoice_cover v join contact m on m.org_id = v.org_id and m.id = v.contact_id
         where v.org_id = i.org_id and v.invoice_id = i.id
         order by m.display_name, v.subscription_id) as covers,
       case when i.proforma_number is not null then
         jsonb_build_object('number', i.proforma_number, 'issuedOn', i.proforma_on) end as notice,
       i.paid_on as "paidOn", i.closed_on as "closedOn",
       exists (select from payment_method m where m.org_id = i.org_id
         and m.payer_id = i.payer_id and m.replaced_at is null) as chargeable,
       exists (select from payment_attempt a where a.org_id = i.org_id and a.invoice_id = i.id
         and a.state in ('created', 'sent', 'requires_action', 'processing', 'unknown'))
         as "attemptOpen",
       exists (select from refund r where r.org_id = i.org_id and r.invoice_id = i.id
         and r.state in ('created', 'sent', 'unknown')) as "refundOpen"
     ${summaryFrom} where i.org_id = app_org() and i.id = $2 and i.status <> 'draft'`,
    [today, id],
  );
  if (!head) return undefined;
  const lines = await readLines(tx, id);
  return {
    ...head,
    lines,
    taxGroups: taxTable(lines),
    payments: await readPaidParts(tx, id),
    attempts: await readAttempts(tx, id),
    creditNotes: await readCreditNotes(tx, id),
    refunds: await readRefunds(tx, id),
    disputes: await readDisputes(tx, id),
    messages: await readMessages(tx, id),
  };
}

async function readLines(tx: Queryable, id: string): Promise<InvoiceLine[]> {
  const lines = await tx.query<Omit<InvoiceLine, 'left'>>(
    `select id, kind, description, quantity, unit_amount as "unitAmount", net,
       tax_rate as "taxRate", tax, total, period_start as "periodStart",
       period_end as "periodEnd", days, days_of as "daysOf", part_unit as "partUnit"
     from invoice_line where org_id = app_org() and invoice_id = $1 order by position`,
    [id],
  );
  const left = new Map((await creditableLines(tx, id)).map((line) => [line.id, line.leftTotal]));
  return lines.map((line) => ({ ...line, left: left.get(line.id)! }));
}

/** Payments as they came, also where a part of one was moved to the credit balance since. */
async function readPaidParts(tx: Queryable, id: string): Promise<PaidPart[]> {
  return tx.query<PaidPart>(
    `select part.*, case when "reversedAt" is null then amount - kept else 0 end::bigint
         as "toCredit"
     from (
       select p.id as "paymentId", p.received_on as on,
         (array_agg(a.amount order by a.created_at, a.id))[1] as amount,
         coalesce(sum(a.amount) filter (where a.reversed_at is null), 0) as kept,
         p.means, p.gateway, p.reference, p.reversed_at as "reversedAt", min(a.created_at) as at
       from allocation a join payment p on p.org_id = a.org_id and p.id = a.payment_id
       where a.org_id = app_org() and a.invoice_id = $1 group by p.org_id, p.id
       union all
       select null, (c.created_at at time zone 'UTC')::date, -c.amount, -c.amount, 'credit', null,
         '', null, c.created_at
       from credit_entry c where c.org_id = app_org() and c.invoice_id = $1
         and c.cause in ('used', 'returned')) part
     order by at`,
    [id],
  );
}
