import { creditOf } from '../../db/payments/read.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import type { ReactivationPreview } from './reactivateSubscription.ts';
import { previewReactivation } from './reactivateSubscription.ts';

export type ReturnPreview = ReactivationPreview & {
  collection: 'automatic' | 'invoice';
  /** What the payer's credit pays of the invoice, minor units. */
  credit: number;
};

/**
 * What taking a subscription up again would bill, and how much of it credit pays; writes nothing.
 * Refuses like doing it.
 */
export async function previewReturn(ctx: Context, id: string): Promise<ReturnPreview> {
  const preview = await previewReactivation(ctx, id);
  return look(ctx, async ({ tx, today }) => {
    const row = await findSubscription(tx, today, id);
    if (!row) throw new NotFound();
    const total = preview.invoice?.draft.total ?? 0;
    const credit = Math.min(total, await creditOf(tx, row.payerId, row.currency));
    return { ...preview, collection: row.collection, credit };
  });
}
