import type { AttemptState } from '../../db/billing/attempts.ts';
import { withdrawPending } from '../../db/subscriptions/changes.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { ChangeWaits } from '../../domain/bulk.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Settings } from '../../domain/organizations/settings.ts';
import { chargeInvoices } from '../billing/chargeInvoices.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { RenewalRuns } from '../renewals/common.ts';
import type { Applied } from './applyChange.ts';
import { applyNow } from './applyChange.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import type { ChangeWish, Changing } from './decideChange.ts';
import { decideChange } from './decideChange.ts';
import { checkMember } from './memberMay.ts';
import { planLater } from './planLater.ts';
import { NoPendingChange, UpgradeDeclined } from './refusals.ts';
import { tellChanged, tellWithdrawn } from './tellChanged.ts';

export type Changed = {
  applies: 'now' | 'later';
  effectiveOn: LocalDate;
  invoiceIds: string[];
  /** What became of the charge; null when nothing was to be charged now. */
  charge: AttemptState | null;
};

/** What a change would do and cost; writes nothing. Refuses like `changeSubscription`. */
export async function previewChange(
  ctx: Context,
  id: string,
  wish: ChangeWish,
): Promise<Changing & { row: SubscriptionRow }> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    return { row, ...(await decideChange(scene, row, wish)) };
  });
}

/**
 * Changes plan, price, quantity or interval: now, with one invoice of credit and charge that is
 * paid at once, or at the next period, waiting until then (billing-rules §4). When the payment of
 * a change made now is declined, the plan before stays, and `UpgradeDeclined` says why; unless the
 * organization says that the change stays and its invoice is chased.
 */
export async function changeSubscription(
  ctx: Context,
  target: Target,
  wish: ChangeWish,
): Promise<Changed> {
  const made = await changing(ctx, target, async (scene, row) => {
    const decided = await decideChange(scene, row, wish);
    const upgradeDeclined = scene.org.settings.subscriptions.upgrade_declined;
    if (decided.decision.applies === 'later') {
      await planLater(scene, row, decided);
      return { row, decided, upgradeDeclined, applied: null };
    }
    const applied = await applyNow(scene, row, decided);
    const charges = isCharged(row, applied);
    if (!charges) await tellChanged(scene, row, { decided, applied, charged: 0 });
    return { row, decided, upgradeDeclined, applied: { ...applied, charges } };
  });
  const { applies, effectiveOn } = made.decided.decision;
  if (!made.applied) return { applies, effectiveOn, invoiceIds: [], charge: null };
  const invoiceIds = made.applied.issued.map((invoice) => invoice.id);
  if (!made.applied.charges) return { applies, effectiveOn, invoiceIds, charge: null };
  const charge = await collect(ctx, { ...made, applied: made.applied });
  return { applies, effectiveOn, invoiceIds, charge };
}

/** Withdraws a change that waits; the member is told. Refuses with `NoPendingChange`. */
export async function withdrawChange(ctx: Context, target: Target): Promise<void> {
  await changing(ctx, target, async (scene, row) => {
    checkMember(scene, row, 'change');
    // A price that is announced to everybody is not one member's to take back.
    if (scene.actor.kind === 'member' && row.pendingChange?.priceChangeId) throw new ChangeWaits();
    if (row.pendingChange?.renewalId) throw new RenewalRuns();
    const found = await withdrawPending(scene.tx, row.id, scene.now);
    if (!found || !row.pendingChange) throw new NoPendingChange();
    await recordChange(scene, row, {
      event: 'subscription_change_withdrawn',
      data: { from: row.planName, to: row.pendingChange.planName },
    });
    await tellWithdrawn(scene, row, row.pendingChange);
  });
}

type Made = {
  row: SubscriptionRow;
  decided: Changing;
  applied: Applied;
  upgradeDeclined: Settings['subscriptions']['upgrade_declined'];
};

/**
 * Charges the invoice of a change after its commit. A change whose credit went elsewhere (onto an
 * open invoice, onto the balance) is not taken back: it is chased like any other invoice.
 */
async function collect(ctx: Context, made: Made): Promise<AttemptState | null> {
  const { row, decided, applied } = made;
  const chases = ctx.actor.kind === 'system' || made.upgradeDeclined === 'activate_and_chase';
  const revocable = !chases && decided.decision.creditNote === null;
  const member = ctx.actor.kind === 'member' ? 'member' : 'staff';
  const invoiceIds = applied.issued.map((invoice) => invoice.id);
  const cause = revocable ? member : 'billing';
  const [charged] = await chargeInvoices(ctx, { invoiceIds, cause });
  if (charged?.state === 'declined' && revocable) throw new UpgradeDeclined();
  const total = applied.issued.reduce((sum, invoice) => sum + invoice.balance, 0);
  await act(ctx, async (scene) => {
    const paid = charged?.state === 'succeeded' ? total : 0;
    await tellChanged(scene, row, { decided, applied, charged: paid });
  });
  return charged?.state ?? null;
}

function isCharged(row: SubscriptionRow, applied: Applied): boolean {
  return row.collection === 'automatic' && applied.issued.some((invoice) => invoice.balance > 0);
}
