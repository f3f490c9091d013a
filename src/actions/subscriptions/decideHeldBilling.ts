import { claimHeld } from '../../db/billing/due.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import { writePlans } from '../billing/issueDue.ts';
import { factsOfDue } from '../billing/planDue.ts';
import type { Context } from '../context.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { collectNow } from './collectNow.ts';
import { BillingNotHeld } from './refusals.ts';

/**
 * Decides about several missed periods that wait: bill all of them, each with its own dates, or
 * only the current one and give the others away (billing-rules §17). Refuses with `NotFound`,
 * `BillingNotHeld`, `StaleEdit`.
 */
export async function decideHeldBilling(
  ctx: Context,
  target: Target,
  bill: 'all' | 'current',
): Promise<{ invoiceIds: string[] }> {
  const issued = await changing(ctx, target, async (scene, row) => {
    const due = await claimHeld(scene.tx, row.id);
    if (!due) throw new BillingNotHeld();
    const facts = factsOfDue(due, scene.org.settings.invoice.due_days);
    const plan = planBilling(facts, scene.today, bill);
    const invoices = await writePlans(scene, [{ due, plan }]);
    await recordChange(scene, row, {
      event: 'billing_held',
      data: { decision: bill, periods: plan.due.length, invoices: invoices.length },
    });
    return invoices;
  });
  await collectNow(ctx, issued);
  return { invoiceIds: issued.map((invoice) => invoice.id) };
}
