import { invoicesToCollect } from '../../db/billing/collect.ts';
import { learnTables } from '../../db/billing/statistics.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { chargeInvoices } from './chargeInvoices.ts';

const batchSize = 1000;

export type CollectCount = { charged: number; declined: number; unresolved: number };

/**
 * Charges, for the first time, every open invoice that is collected by itself and has come due, in
 * batches. Retries belong to the overdue cases; whatever was tried before is left alone.
 */
export async function collectDue(
  ctx: Context,
  options: { onProgress?: (count: CollectCount) => Promise<void> } = {},
): Promise<CollectCount> {
  const count: CollectCount = { charged: 0, declined: 0, unresolved: 0 };
  let after = { dueOn: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' };
  for (let batches = 1; ; batches += 1) {
    const page = await look(ctx, ({ tx, today }) =>
      invoicesToCollect(tx, { today, after, limit: batchSize }),
    );
    const last = page.at(-1);
    if (!last) return count;
    after = last;
    const invoiceIds = page.map((invoice) => invoice.id);
    const charged = await chargeInvoices(ctx, { invoiceIds, cause: 'billing' });
    for (const { state } of charged) {
      if (state === 'succeeded') count.charged += 1;
      else if (state === 'declined') count.declined += 1;
      else count.unresolved += 1;
    }
    if (page.length === batchSize && [1, 10, 100].includes(batches)) {
      await learnTables(ctx.db, 'collecting');
    }
    await options.onProgress?.(count);
  }
}
