import { recordActivity } from '../../activity/record.ts';
import { closeCases, payersChased, restoreSubscriptions } from '../../db/billing/cases.ts';
import { activateTerms } from '../../db/billing/terms.ts';
import { completeRenewals } from '../../db/renewals/write.ts';
import type { Scene } from '../context.ts';

/**
 * What follows when nothing is left to pay on invoices, by whatever means: their terms count, their
 * overdue cases are recovered, and a subscription with no other open case has its access back at
 * once (spec/overdue.md). Answers the invoices that made all good: a subscription goes on again by
 * them, and nothing else is chased of their payer.
 */
export async function afterPaid(scene: Scene, invoiceIds: readonly string[]): Promise<Set<string>> {
  if (invoiceIds.length === 0) return new Set();
  const { tx, now, today } = scene;
  await activateTerms(tx, invoiceIds);
  await completeAll(scene, invoiceIds);
  const cases = await closeCases(tx, invoiceIds, { state: 'recovered', on: today, at: now });
  if (cases.length === 0) return new Set();
  const held = cases.flatMap((each) => each.subscriptionId ?? []);
  const restored = await restoreSubscriptions(tx, held, now);
  await recordActivity(scene, [
    ...cases.map(({ contactId, subscriptionId, invoiceId }) => ({
      event: 'overdue_recovered' as const,
      contactId,
      subscriptionId,
      invoiceId,
    })),
    ...restored.map(({ id, contactId }) => ({
      event: 'access_restored' as const,
      contactId,
      subscriptionId: id,
    })),
  ]);
  const back = new Set(restored.map(({ id }) => id));
  const owing = await payersChased(
    tx,
    cases.map((each) => each.payerId),
  );
  const good = cases.filter((each) => back.has(each.subscriptionId ?? ''));
  return new Set(good.filter((each) => !owing.has(each.payerId)).map((each) => each.invoiceId));
}

/** The next term is paid: there is nothing left to ask. */
async function completeAll(scene: Scene, invoiceIds: readonly string[]): Promise<void> {
  const done = await completeRenewals(scene.tx, invoiceIds);
  await recordActivity(
    scene,
    done.map((each) => ({ event: 'renewal_completed' as const, ...each })),
  );
}
