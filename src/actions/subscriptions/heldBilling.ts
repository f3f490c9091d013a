import type { HeldRow } from '../../db/billing/forecast.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { factsOf } from './facts.ts';

/** A held subscription with what billing all of its missed periods would come to. */
export type HeldBilling = HeldRow & { periods: number; amount: number; currency: string };

/** Adds to held subscriptions how many periods wait and what they sum up to (minor units). */
export async function measureHeld(ctx: Context, held: HeldRow[]): Promise<HeldBilling[]> {
  return look(ctx, async ({ tx, org, today }) => {
    const measured: HeldBilling[] = [];
    for (const each of held) {
      const row = await findSubscription(tx, today, each.subscriptionId);
      if (!row) continue;
      const plan = planBilling(factsOf(row, org, today), today, 'all');
      const amount = plan.invoices.reduce((sum, invoice) => sum + invoice.draft.total, 0);
      measured.push({ ...each, periods: plan.due.length, amount, currency: row.currency });
    }
    return measured;
  });
}
