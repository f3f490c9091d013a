import type { EvidenceFacts } from '../../domain/billing/evidence.ts';
import type { Queryable } from '../transaction.ts';

type Person = EvidenceFacts['person'];
type Payment = EvidenceFacts['payment'] & { personId: string; payerId: string };

/** A payment with whom it was for: the member of its first invoice, else its payer. */
export function evidencePayment(tx: Queryable, id: string): Promise<Payment | undefined> {
  return tx.maybeOne<Payment>(
    `select p.amount, p.currency, p.received_on as "receivedOn", p.gateway, p.means,
       coalesce(a.gateway_reference, p.reference) as reference,
       initcap(m.brand) || ' ··' || right(m.last4, 4) as method, p.payer_id as "payerId",
       coalesce((select i.contact_id from allocation al join invoice i on i.org_id = app_org()
         and i.id = al.invoice_id where al.org_id = app_org() and al.payment_id = p.id
         order by i.due_on, i.id limit 1), p.payer_id) as "personId"
     from payment p
     left join payment_attempt a on a.org_id = app_org() and a.id = p.attempt_id
     left join payment_method m on m.org_id = app_org() and m.id = a.payment_method_id
     where p.org_id = app_org() and p.id = $1`,
    [id],
  );
}

/** Who somebody is, as we know it. */
export function evidencePerson(tx: Queryable, id: string): Promise<Person> {
  return tx.one<Person>(
    `select display_name as name, email, phone, created_at as "knownSince",
       concat_ws(', ', coalesce(billing_address, address) ->> 'line1',
         coalesce(billing_address, address) ->> 'line2',
         concat_ws(' ', coalesce(billing_address, address) ->> 'postal_code',
           coalesce(billing_address, address) ->> 'city'),
         coalesce(billing_address, address) ->> 'country') as address
     from contact where org_id = app_org() and id = $1`,
    [id],
  );
}

/** What they held. */
export function evidenceSubscriptions(
  tx: Queryable,
  personId: string,
): Promise<EvidenceFacts['subscriptions']> {
  return tx.query(
    `select p.name as plan, s.starts_on as "startsOn", s.ends_on as "endsOn"
     from subscription s join plan p on p.org_id = app_org() and p.id = s.plan_id
     where s.org_id = app_org() and s.contact_id = $1 order by s.starts_on, s.id`,
    [personId],
  );
}

/** What they were billed, latest first. */
export function evidenceInvoices(
  tx: Queryable,
  personId: string,
): Promise<EvidenceFacts['invoices']> {
  return tx.query(
    `select number, issued_on as "issuedOn", total, currency, period_start as "from",
       period_end as "until", status
     from invoice where org_id = app_org() and contact_id = $1 and status <> 'draft'
     order by issued_on desc, number desc limit 100`,
    [personId],
  );
}

/** What they did and what was done for them, latest first; sign-ins with their address. */
export function evidenceActivity(
  tx: Queryable,
  personId: string,
): Promise<(EvidenceFacts['activity'][number] & { kind: string })[]> {
  return tx.query(
    `select a.at, a.kind, a.event, a.amount, a.currency, a.data, a.actor ->> 'kind' as "by",
       i.number as "invoiceNumber"
     from activity a left join invoice i on i.org_id = app_org() and i.id = a.invoice_id
     where a.org_id = app_org() and a.contact_id = $1 and a.kind <> 'email'
     order by a.at desc, a.id desc limit 500`,
    [personId],
  );
}
