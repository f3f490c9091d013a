import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import type { AgeBucket, CurrencyAmount, InvoiceFilter } from './list.ts';
import { ageBuckets, ageSql, conditions, filterFrom } from './list.ts';

export type AgeingRow = { bucket: AgeBucket; count: number; amount: CurrencyAmount[] };

/**
 * Open balances within a filter by how long they have been due: not yet, up to 30, 60, 90 days,
 * longer. Every age is there, in that order, those without an invoice with nothing.
 */
export async function ageingOf(
  tx: Queryable,
  today: LocalDate,
  filter: InvoiceFilter,
): Promise<AgeingRow[]> {
  const { where, params } = conditions(filter, today);
  const rows = await tx.query<{ bucket: AgeBucket; currency: string; count: number; sum: number }>(
    `select ${ageSql} as bucket, i.currency, count(*)::int as count, sum(i.balance)::bigint as sum
     ${filterFrom(filter)}
     where ${where} and i.status = 'open' and i.balance > 0 and $1::date is not null
     group by 1, 2 order by 2`,
    params,
  );
  return ageBuckets.map((bucket) => {
    const of = rows.filter((row) => row.bucket === bucket);
    return {
      bucket,
      count: of.reduce((sum, row) => sum + row.count, 0),
      amount: of.map((row) => ({ currency: row.currency, amount: row.sum })),
    };
  });
}
