import type { LocalDate } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import { isNotice } from '../invoices/list.ts';
import type { Tx } from '../transaction.ts';

/** What an e-mail about an invoice says; amounts in minor units. */
export type InvoiceMessageFacts = {
  invoiceId: string;
  number: string;
  /** A pro-forma notice, as long as it is no invoice. */
  proforma: boolean;
  /** The number of the notice that an invoice was before; else null. */
  notice: string | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  currency: string;
  total: number;
  balance: number;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  payerId: string;
  email: string | null;
  language: Language;
  /** Of a consolidated invoice all of its plans, "Club, Desk"; null for one by hand. */
  planName: string | null;
  nextBillingOn: LocalDate | null;
  /** Whatever it was for has ended: no access is left that could close, no end that could come. */
  over: boolean;
  /** "Visa ··42" or "IBAN ··42", of the payer's present payment method. */
  method: string | null;
  /** What that method is. */
  means: 'card' | 'account' | 'none';
};

/**
 * Facts for messages about invoices, in the order of the ids. `email` is null for payers without
 * one (their message is kept as withheld); the language is the payer's, else the organization's.
 */
export async function invoiceMessageFacts(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<InvoiceMessageFacts[]> {
  return tx.query<InvoiceMessageFacts>(
    `select i.id as "invoiceId", i.number, ${isNotice} as proforma,
       case when not ${isNotice} then i.proforma_number end as notice,
       i.issued_on as "issuedOn", i.due_on as "dueOn",
       i.currency, i.total, i.balance, i.period_start as "periodStart",
       i.period_end as "periodEnd", i.payer_id as "payerId", p.email, i.language,
       coalesce(v.name, o.plans) as "planName",
       coalesce(s.next_billing_on, o.next) as "nextBillingOn",
       coalesce(s.state in ('cancelled', 'expired'), o.over, false) as over,
       case when m.kind = 'sepa_debit' then 'IBAN' else initcap(m.brand) end || ' ··'
         || right(m.last4, 2) as method,
       case m.kind when 'sepa_debit' then 'account' when 'card' then 'card' else 'none' end as means
     from unnest($1::uuid[]) with ordinality as d (id, place)
     join invoice i on i.org_id = app_org() and i.id = d.id
     join contact p on p.org_id = app_org() and p.id = i.payer_id
     left join subscription s on s.org_id = app_org() and s.id = i.subscription_id
     left join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
     left join lateral (
       select string_agg(distinct n.name, ', ') as plans, min(x.next_billing_on) as next,
         bool_and(x.state in ('cancelled', 'expired')) as over
       from invoice_cover c
       join subscription x on x.org_id = app_org() and x.id = c.subscription_id
       join plan_version n on n.org_id = app_org() and n.id = x.plan_version_id
       where c.org_id = app_org() and c.invoice_id = i.id
     ) o on i.subscription_id is null and i.type <> 'manual'
     left join payment_method m on m.org_id = app_org() and m.payer_id = i.payer_id
       and m.replaced_at is null
     order by d.place`,
    [invoiceIds],
  );
}
