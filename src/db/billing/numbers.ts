import { proformaSeries } from '../../domain/billing/proforma.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { yearOf } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

export type Numbers = {
  year: number;
  /** The first of the numbers taken. */
  first: number;
  /** Not before the date of the number before it: order of numbers is order of dates (§5). */
  issuedOn: LocalDate;
};

/**
 * Takes `count` numbers of a series and year at once. The counter's row stays locked until the
 * transaction ends, which keeps numbers gapless: a rollback gives them back (billing-rules §5).
 */
export async function takeInvoiceNumbers(
  tx: Tx,
  want: { series: string; issueOn: LocalDate; count: number },
): Promise<Numbers> {
  const year = yearOf(want.issueOn);
  const { last } = await tx.one<{ last: number }>(
    `insert into number_series as n (org_id, series, year, last_number)
     values (app_org(), $1, $2, $3)
     on conflict (org_id, series, year)
       do update set last_number = n.last_number + excluded.last_number
     returning last_number as last`,
    [want.series, year, want.count],
  );
  const first = last - want.count + 1;
  const before = await tx.maybeOne<{ issued_on: LocalDate }>(
    `select issued_on from invoice
       where org_id = app_org() and series = $1 and year = $2 and serial = $3
     union all select proforma_on from invoice
       where org_id = app_org() and proforma_year = $2 and proforma_serial = $3
         and $1 = '${proformaSeries}'`,
    [want.series, year, first - 1],
  );
  const latest = before?.issued_on ?? want.issueOn;
  return { year, first, issuedOn: latest > want.issueOn ? latest : want.issueOn };
}
