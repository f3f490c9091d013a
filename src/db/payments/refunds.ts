import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable, Tx } from '../transaction.ts';
import { movedOf } from './movedCredits.ts';

/** Money of one payment on one invoice, with what is left of it to give back (minor units). */
export type Captured = {
  invoiceId: string;
  number: string;
  contactId: string;
  payerId: string;
  paymentId: string;
  gateway: string;
  attemptId: string | null;
  /** The gateway's own name of the charge. */
  reference: string | null;
  means: string;
  /** Brand and last four digits of the card it came from, if any. */
  method: string | null;
  issuedOn: LocalDate;
  receivedOn: LocalDate;
  currency: string;
  /** Without what is disputed, or a change of plan moved to another invoice or the credit. */
  captured: number;
  /** Refunds of it, those without an answer included; failed ones not. */
  refunded: number;
};

const columns = `i.id as "invoiceId", i.number, i.contact_id as "contactId",
  i.payer_id as "payerId", p.id as "paymentId", p.gateway, p.attempt_id as "attemptId", p.means,
  a.gateway_reference as reference, initcap(m.brand) || ' ··' || right(m.last4, 2) as method,
  i.issued_on as "issuedOn", p.received_on as "receivedOn", i.currency,
  greatest(given.of_payment, least(sum(al.amount) - taken.amount,
    given.of_payment + i.settled - given.waiting - elsewhere.total))::bigint as captured,
  given.of_payment::bigint as refunded`;

const from = `from allocation al
  join payment p on p.org_id = al.org_id and p.id = al.payment_id
  join invoice i on i.org_id = al.org_id and i.id = al.invoice_id
  left join payment_attempt a on a.org_id = p.org_id and a.id = p.attempt_id
  left join payment_method m on m.org_id = a.org_id and m.id = a.payment_method_id
  cross join lateral (
    select coalesce(sum(r.amount) filter (where r.payment_id = p.id), 0) as of_payment,
      coalesce(sum(r.amount) filter (where r.state <> 'succeeded'), 0) as waiting
    from refund r where r.org_id = i.org_id and r.invoice_id = i.id and r.state <> 'failed'
  ) given
  cross join lateral (
    select coalesce(sum(moved.total), 0) as total from invoice_line l
    cross join lateral (${movedOf('l.id')}) moved
    where l.org_id = i.org_id and l.invoice_id = i.id
  ) elsewhere
  cross join lateral (
    select coalesce(sum(l.amount), 0) as amount from dispute d
    join dispute_place l on l.org_id = d.org_id and l.dispute_id = d.id
      and l.invoice_id = i.id and l.released_at is null
    where d.org_id = i.org_id and d.payment_id = p.id
  ) taken`;

const grouping = `group by i.org_id, i.id, p.org_id, p.id, a.gateway_reference, m.brand, m.last4,
    given.of_payment, given.waiting, elsewhere.total, taken.amount
  order by p.received_at desc, p.id desc, i.id desc`;

/** Everything captured for a contact or from a payer and not taken back, latest first. */
export function capturedOf(tx: Queryable, contactId: string): Promise<Captured[]> {
  return tx.query<Captured>(
    `select ${columns} ${from}
     where al.org_id = app_org() and al.reversed_at is null
       and (i.contact_id = $1 or i.payer_id = $1) ${grouping}`,
    [contactId],
  );
}

export type RefundState = 'created' | 'sent' | 'succeeded' | 'failed' | 'unknown';

export type RefundRecord = {
  id: string;
  paymentId: string;
  invoiceId: string;
  amount: number;
  currency: string;
  state: RefundState;
  outside: boolean;
  reason: string;
  endsAccess: boolean;
  stopsRenewal: boolean;
  gateway: string;
  attemptId: string | null;
  /** The gateway's own name of the charge. */
  reference: string | null;
  method: string | null;
};

/** A refund with what sending it needs; undefined when there is none. */
export function findRefund(tx: Queryable, id: string): Promise<RefundRecord | undefined> {
  return tx.maybeOne<RefundRecord>(
    `select r.id, r.payment_id as "paymentId", r.invoice_id as "invoiceId", r.amount, r.currency,
       r.state, r.outside, r.reason, r.ends_access as "endsAccess",
       r.stops_renewal as "stopsRenewal", p.gateway, p.attempt_id as "attemptId",
       a.gateway_reference as reference, initcap(m.brand) || ' ··' || right(m.last4, 2) as method
     from refund r join payment p on p.org_id = r.org_id and p.id = r.payment_id
     left join payment_attempt a on a.org_id = p.org_id and a.id = p.attempt_id
     left join payment_method m on m.org_id = a.org_id and m.id = a.payment_method_id
     where r.org_id = app_org() and r.id = $1`,
    [id],
  );
}

/** Refunds without an answer, as SQL. */
export const unresolvedRefundsSql = `select id from refund
  where org_id = app_org() and state in ('created', 'sent', 'unknown')`;

/** Refunds that were sent and have no answer, oldest first. */
export function unresolvedRefunds(tx: Queryable, limit: number): Promise<{ id: string }[]> {
  return tx.query<{ id: string }>(`${unresolvedRefundsSql} order by created_at, id limit $1`, [
    limit,
  ]);
}

/** True while a refund of an invoice has no answer: what it takes is not known yet. */
export async function hasOpenRefund(tx: Queryable, invoiceId: string): Promise<boolean> {
  const row = await tx.one<{ open: boolean }>(
    `select exists (${unresolvedRefundsSql} and invoice_id = $1) as open`,
    [invoiceId],
  );
  return row.open;
}

export type NewRefund = {
  id: string;
  paymentId: string;
  invoiceId: string;
  amount: number;
  currency: string;
  state: 'sent';
  outside: boolean;
  fraud: boolean;
  reason: string;
  endsAccess: boolean;
  stopsRenewal: boolean;
  refundedOn: LocalDate;
  actor: unknown;
  now: string;
};

/** Writes a refund about to be made. */
export async function insertRefund(tx: Tx, row: NewRefund): Promise<void> {
  await tx.exec(
    `insert into refund (org_id, id, payment_id, invoice_id, amount, currency, state, outside,
       reason, ends_access, stops_renewal, actor, refunded_on, created_at, fraud)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      row.id,
      row.paymentId,
      row.invoiceId,
      row.amount,
      row.currency,
      row.state,
      row.outside,
      row.reason,
      row.endsAccess,
      row.stopsRenewal,
      JSON.stringify(row.actor),
      row.refundedOn,
      row.now,
      row.fraud,
    ],
  );
}

/**
 * Records an answer about a refund that has none yet; false when somebody else had recorded one,
 * so that any repetition is harmless.
 */
export async function answerRefund(
  tx: Tx,
  id: string,
  answer: { state: 'succeeded' | 'failed' | 'unknown'; reference: string | null; now: string },
): Promise<boolean> {
  const changed = await tx.exec(
    `update refund set state = $2, gateway_reference = coalesce($3, gateway_reference),
       resolved_at = case when $2 <> 'unknown' then $4::timestamptz end
     where org_id = app_org() and id = $1 and state in ('created', 'sent', 'unknown')`,
    [id, answer.state, answer.reference, answer.now],
  );
  return changed === 1;
}
