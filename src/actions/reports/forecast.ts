import { addDays, addMonthsAnchored } from '../../domain/dates.ts';
import { forEachUpcoming } from '../billing/upcoming.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';

export type ForecastMonth = {
  month: string;
  currency: string;
  invoices: number;
  /** Minor units without tax, and with it. */
  net: number;
  total: number;
};

/**
 * What the next twelve months will invoice if nothing else happens, planned by the engine that
 * bills: ends, planned changes, seasons and first invoices included; what is late counts for this
 * month. Months are those of issue, from today's on; the last is a whole one.
 */
export function forecastInvoices(ctx: Context): Promise<{ items: ForecastMonth[]; held: number }> {
  return look(ctx, async (scene) => {
    const first = `${scene.today.slice(0, 7)}-01` as typeof scene.today;
    const until = addDays(addMonthsAnchored(first, 12, 1), -1);
    const sums = new Map<string, ForecastMonth>();
    const held = await forEachUpcoming(scene, until, (invoice, count) => {
      const { currency, net, total } = invoice.draft;
      const month = invoice.issueOn.slice(0, 7);
      const key = `${month} ${currency}`;
      const sum = sums.get(key) ?? { month, currency, invoices: 0, net: 0, total: 0 };
      sums.set(key, {
        ...sum,
        invoices: sum.invoices + count,
        net: sum.net + net * count,
        total: sum.total + total * count,
      });
    });
    const items = [...sums.values()].sort((a, b) =>
      `${a.currency}${a.month}` < `${b.currency}${b.month}` ? -1 : 1,
    );
    return { items, held };
  });
}
