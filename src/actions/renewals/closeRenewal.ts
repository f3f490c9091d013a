import { voidPendingTermsOf } from '../../db/billing/terms.ts';
import { creditableLines } from '../../db/payments/creditNotes.ts';
import type { RenewalRow } from '../../db/renewals/read.ts';
import { isLastTerm, lockComingRenewal, saveRenewal } from '../../db/renewals/write.ts';
import { withdrawPending } from '../../db/subscriptions/changes.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import { addDays } from '../../domain/dates.ts';
import { nextRenewalState } from '../../domain/renewals/states.ts';
import { isRunning } from '../../domain/subscriptions/transitions.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { creditLines } from '../payments/creditLines.ts';
import { voidIn } from '../payments/giveUpInvoice.ts';
import { giveUpOwed } from '../payments/giveUpOwed.ts';
import { issueCreditNote } from '../payments/issueCreditNote.ts';
import { lockedInvoice } from '../payments/recordOfflinePayment.ts';
import { AttemptUnresolved } from '../payments/refusals.ts';
import { settledToCredit } from '../payments/settledToCredit.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import type { Asked } from './common.ts';
import {
  decidedNow,
  RenewalCancelled,
  RenewalPaid,
  RenewalPast,
  recordRenewal,
  renewing,
  undecidedNow,
} from './common.ts';

/**
 * Resets a renewal that was approved, refused or lapsed: it can be edited and decided again. Its
 * invoice is voided, or credited where something was paid on it, which becomes the payer's credit;
 * its term never counts (renewals.md). Refuses with `RenewalNotInState`, `RenewalPaid`,
 * `RenewalPast`, `RenewalCancelled`, `AttemptUnresolved`.
 */
export function resetRenewal(ctx: Context, id: string): Promise<void> {
  return renewing(ctx, id, async (scene, asked) => {
    const { renewal } = asked;
    const state = nextRenewalState('reset', renewal);
    if (renewal.state === 'approved') await takeBack(scene, asked);
    else refusePast(asked);
    const cleared = { ...undecidedNow, invoiceId: null, reason: '', comment: '' };
    await saveRenewal(scene.tx, renewal.id, { state, ...cleared });
    await recordRenewal(scene, asked, { event: 'renewal_reset' });
  });
}

/** What was decided against is asked again only while its term is the last one. */
function refusePast({ row, renewal }: Asked): void {
  if (row.cancellation) throw new RenewalCancelled();
  const isLast = isRunning(row.state)
    ? row.nextBillingOn === renewal.endsOn && row.renewal === null
    : row.state === 'expired' && row.endsOn === renewal.endsOn;
  if (!isLast) throw new RenewalPast();
}

export type Refusing = { reason: string; comment: string };

/**
 * Records that a member leaves at the end of the running term; nothing changes before. What was
 * approved and not paid yet is taken back. The member is told. Refuses like `resetRenewal`.
 */
export function refuseRenewal(ctx: Context, id: string, how: Refusing): Promise<void> {
  return renewing(ctx, id, (scene, asked) => refuseIn(scene, asked, how));
}

/** The same in an open transaction. */
export async function refuseIn(scene: Scene, asked: Asked, how: Refusing): Promise<void> {
  const { row, renewal } = asked;
  const state = nextRenewalState('refuse', renewal);
  if (renewal.state === 'approved') await takeBack(scene, asked);
  const { reason, comment } = how;
  const decided = { ...decidedNow(scene), invoiceId: null, reason, comment };
  await saveRenewal(scene.tx, renewal.id, { state, ...decided });
  await recordRenewal(scene, asked, { event: 'renewal_refused', data: { reason } });
  await tellMember(scene, row, {
    template: 'renewal_refused',
    cause: `renewal:${renewal.id}:${renewal.version}:refused`,
    data: {
      planName: row.planName,
      lastDay: addDays(renewal.endsOn, -1),
      accountUrl: portalUrl(scene),
    },
  });
}

/**
 * Closes the open renewal of a locked subscription that ends otherwise (cancelled, revoked):
 * nobody is asked any more, and nothing is owed for a term that will not begin. While a payment of
 * it is under way its invoice stays, as that may have been taken. Answers whether there was one.
 */
export async function closeRenewal(scene: Scene, row: SubscriptionRow): Promise<boolean> {
  const renewal = await lockComingRenewal(scene.tx, row.id, scene.today);
  if (!renewal) return false;
  const asked = { row, renewal };
  if (renewal.state === 'approved') await takeBack(scene, asked, { isForced: true });
  const decided = { ...decidedNow(scene), invoiceId: null };
  await saveRenewal(scene.tx, renewal.id, { state: 'refused', ...decided });
  await recordRenewal(scene, asked, { event: 'renewal_refused', data: { reason: '' } });
  return true;
}

/** Undoes an approval: invoice, pending term, what was to change with it, the billing date. */
async function takeBack(
  scene: Scene,
  { row, renewal }: Asked,
  { isForced = false } = {},
): Promise<void> {
  const { tx, now, today } = scene;
  if (today >= renewal.endsOn) await refuseBegun(scene, renewal);
  if (renewal.invoiceId) await giveUp(scene, renewal.invoiceId, { row, renewal, isForced });
  if (row.pendingChange?.renewalId === renewal.id) await withdrawPending(tx, row.id, now);
  const { endsOn } = renewal;
  const patch =
    today < endsOn
      ? { nextBillingOn: endsOn }
      : {
          ...{ state: 'expired' as const, endsOn, endCause: 'expired' as const },
          ...{ nextBillingOn: null, billingHeld: false },
        };
  await saveSubscription(tx, { id: row.id, now }, patch);
}

/**
 * A term that has begun is given up with its subscription, unless something came after it; one that
 * nobody was asked about is not: its invoice is what can be voided.
 */
async function refuseBegun({ tx }: Scene, renewal: RenewalRow): Promise<void> {
  if (renewal.policy === 'invoice' || !(await isLastTerm(tx, renewal))) throw new RenewalPast();
}

type Given = Asked & { isForced: boolean };

async function giveUp(scene: Scene, invoiceId: string, { row, renewal, isForced }: Given) {
  const invoice = await lockedInvoice(scene, invoiceId);
  if (invoice.status === 'paid') throw new RenewalPaid();
  if (invoice.status !== 'open') return;
  if (invoice.attemptOpen) {
    if (isForced) return;
    throw new AttemptUnresolved();
  }
  // Before the credit note, which settles the invoice: what it paid for is not to begin.
  await voidPendingTermsOf(scene.tx, invoiceId, row.id);
  await saveRenewal(scene.tx, renewal.id, { invoiceId: null });
  if (invoice.subscriptionId === null) {
    const { id: subscriptionId } = row;
    const part = { invoiceId, subscriptionId, consolidated: true, waits: false };
    await giveUpOwed(scene, [part], 'cancelled');
    return;
  }
  if (invoice.settled === 0 && invoice.credited === 0) {
    await voidIn(scene, invoiceId, 'renewal');
    return;
  }
  const known = await creditableLines(scene.tx, invoiceId);
  const left = known.reduce((sum, line) => sum + line.leftTotal, 0);
  const { settled: fromSettled } = invoice;
  const lines = creditLines(known, left);
  await issueCreditNote(scene, invoice, { lines, reason: 'renewal', fromSettled });
  await settledToCredit(scene, invoice, fromSettled);
}
