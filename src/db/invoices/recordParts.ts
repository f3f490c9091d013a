import type { Queryable } from '../transaction.ts';
import type {
  AttemptRow,
  CreditNoteRow,
  DisputedPart,
  InvoiceMessage,
  RefundRow,
} from './record.ts';

/** Every try to collect an invoice, oldest first. */
export async function readAttempts(tx: Queryable, id: string): Promise<AttemptRow[]> {
  return tx.query<AttemptRow>(
    `select a.id, a.created_at as at, a.amount, a.state, a.decline_kind as "declineKind",
       a.reason, a.cause, a.gateway, case when m.id is null then null
         else jsonb_build_object('brand', m.brand, 'last4', m.last4) end as method
     from payment_attempt a
     left join payment_method m on m.org_id = a.org_id and m.id = a.payment_method_id
     where a.org_id = app_org() and a.invoice_id = $1 order by a.created_at, a.id`,
    [id],
  );
}

/** Its credit notes. */
export async function readCreditNotes(tx: Queryable, id: string): Promise<CreditNoteRow[]> {
  return tx.query<CreditNoteRow>(
    `select id, number, total, issued_on as "issuedOn" from credit_note
     where org_id = app_org() and invoice_id = $1 order by created_at, id`,
    [id],
  );
}

/** Its refunds, whatever became of them. */
export async function readRefunds(tx: Queryable, id: string): Promise<RefundRow[]> {
  return tx.query<RefundRow>(
    `select id, refunded_on as on, amount, state, outside, reason,
       credit_note_id as "creditNoteId"
     from refund where org_id = app_org() and invoice_id = $1 order by created_at, id`,
    [id],
  );
}

/** Disputes of money that was on it. */
export async function readDisputes(tx: Queryable, id: string): Promise<DisputedPart[]> {
  return tx.query<DisputedPart>(
    `select d.id, coalesce(sum(l.amount) filter (where l.released_at is null),
         max(l.amount))::bigint as amount, d.state, d.opened_at as "openedAt",
       d.closed_at as "closedAt",
       d.aftermath is null and bool_or(l.released_at is null) as undecided
     from dispute_place l join dispute d on d.org_id = l.org_id and d.id = l.dispute_id
     where l.org_id = app_org() and l.invoice_id = $1
     group by d.org_id, d.id order by d.opened_at, d.id`,
    [id],
  );
}

/** What was written about it to its payer or member. */
export async function readMessages(tx: Queryable, id: string): Promise<InvoiceMessage[]> {
  return tx.query<InvoiceMessage>(
    `select m.id, m.template, m.state, m.to_email as "to", m.created_at as "createdAt"
     from message m join invoice i on i.org_id = m.org_id and i.id = $1
     where m.org_id = app_org() and m.contact_id in (i.payer_id, i.contact_id)
       and (m.data -> 'invoice' ->> 'number' in (i.number, i.proforma_number)
         or m.data ->> 'invoice_number' in (i.number, i.proforma_number)
         or m.data ->> 'invoiceNumber' in (i.number, i.proforma_number))
     order by m.created_at`,
    [id],
  );
}
