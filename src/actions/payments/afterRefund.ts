import { coversOf } from '../../db/billing/covers.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import type { RefundRecord } from '../../db/payments/refunds.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { isRunning } from '../../domain/subscriptions/transitions.ts';
import { recipientOf } from '../billing/invoiceMessages.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { cancelIn } from '../subscriptions/cancelSubscription.ts';
import { revokeIn } from '../subscriptions/revokeSubscription.ts';
import type { CreditNote } from './issueCreditNote.ts';

type Refunded = { invoice: InvoiceHead; refund: RefundRecord; creditNote: CreditNote };

/** Does what the form asked besides the money (renewal, access), and tells the payer. */
export async function afterRefund(scene: Scene, refunded: Refunded): Promise<void> {
  const endsOn = await endAsAsked(scene, refunded);
  await tell(scene, refunded, endsOn);
}

/**
 * The day the subscription ends because of the refund; null when it goes on. Of a consolidated
 * invoice all that it covers end, and the last of their days is said.
 */
async function endAsAsked(scene: Scene, refunded: Refunded): Promise<LocalDate | null> {
  const { invoice, refund } = refunded;
  if (!(refund.endsAccess || refund.stopsRenewal)) return null;
  const covers = await coversOf(scene.tx, [invoice]);
  const covered = (covers.get(invoice.id) ?? []).map((cover) => cover.subscriptionId);
  const ids = invoice.subscriptionId ? [invoice.subscriptionId] : covered;
  let last: LocalDate | null = null;
  for (const id of ids) {
    const endsOn = await endOne(scene, id, refund);
    if (endsOn && (last === null || endsOn > last)) last = endsOn;
  }
  return last;
}

async function endOne(
  scene: Scene,
  id: string,
  { reason, endsAccess }: RefundRecord,
): Promise<LocalDate | null> {
  const row = await lockSubscription(scene.tx, scene.today, { id });
  if (!isRunning(row.state)) return null;
  if (endsAccess) return (await revokeIn(scene, row, { reason, notify: 'nobody' })).endsOn;
  // What was sold once has no renewal to stop.
  if (row.once) return null;
  if (isEnding(row)) return row.endsOn;
  return (await cancelIn(scene, row, { reason, notify: 'nobody' })).endsOn;
}

function isEnding(row: SubscriptionRow): boolean {
  return row.cancellation !== null && row.endsOn !== null;
}

async function tell(
  scene: Scene,
  { invoice, refund, creditNote }: Refunded,
  endsOn: LocalDate | null,
): Promise<void> {
  const [facts] = await invoiceMessageFacts(scene.tx, [invoice.id]);
  if (!facts) return;
  await queueMessages(scene, [
    {
      cause: `refund:${refund.id}`,
      template: 'refunded',
      ...recipientOf(facts),
      data: {
        amount: { amount: refund.amount, currency: refund.currency },
        invoiceNumber: invoice.number,
        refundedOn: scene.today,
        method: refund.outside ? null : refund.method,
        creditNoteNumber: creditNote.number,
        planName: facts.planName,
        accessLastDay: endsOn ? addDays(endsOn, -1) : null,
        renewalStops: endsOn !== null,
      },
    },
  ]);
}
