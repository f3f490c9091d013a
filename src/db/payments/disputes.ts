import type { DisputePlace, DisputeState } from '../../domain/billing/disputes.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** A dispute as it is stored; amounts in minor units of `currency`, instants ISO. */
export type DisputeRow = {
  id: string;
  gateway: string;
  reference: string;
  paymentId: string;
  amount: number;
  currency: string;
  fee: number | null;
  reason: string;
  inquiry: boolean;
  state: DisputeState;
  respondBy: string | null;
  openedAt: string;
  closedAt: string | null;
  evidenceSentAt: string | null;
  acceptedAt: string | null;
  aftermath: 'written_off' | 'chased' | null;
};

export const disputeColumns = `d.id, d.gateway, d.reference, d.payment_id as "paymentId", d.amount,
  d.currency, d.fee, d.reason, d.inquiry, d.state, d.respond_by as "respondBy",
  d.opened_at as "openedAt", d.closed_at as "closedAt", d.evidence_sent_at as "evidenceSentAt",
  d.accepted_at as "acceptedAt", d.aftermath`;

/** True (in SQL, for dispute `d`) while the money is not with the organization. */
export const holdsMoneySql = `(not d.inquiry and d.state <> 'won')`;

/** The dispute a gateway calls so. */
export function disputeByReference(
  tx: Queryable,
  gateway: string,
  reference: string,
): Promise<DisputeRow | undefined> {
  return tx.maybeOne<DisputeRow>(
    `select ${disputeColumns} from dispute d
     where d.org_id = app_org() and d.gateway = $1 and d.reference = $2`,
    [gateway, reference],
  );
}

/** A day before the oldest dispute of a gateway that is open was opened; null when none is. */
export async function oldestOpenDispute(tx: Queryable, gateway: string): Promise<string | null> {
  const row = await tx.one<{ since: string | null }>(
    `select min(opened_at) - interval '1 day' as since from dispute where org_id = app_org()
     and gateway = $1 and state in ('needs_response', 'under_review')`,
    [gateway],
  );
  return row.since;
}

/** One dispute; undefined when there is none. */
export function findDispute(tx: Queryable, id: string): Promise<DisputeRow | undefined> {
  return tx.maybeOne<DisputeRow>(
    `select ${disputeColumns} from dispute d where d.org_id = app_org() and d.id = $1`,
    [id],
  );
}

/** Writes a dispute as it now is, new or known. */
export async function saveDispute(tx: Tx, row: DisputeRow): Promise<void> {
  await tx.exec(
    `insert into dispute (org_id, id, gateway, reference, payment_id, amount, currency, fee, reason,
       inquiry, state, respond_by, opened_at, closed_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (org_id, id) do update set amount = excluded.amount, fee = excluded.fee,
       reason = excluded.reason, inquiry = excluded.inquiry, state = excluded.state,
       respond_by = excluded.respond_by, closed_at = excluded.closed_at,
       aftermath = case when excluded.state = 'lost' then dispute.aftermath end,
       aftermath_at = case when excluded.state = 'lost' then dispute.aftermath_at end`,
    [
      row.id,
      row.gateway,
      row.reference,
      row.paymentId,
      row.amount,
      row.currency,
      row.fee,
      row.reason,
      row.inquiry,
      row.state,
      row.respondBy,
      row.openedAt,
      row.closedAt,
    ],
  );
}

export type DisputedPayment = {
  id: string;
  payerId: string;
  amount: number;
  currency: string;
  gateway: string;
  /** Of the attempt behind it. */
  methodId: string | null;
};

/** The payment a dispute is about. */
export function disputedPayment(tx: Queryable, paymentId: string): Promise<DisputedPayment> {
  return tx.one<DisputedPayment>(
    `select p.id, p.payer_id as "payerId", p.amount, p.currency, p.gateway,
       a.payment_method_id as "methodId"
     from payment p left join payment_attempt a on a.org_id = p.org_id and a.id = p.attempt_id
     where p.org_id = app_org() and p.id = $1`,
    [paymentId],
  );
}

