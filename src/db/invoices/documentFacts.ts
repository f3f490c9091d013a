import { proformaSeries } from '../../domain/billing/proforma.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import type { Queryable } from '../transaction.ts';

/** What a printed document is made of, as frozen at issue; amounts in minor units. */
export type DocumentFacts = {
  /** A pro-forma notice: printed as one, and never as Factur-X. */
  proforma: boolean;
  number: string;
  status: 'open' | 'paid' | 'void' | 'uncollectible';
  language: Language;
  issuedOn: LocalDate;
  dueOn: LocalDate | null;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  currency: string;
  net: number;
  tax: number;
  total: number;
  balance: number;
  payerId: string;
  identity: Record<string, unknown>;
  buyer: Record<string, unknown>;
  buyerIsCompany: boolean;
  /** The member's name when somebody else pays. */
  memberName: string | null;
  accent: string;
  corrects: { number: string; issuedOn: LocalDate } | null;
  reason: string | null;
  /** The organization wants its documents as Factur-X. */
  facturX: boolean;
};

export type DocumentLine = {
  kind: string;
  description: string;
  periodStart: LocalDate | null;
  periodEnd: LocalDate | null;
  quantity: number | null;
  unitAmount: number | null;
  net: number;
  /** Percent as exact decimal text. */
  taxRate: string;
  tax: number;
  total: number;
  days: number | null;
  daysOf: number | null;
  /** What the two count. */
  partUnit: 'day' | 'month';
};

export type DocumentSettlement = {
  on: LocalDate;
  amount: number;
  means: string;
  reference: string;
};

const shared = `d.number, d.language, d.issued_on as "issuedOn", d.currency, d.net, d.tax, d.total,
  d.payer_id as "payerId", d.buyer, o.accent,
  coalesce((o.settings -> 'invoice' ->> 'factur_x')::boolean, false) as "facturX",
  p.kind = 'company' as "buyerIsCompany",
  case when d.contact_id <> d.payer_id then c.display_name end as "memberName",
  coalesce(oi.identity, o.settings -> 'identity', '{}')
    || case when oi.id is null then jsonb_build_object('name', o.name,
      'organization_country', o.country) else '{}' end as identity`;

const joins = `join organization o on o.id = d.org_id
  join contact p on p.org_id = d.org_id and p.id = d.payer_id
  join contact c on c.org_id = d.org_id and c.id = d.contact_id
  left join organization_identity oi on oi.org_id = d.org_id and oi.id = d.identity_id`;

/** An issued invoice; undefined for drafts and unknown ids. */
export async function invoiceDocumentFacts(
  tx: Queryable,
  id: string,
): Promise<DocumentFacts | undefined> {
  return tx.maybeOne<DocumentFacts>(
    `select ${shared}, d.series = '${proformaSeries}' as proforma, d.status, d.due_on as "dueOn", d.period_start as "periodStart",
       d.period_end as "periodEnd", d.balance, null as corrects, null as reason
     from invoice d ${joins}
     where d.org_id = app_org() and d.id = $1 and d.status <> 'draft'`,
    [id],
  );
}

/** A credit note with the invoice it corrects; undefined for unknown ids. */
export async function creditNoteDocumentFacts(
  tx: Queryable,
  id: string,
): Promise<DocumentFacts | undefined> {
  return tx.maybeOne<DocumentFacts>(
    `select ${shared}, false as proforma, 'open' as status, null as "dueOn", i.period_start as "periodStart",
       i.period_end as "periodEnd", 0 as balance, nullif(d.reason, '') as reason,
       jsonb_build_object('number', i.number, 'issuedOn', i.issued_on) as corrects
     from credit_note d ${joins}
     join invoice i on i.org_id = d.org_id and i.id = d.invoice_id
     where d.org_id = app_org() and d.id = $1`,
    [id],
  );
}

type Parties = Pick<
  DocumentFacts,
  'language' | 'payerId' | 'buyer' | 'accent' | 'buyerIsCompany' | 'memberName' | 'identity'
>;

/** Both parties, as they are now, of a draft or of a subscription; undefined for unknown ids. */
export async function partiesNow(
  tx: Queryable,
  of: 'invoice_draft' | 'subscription',
  id: string,
): Promise<Parties | undefined> {
  return tx.maybeOne<Parties>(
    `select coalesce(p.language, o.language) as language, d.payer_id as "payerId", o.accent,
       p.kind = 'company' as "buyerIsCompany",
       case when d.contact_id <> d.payer_id then c.display_name end as "memberName",
       jsonb_build_object('name', p.display_name, 'email', p.email, 'vat_number', p.vat_number,
         'address', coalesce(p.billing_address, p.address)) as buyer,
       coalesce(o.settings -> 'identity', '{}') || jsonb_build_object('name', o.name,
         'organization_country', o.country) as identity
     from ${of} d join organization o on o.id = d.org_id
     join contact p on p.org_id = d.org_id and p.id = d.payer_id
     join contact c on c.org_id = d.org_id and c.id = d.contact_id
     where d.org_id = app_org() and d.id = $1`,
    [id],
  );
}

/** Lines of an invoice in order. */
export async function invoiceDocumentLines(tx: Queryable, id: string): Promise<DocumentLine[]> {
  return tx.query<DocumentLine>(
    `select kind, description, period_start as "periodStart", period_end as "periodEnd", quantity,
       unit_amount as "unitAmount", net, tax_rate as "taxRate", tax, total,
       days, days_of as "daysOf", part_unit as "partUnit"
     from invoice_line where org_id = app_org() and invoice_id = $1 order by position`,
    [id],
  );
}

/** Lines of a credit note, in the order of the invoice's. */
export async function creditNoteDocumentLines(tx: Queryable, id: string): Promise<DocumentLine[]> {
  return tx.query<DocumentLine>(
    `select l.kind, n.description, l.period_start as "periodStart", l.period_end as "periodEnd",
       null::int as quantity, null::bigint as "unitAmount", n.net,
       n.tax_rate as "taxRate", n.tax, n.total, null::int as days,
       null::int as "daysOf", 'day' as "partUnit"
     from credit_note_line n
     join invoice_line l on l.org_id = n.org_id and l.id = n.invoice_line_id
     where n.org_id = app_org() and n.credit_note_id = $1 order by l.position`,
    [id],
  );
}

/** What settles an invoice: payments, used credit, credit notes; oldest first. */
export async function documentSettlements(
  tx: Queryable,
  id: string,
): Promise<DocumentSettlement[]> {
  return tx.query<DocumentSettlement>(
    `select s.on, s.amount, s.means, coalesce(s.reference, '') as reference from (
       select p.received_on as on, a.amount, p.means,
         coalesce(initcap(m.brand) || ' ··' || right(m.last4, 2), p.reference) as reference,
         a.created_at as at
       from allocation a
       join payment p on p.org_id = a.org_id and p.id = a.payment_id
       left join payment_attempt t on t.org_id = p.org_id and t.id = p.attempt_id
       left join payment_method m on m.org_id = t.org_id and m.id = t.payment_method_id
       where a.org_id = app_org() and a.invoice_id = $1 and a.reversed_at is null
       union all
       select (e.created_at at time zone o.timezone)::date, -e.amount, 'credit', '', e.created_at
       from credit_entry e join organization o on o.id = e.org_id
       where e.org_id = app_org() and e.invoice_id = $1 and e.cause in ('used', 'returned')
       union all
       select n.issued_on, n.total, 'credit_note', n.number, n.created_at
       from credit_note n where n.org_id = app_org() and n.invoice_id = $1) s
     order by s.at`,
    [id],
  );
}
