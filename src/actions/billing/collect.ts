import { invoicesToCollect } from '../../db/billing/collect.ts';
import { learnTables } from '../../db/billing/statistics.ts';
import { lowestId } from '../../domain/ids.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import type { Charged } from './chargeInvoices.ts';
import { chargeInvoices } from './chargeInvoices.ts';
import { repeatTogether } from './together.ts';

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
  let after = { dueOn: '0001-01-01', id: lowestId };
  let batches = 0;
  let isLast = false;
  const nextPage = oneByOne(async () => {
    if (isLast) return [];
    const page = await look(ctx, ({ tx, today }) =>
      invoicesToCollect(tx, { today, after, limit: batchSize }),
    );
    after = page.at(-1) ?? after;
    isLast = page.length < batchSize;
    return page;
  });
  const step = async () => {
    const page = await nextPage();
    if (page.length === 0) return null;
    const invoiceIds = page.filter((each) => each.chargeable).map((each) => each.id);
    if (invoiceIds.length === 0) return page;
    addTo(count, await chargeInvoices(ctx, { invoiceIds, cause: 'billing' }));
    batches += 1;
    if (page.length === batchSize && [1, 10, 100].includes(batches)) {
      await learnTables(ctx.db, 'collecting');
    }
    await options.onProgress?.(count);
    return page;
  };
  const first = await step();
  if (first !== null) await repeatTogether(first.length === batchSize ? 2 : 1, step);
  return count;
}

function addTo(count: CollectCount, charged: Charged[]): void {
  for (const { state } of charged) {
    if (state === 'succeeded') count.charged += 1;
    else if (state === 'declined') count.declined += 1;
    else count.unresolved += 1;
  }
}

/** Calls wait for the one before: pages follow each other without gap or overlap. */
function oneByOne<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
