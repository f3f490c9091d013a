import type { DeliveryQuery } from '../../db/benefits/deliveries.ts';
import { listDeliveries } from '../../db/benefits/deliveries.ts';
import type { DeliveryRow } from '../../db/benefits/types.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';

const pageSize = 2000;

/** Every delivery of a query by name, read page by page: a file of any length in little memory. */
export async function* everyDelivery(
  ctx: Context,
  query: DeliveryQuery,
): AsyncGenerator<DeliveryRow> {
  let after: { name: string; id: string } | undefined;
  for (;;) {
    const page = { after, limit: pageSize };
    const rows = await look(ctx, ({ tx }) => listDeliveries(tx, query, page));
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = { name: last.sort, id: last.id };
  }
}
