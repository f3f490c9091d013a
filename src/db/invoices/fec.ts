import type { FecTransaction } from '../../domain/billing/fec.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Database, Queryable } from '../transaction.ts';
import { streamRows } from './stream.ts';

type Between = { from: LocalDate; to: LocalDate; currency: string };

/** Tax per rate of what a transaction is about: a credit note's lines, else its invoice's. */
const taxes = `case when bool_or(e.account = 'tax') then (
    select jsonb_agg(jsonb_build_object('rate', rate, 'tax', tax) order by tax_percent(rate) desc)
    from (select l.tax_rate as rate, sum(l.tax)::bigint as tax from (
        select tax_rate, tax from credit_note_line
        where org_id = app_org() and credit_note_id = n.id
        union all
        select tax_rate, tax from invoice_line
        where org_id = app_org() and n.id is null and invoice_id = i.id) l
      group by l.tax_rate) by_rate) end`;

const document = (table: string) => `case when ${table}.id is not null then
  jsonb_build_object('number', ${table}.number, 'issuedOn', ${table}.issued_on) end`;

const sql = `select e.booked_on as "bookedOn", e.currency,
    jsonb_agg(jsonb_build_object('account', e.account, 'amount', e.amount) order by e.id)
      as entries,
    ${document('i')} as invoice, ${document('n')} as "creditNote",
    case when p.id is not null then jsonb_build_object('reference', p.reference,
      'receivedOn', p.received_on) end as payment,
    case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.display_name) end
      as payer,
    coalesce(${taxes}, '[]') as taxes
  from ledger_entry e
  left join invoice i on i.org_id = e.org_id and i.id = e.invoice_id
  left join credit_note n on n.org_id = e.org_id and n.id = e.credit_note_id
  left join payment p on p.org_id = e.org_id and p.id = e.payment_id
  left join contact c on c.org_id = e.org_id and c.id = e.payer_id
  where e.org_id = app_org() and e.booked_on between $1::date and $2::date and e.currency = $3
  group by e.transaction_id, e.booked_on, e.currency, i.org_id, i.id, n.org_id, n.id, p.org_id,
    p.id, c.org_id, c.id
  order by e.booked_on, e.transaction_id`;

/** The ledger's transactions of some days in one currency, in the order of their numbers. */
export function streamTransactions(
  db: Database,
  orgId: string,
  { from, to, currency }: Between,
): AsyncIterable<FecTransaction> {
  return streamRows<FecTransaction>(db, orgId, { text: sql, params: [from, to, currency] });
}

/** How many transactions were booked in a currency from `since` until before `day`. */
export async function transactionsBefore(
  tx: Queryable,
  about: { since: LocalDate; day: LocalDate; currency: string },
): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `select count(distinct transaction_id)::int as count from ledger_entry
     where org_id = app_org() and booked_on >= $1::date and booked_on < $2::date
       and currency = $3`,
    [about.since, about.day, about.currency],
  );
  return count;
}

export type BooksSummary = { currency: string; count: number; debit: number; credit: number };

/** Lines, debits and credits of the books between two days, per currency. */
export function summarizeBooks(
  tx: Queryable,
  between: { from: LocalDate; to: LocalDate },
): Promise<BooksSummary[]> {
  return tx.query<BooksSummary>(
    `select currency, count(*)::int as count,
       coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debit,
       coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credit
     from ledger_entry
     where org_id = app_org() and booked_on between $1::date and $2::date
     group by currency order by currency`,
    [between.from, between.to],
  );
}