/** Refunds of a payment that did not fail, and disputed money of it that did not come back. */
const gone = (payment: string, on = '') => `(select coalesce(sum(amount), 0) from (
    select r.amount from refund r where r.org_id = app_org() and r.payment_id = ${payment}
      and r.state <> 'failed' ${on && `and r.invoice_id = ${on}`}
    union all
    select l.amount from dispute d join dispute_place l on l.org_id = app_org()
      and l.dispute_id = d.id and l.released_at is null ${on && `and l.invoice_id = ${on}`}
    where d.org_id = app_org() and d.payment_id = ${payment} and l.kind <> 'loss') away)`;

/** What is left of a payment on each of its invoices; lock the invoices first. */
export function leftOnInvoices(
  tx: Queryable,
  paymentId: string,
): Promise<{ invoiceId: string; left: number }[]> {
  return tx.query(
    `select al.invoice_id as "invoiceId", greatest(0, least(al.amount - ${gone('$1', 'i.id')},
       i.settled - (select coalesce(sum(r.amount), 0) from refund r where r.org_id = app_org()
         and r.invoice_id = i.id and r.state in ('created', 'sent', 'unknown'))))::bigint as left
     from (select invoice_id, sum(amount) as amount from allocation
       where org_id = app_org() and payment_id = $1 and reversed_at is null
         and invoice_id is not null group by invoice_id) al
     join invoice i on i.org_id = app_org() and i.id = al.invoice_id
     order by i.due_on, i.id`,
    [paymentId],
  );
}

/** What neither was given back nor taken back of a payment, wherever it sits. */
export async function leftOfPayment(tx: Queryable, paymentId: string): Promise<number> {
  const row = await tx.one<{ left: number }>(
    `select greatest(0, p.amount - ${gone('p.id')})::bigint as left from payment p
     where p.org_id = app_org() and p.id = $1`,
    [paymentId],
  );
  return row.left;
}

export type StoredPlace = DisputePlace & { id: string };

/** Remembers where the money of a dispute was taken from. */
export async function insertPlaces(
  tx: Tx,
  disputeId: string,
  about: { places: readonly DisputePlace[]; now: string },
): Promise<void> {
  await tx.exec(
    `insert into dispute_place (org_id, dispute_id, kind, invoice_id, amount, created_at)
     select app_org(), $1, p.kind, p."invoiceId", p.amount, $3
     from jsonb_to_recordset($2::jsonb) as p (kind text, "invoiceId" uuid, amount bigint)`,
    [disputeId, JSON.stringify(about.places), about.now],
  );
}

/** Where the money of a dispute is missing now. */
export function placesOfDispute(tx: Queryable, disputeId: string): Promise<StoredPlace[]> {
  return tx.query<StoredPlace>(
    `select id, kind, invoice_id as "invoiceId", amount from dispute_place
     where org_id = app_org() and dispute_id = $1 and released_at is null order by id`,
    [disputeId],
  );
}

/** The money of a dispute came back to its places. */
export async function releasePlaces(tx: Tx, disputeId: string, now: string): Promise<void> {
  await tx.exec(
    `update dispute_place set released_at = $2
     where org_id = app_org() and dispute_id = $1 and released_at is null`,
    [disputeId, now],
  );
}

/** True for an invoice (`i`, in SQL) nobody may chase: disputed, or lost and not decided yet. */
export const isDisputedSql = (invoice: string) => `exists (
  select from dispute_place l join dispute d on d.org_id = app_org() and d.id = l.dispute_id
    and d.aftermath is null
  where l.org_id = app_org() and l.invoice_id = ${invoice} and l.released_at is null)`;

/** True for an invoice whose payment is disputed, or whose dispute is lost and not decided yet. */
export async function isDisputed(tx: Queryable, invoiceId: string): Promise<boolean> {
  const row = await tx.one<{ disputed: boolean }>(
    `select ${isDisputedSql('$1::uuid')} as disputed`,
    [invoiceId],
  );
  return row.disputed;
}

/** Notes an act of staff on a dispute. */
export async function noteOnDispute(
  tx: Tx,
  id: string,
  note: { of: 'evidence_sent_at' | 'accepted_at'; at: string },
): Promise<void> {
  await tx.exec(`update dispute set ${note.of} = $2 where org_id = app_org() and id = $1`, [
    id,
    note.at,
  ]);
}
