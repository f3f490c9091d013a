import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { seasonSchedule } from '../../domain/billing/season.ts';
import { sameInterval } from '../../domain/periods.ts';
import type { Sale } from './planForSale.ts';
import { AddonsFirst, KindsDiffer } from './refusals.ts';

/**
 * Refuses a change between plans whose dates cannot follow each other: to what is sold once, into
 * or out of a season, to a season of other days (`KindsDiffer`); and away from a price whose
 * add-ons are held (`AddonsFirst`).
 */
export function refuseOtherWay(row: SubscriptionRow, { terms, interval }: Sale): void {
  const { sale } = terms;
  if (sale.kind === 'once') throw new KindsDiffer();
  const every = { unit: row.intervalUnit, count: row.intervalCount };
  const own = row.season && seasonSchedule(row.season, every).start;
  const other = sale.kind === 'season' ? seasonSchedule(sale.season, interval).start : null;
  if (own !== other) throw new KindsDiffer();
  if (own !== null && !sameInterval(interval, every)) throw new KindsDiffer();
  if (row.addons.length > 0) throw new AddonsFirst();
}
