import { recordActivity } from '../../activity/record.ts';
import { failedAttempts } from '../../db/billing/attempts.ts';
import { closeCases } from '../../db/billing/cases.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOfSubscriptions } from '../../db/billing/openCases.ts';
import { cancelUnpaid } from '../../db/billing/subscriptions.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import { recipientOf } from '../billing/invoiceMessages.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

/**
 * The end of unpaid cases: the subscription is cancelled, access ends, the invoice is voided or
 * written off as the policy says, and the member reads it with the way back (spec/overdue.md).
 * Other open cases of the same subscription end with it.
 */
export async function endCases(scene: Scene, last: OpenCase[]): Promise<void> {
  if (last.length === 0) return;
  const { tx, today, now, actor } = scene;
  const subscriptionIds = [...new Set(last.flatMap((each) => each.subscriptionId ?? []))];
  const cases = await openCasesOfSubscriptions(tx, subscriptionIds);
  // Read before: the balance and the plan's name are what the message is about.
  const mailed = await invoiceMessageFacts(
    tx,
    last.map((each) => each.invoiceId),
  );
  const tries = await failedAttempts(
    tx,
    last.map((each) => each.invoiceId),
  );
  for (const how of ['void', 'uncollectible'] as const) {
    const invoiceIds = cases.filter((c) => c.policy.after_last === how).map((c) => c.invoiceId);
    await giveUpInvoices(scene, { invoiceIds, how, reason: 'unpaid' });
  }
  const ends = { state: 'lost' as const, on: today, at: now };
  const closed = await closeCases(
    tx,
    cases.map((each) => each.invoiceId),
    ends,
  );
  const ended = await cancelUnpaid(tx, subscriptionIds, { today, now, actor });
  await recordActivity(scene, [
    ...closed.map(({ contactId, subscriptionId, invoiceId }) => ({
      event: 'overdue_lost' as const,
      contactId,
      subscriptionId,
      invoiceId,
    })),
    ...ended.map(({ id, contactId, endsOn, planName }) => ({
      event: 'subscription_cancelled' as const,
      contactId,
      subscriptionId: id,
      data: { cause: 'unpaid', ends_on: endsOn, plan: planName },
    })),
  ]);
  await queueMessages(
    scene,
    mailed.map((facts, i) => ({
      cause: `overdue:${last[i]!.id}:end`,
      template: 'cancelled_unpaid' as const,
      ...recipientOf(facts),
      data: {
        amount: { amount: facts.balance, currency: facts.currency },
        planName: facts.planName ?? facts.number,
        endedOn: today,
        attempts: tries.get(facts.invoiceId) ?? null,
        comeBackUrl: portalUrl(scene),
      },
    })),
  );
}
