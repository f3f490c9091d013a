import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** What actions on one invoice start from; amounts in minor units of `currency`. */
export type InvoiceHead = {
  id: string;
  series: string;
  number: string;
  type: 'subscription' | 'renewal' | 'proration' | 'manual';
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  contactId: string;
  payerId: string;
  payerName: string;
  subscriptionId: string | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  currency: string;
  net: number;
  tax: number;
  total: number;
  settled: number;
  credited: number;
  balance: number;
  /** A payment method that could be charged. */
  hasMethod: boolean;
  attemptOpen: boolean;
};

/** An issued invoice; undefined when there is none. */
export function invoiceHead(tx: Queryable, id: string): Promise<InvoiceHead | undefined> {
  return tx.maybeOne<InvoiceHead>(
    `select i.id, i.series, i.number, i.type, i.status, i.contact_id as "contactId",
       i.payer_id as "payerId", p.display_name as "payerName",
       i.subscription_id as "subscriptionId", i.issued_on as "issuedOn", i.due_on as "dueOn",
       i.currency, i.net, i.tax, i.total, i.settled, i.credited, i.balance,
       exists (select from payment_method m where m.org_id = i.org_id
         and m.payer_id = i.payer_id and m.replaced_at is null) as "hasMethod",
       exists (select from payment_attempt a where a.org_id = i.org_id and a.invoice_id = i.id
         and a.state in ('created', 'sent', 'requires_action', 'processing', 'unknown'))
         as "attemptOpen"
     from invoice i join contact p on p.org_id = i.org_id and p.id = i.payer_id
     where i.org_id = app_org() and i.id = $1 and i.status <> 'draft'`,
    [id],
  );
}

export type PaymentRecord = {
  id: string;
  payerId: string;
  amount: number;
  currency: string;
  gateway: string;
  reversedAt: string | null;
  /** Any refund of it that did not fail. */
  refunded: boolean;
};

/** One payment; undefined when there is none. */
export function findPayment(tx: Queryable, id: string): Promise<PaymentRecord | undefined> {
  return tx.maybeOne<PaymentRecord>(
    `select p.id, p.payer_id as "payerId", p.amount, p.currency, p.gateway,
       p.reversed_at as "reversedAt", exists (select from refund r where r.org_id = p.org_id
         and r.payment_id = p.id and r.state <> 'failed') as refunded
     from payment p where p.org_id = app_org() and p.id = $1`,
    [id],
  );
}

export type Placed = { id: string; invoiceId: string | null; amount: number };

/** Where the money of a payment sits now. */
export function placesOf(tx: Queryable, paymentId: string): Promise<Placed[]> {
  return tx.query<Placed>(
    `select id, invoice_id as "invoiceId", amount from allocation
     where org_id = app_org() and payment_id = $1 and reversed_at is null order by id`,
    [paymentId],
  );
}

/** A payer's unused credit in one currency, minor units. */
export async function creditOf(tx: Queryable, payerId: string, currency: string): Promise<number> {
  const row = await tx.one<{ credit: number }>(
    `select coalesce(sum(amount), 0)::bigint as credit from credit_entry
     where org_id = app_org() and payer_id = $1 and currency = $2`,
    [payerId, currency],
  );
  return row.credit;
}
