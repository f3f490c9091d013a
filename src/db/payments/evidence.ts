import type { EvidenceFacts } from '../../domain/billing/evidence.ts';
import type { Queryable } from '../transaction.ts';

type Person = EvidenceFacts['person'];
type Payment = EvidenceFacts['payment'] & { personId: string; memberIds: string[] };

/**
 * A payment with whom it was for: the member of its first invoice, else its payer, and the members
 * that its consolidated invoices cover.
 */
export function evidencePayment(tx: Queryable, id: string): Promise<Payment | undefined> {
  return tx.maybeOne<Payment>(
    `select p.amount, p.currency, p.received_on as "receivedOn", p.gateway, p.means,
       coalesce(a.gateway_reference, p.reference) as reference,
       initcap(m.brand) || ' ··' || right(m.last4, 4) as method,
       coalesce((select i.contact_id from allocation al join invoice i on i.org_id = app_org()
         and i.id = al.invoice_id where al.org_id = app_org() and al.payment_id = p.id
         order by i.due_on, i.id limit 1), p.payer_id) as "personId",
       array(select distinct v.contact_id from allocation al join invoice_cover v
         on v.org_id = app_org() and v.invoice_id = al.invoice_id
         where al.org_id = app_org() and al.payment_id = p.id) as "memberIds"
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

/** Names and addresses of members, by name. */
export function evidenceMembers(
  tx: Queryable,
  ids: readonly string[],
): Promise<EvidenceFacts['members']> {
  return tx.query(
    `select display_name as name, email from contact
     where org_id = app_org() and id = any($1::uuid[]) order by display_name, id`,
    [ids],
  );
}

/** What they held. */
export function evidenceSubscriptions(
  tx: Queryable,
  people: readonly string[],
): Promise<EvidenceFacts['subscriptions']> {
  return tx.query(
    `select c.display_name as member, p.name as plan, s.starts_on as "startsOn",
       s.ends_on as "endsOn"
     from subscription s join plan p on p.org_id = app_org() and p.id = s.plan_id
     join contact c on c.org_id = app_org() and c.id = s.contact_id
     where s.org_id = app_org() and s.contact_id = any($1::uuid[]) order by s.starts_on, s.id`,
    [people],
  );
}

/** What they were billed, latest first. */
export function evidenceInvoices(
  tx: Queryable,
  people: readonly string[],
): Promise<EvidenceFacts['invoices']> {
  return tx.query(
    `select number, issued_on as "issuedOn", total, currency, period_start as "from",
       period_end as "until", status
     from invoice where org_id = app_org() and status <> 'draft'
       and (contact_id = any($1::uuid[]) or id in (select invoice_id from invoice_cover
         where org_id = app_org() and contact_id = any($1::uuid[])))
     order by issued_on desc, number desc limit 100`,
    [people],
  );
}

/** What they did and what was done for them, latest first; sign-ins with their address. */
export function evidenceActivity(
  tx: Queryable,
  people: readonly string[],
): Promise<(EvidenceFacts['activity'][number] & { kind: string })[]> {
  return tx.query(
    `select c.display_name as member, a.at, a.kind, a.event, a.amount, a.currency, a.data, a.actor ->> 'kind' as "by",
       i.number as "invoiceNumber"
     from activity a left join invoice i on i.org_id = app_org() and i.id = a.invoice_id
     join contact c on c.org_id = app_org() and c.id = a.contact_id
     where a.org_id = app_org() and a.contact_id = any($1::uuid[]) and a.kind <> 'email'
     order by a.at desc, a.id desc limit 500`,
    [people],
  );
}
