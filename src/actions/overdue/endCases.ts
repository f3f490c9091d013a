import { recordActivity } from '../../activity/record.ts';
import { failedAttempts } from '../../db/billing/attempts.ts';
import type { ClosedCase } from '../../db/billing/cases.ts';
import { closeCases } from '../../db/billing/cases.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOfSubscriptions } from '../../db/billing/openCases.ts';
import { cancelUnpaid } from '../../db/billing/subscriptions.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import { recipientOf } from '../billing/invoiceMessages.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import type { MessageDraft } from '../messages/queueMessages.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { suspensionOf } from './next.ts';

/**
 * The end of unpaid cases: the subscription is cancelled, access ends, the invoice is voided or
 * written off as the policy says, and the member reads it with the way back (spec/overdue.md).
 * Other open cases of the same subscription end with it; while one of them is paused or waits for
 * an answer of the bank, the end waits too. A consolidated invoice ends all that it covers. Answers
 * the cases that ended.
 */
export async function endCases(scene: Scene, last: OpenCase[]): Promise<Set<string>> {
  if (last.length === 0) return new Set();
  const { tx, today, now } = scene;
  const cases = await openCasesOfSubscriptions(tx, idsOf(last));
  const held = new Set(idsOf(cases.filter((each) => suspensionOf(each) !== null)));
  const mayEnd = (each: OpenCase) => !each.subscriptionIds.some((id) => held.has(id));
  const over = cases.filter(mayEnd);
  const causes = last.filter(mayEnd);
  const tell = await messagesOf(scene, causes);
  for (const how of ['void', 'uncollectible'] as const) {
    const invoiceIds = over.filter((c) => c.policy.after_last === how).map((c) => c.invoiceId);
    await giveUpInvoices(scene, { invoiceIds, how, reason: 'unpaid' });
  }
  const invoiceIds = over.map((each) => each.invoiceId);
  const closed = await closeCases(tx, invoiceIds, { state: 'lost', on: today, at: now });
  await cancel(scene, idsOf(over), closed);
  await queueMessages(scene, tell);
  return new Set(closed.map((each) => each.id));
}

function idsOf(cases: readonly OpenCase[]): string[] {
  return [...new Set(cases.flatMap((each) => each.subscriptionIds))];
}

/** Written before anything changes: the balance and the plan's name are what they are about. */
async function messagesOf(scene: Scene, cases: OpenCase[]): Promise<MessageDraft[]> {
  const invoiceIds = cases.map((each) => each.invoiceId);
  const facts = await invoiceMessageFacts(scene.tx, invoiceIds);
  const refusals = await failedAttempts(scene.tx, invoiceIds);
  return facts.map((each, i) => {
    const refused = refusals.get(each.invoiceId);
    return {
      cause: `overdue:${cases[i]!.id}:end`,
      template: 'cancelled_unpaid' as const,
      ...recipientOf(each),
      data: {
        amount: { amount: each.balance, currency: each.currency },
        planName: each.planName ?? each.number,
        endedOn: scene.today,
        attempts: refused?.tries ?? null,
        refusedOn: refused?.lastOn ?? null,
        comeBackUrl: portalUrl(scene),
      },
    };
  });
}

async function cancel(
  scene: Scene,
  subscriptionIds: string[],
  closed: readonly ClosedCase[],
): Promise<void> {
  const { tx, today, now, actor } = scene;
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
}
