import { recordActivity } from '../../activity/record.ts';
import type { ClosedCase } from '../../db/billing/cases.ts';
import { closeCases, closeFollowing } from '../../db/billing/cases.ts';
import { owedPartsOf } from '../../db/billing/covers.ts';
import { failedAttempts } from '../../db/billing/failedAttempts.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesOfSubscriptions } from '../../db/billing/openCases.ts';
import { cancelUnpaid, runningAmong } from '../../db/billing/subscriptions.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import { recipientOf } from '../billing/invoiceMessages.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import type { MessageDraft } from '../messages/queueMessages.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { giveUpOwed } from '../payments/giveUpOwed.ts';
import { returnUrls } from '../subscriptions/memberReturn.ts';
import { suspensionOf } from './next.ts';

/**
 * The end of unpaid cases: the subscriptions are cancelled, access ends, and the member reads it
 * with the way back (spec/overdue.md). What else is open of them ends with it, chased or not: their
 * invoices are voided or written off as the policy says, their parts of consolidated ones credited.
 * While one of their cases is paused or waits for an answer of the bank, the end waits too. Of a
 * subscription that was over already each claim ends by itself. Answers the cases that ended.
 */
export async function endCases(scene: Scene, last: OpenCase[]): Promise<Set<string>> {
  if (last.length === 0) return new Set();
  const { tx, today, now } = scene;
  const running = await runningAmong(tx, idsOf(last));
  const related = await openCasesOfSubscriptions(tx, [...running]);
  const held = new Set(idsOf(related.filter((each) => suspensionOf(each) !== null)));
  const causes = last.filter(
    ({ subscriptionIds }) => !subscriptionIds.some((id) => running.has(id) && held.has(id)),
  );
  const ending = idsOf(causes).filter((id) => running.has(id));
  const over = [...causes, ...related.filter((each) => endsWith(each, { causes, ending }))];
  const tell = await messagesOf(scene, causes);
  for (const how of ['void', 'uncollectible'] as const) {
    const invoiceIds = over.filter((c) => c.policy.after_last === how).map((c) => c.invoiceId);
    await giveUpInvoices(scene, { invoiceIds, how, reason: 'unpaid' });
  }
  const end = { state: 'lost', on: today, at: now } as const;
  const invoiceIds = over.map((each) => each.invoiceId);
  const closed = await closeCases(tx, invoiceIds, end);
  // Invoices that cover others too are chased on for those.
  closed.push(...(await closeFollowing(tx, ending, end)));
  const rest = await owedPartsOf(tx, ending);
  await giveUpOwed(
    scene,
    rest.filter(({ waits }) => !waits),
    'unpaid',
  );
  const ended = await cancel(scene, ending, closed);
  // Whose subscription was over already has read of its end.
  const news = tell.filter((_, i) => causes[i]!.subscriptionIds.some((id) => ended.has(id)));
  await queueMessages(scene, news);
  return new Set(closed.map((each) => each.id));
}

/** Another case of subscriptions that end, of none that goes on. */
function endsWith(
  each: OpenCase,
  { causes, ending }: { causes: OpenCase[]; ending: string[] },
): boolean {
  if (causes.some(({ id }) => id === each.id)) return false;
  return each.subscriptionIds.every((id) => ending.includes(id));
}

function idsOf(cases: readonly OpenCase[]): string[] {
  return [...new Set(cases.flatMap((each) => each.subscriptionIds))];
}

/** Written before anything changes: the balance and the plan's name are what they are about. */
async function messagesOf(scene: Scene, cases: OpenCase[]): Promise<MessageDraft[]> {
  const invoiceIds = cases.map((each) => each.invoiceId);
  const facts = await invoiceMessageFacts(scene.tx, invoiceIds);
  const refusals = await failedAttempts(scene.tx, invoiceIds);
  const returns = await returnUrls(scene, idsOf(cases), 'unpaid');
  return facts.map((each, i) => {
    const refused = refusals.get(each.invoiceId);
    const { id, subscriptionIds } = cases[i]!;
    // Of a consolidated invoice several end; their members find each on its own page.
    const only = subscriptionIds.length === 1 ? subscriptionIds[0]! : '';
    return {
      cause: `overdue:${id}:end`,
      template: 'cancelled_unpaid' as const,
      ...recipientOf(each),
      data: {
        amount: { amount: each.balance, currency: each.currency },
        planName: each.planName ?? each.number,
        endedOn: scene.today,
        attempts: refused?.tries ?? null,
        refusedOn: refused?.lastOn ?? null,
        comeBackUrl: returns.get(only) ?? portalUrl(scene),
      },
    };
  });
}

/** Answers the subscriptions that ended by it. */
async function cancel(
  scene: Scene,
  subscriptionIds: string[],
  closed: readonly ClosedCase[],
): Promise<Set<string>> {
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
  return new Set(ended.map(({ id }) => id));
}
