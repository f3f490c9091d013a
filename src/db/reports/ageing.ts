import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

export type Bucket = 'not_due' | 'week' | 'month' | 'quarter' | 'older';

export type AgeingRow = {
  bucket: Bucket;
  count: number;
  amount: { currency: string; amount: number }[];
};

/**
 * Open balances by how long they have been due: not yet, 1–7, 8–30, 31–90 days, longer. Reads the
 * index of open invoices only. Ages without an invoice are left out.
 */
export function ageingOf(tx: Queryable, today: LocalDate): Promise<AgeingRow[]> {
  return tx.query<AgeingRow>(
    `with aged as (
       select currency, balance, case when due_on >= $1::date then 1
         when due_on >= $1::date - 7 then 2 when due_on >= $1::date - 30 then 3
         when due_on >= $1::date - 90 then 4 else 5 end as age
       from invoice where org_id = app_org() and status = 'open' and balance > 0
     ), sums as (
       select age, currency, count(*)::int as count, sum(balance)::bigint as amount
       from aged group by age, currency
     )
     select (array['not_due', 'week', 'month', 'quarter', 'older'])[age] as bucket,
       sum(count)::int as count,
       jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount) order by currency)
         as amount
     from sums group by age order by age`,
    [today],
  );
}
