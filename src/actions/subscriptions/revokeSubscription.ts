import { openBalanceOf } from '../../db/billing/owedOf.ts';
import type { CancellationCause } from '../../db/subscriptions/dated.ts';
import { insertCancellation } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { planRevoke } from '../../domain/subscriptions/cancel.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { declineIn } from '../joining/declineRequest.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { endNow } from './endNow.ts';
import { stopChasing } from './stopChasing.ts';
import { tellMember } from './tellMember.ts';

/**
 * Ends a subscription now, finally: access closes today, nothing is refunded and nothing chased;
 * an open invoice stays open until staff settle or void it. The member is told. A request to join
 * is declined instead. Refuses with `SubscriptionNotInState`.
 */
export async function revokeSubscription(
  ctx: Context,
  target: Target,
  how: { reason?: string; cause?: CancellationCause } = {},
): Promise<{ endsOn: LocalDate }> {
  return changing(ctx, target, (scene, row) => revokeIn(scene, row, how));
}

/**
 * The same on a locked subscription in an open transaction. Refunds tell the payer themselves, and
 * who is blocked is not written to: they notify nobody.
 */
export async function revokeIn(
  scene: Scene,
  row: SubscriptionRow,
  how: { reason?: string; cause?: CancellationCause; notify?: 'member' | 'nobody' },
): Promise<{ endsOn: LocalDate }> {
  if (row.state === 'pending_approval') {
    await declineIn(scene, row, { reason: how.reason ?? '', notify: how.notify });
    return { endsOn: row.startsOn };
  }
  const { endsOn } = planRevoke(row, scene.today);
  const cancellationId = await insertCancellation(scene.tx, scene, {
    subscriptionId: row.id,
    endsOn,
    cause: how.cause ?? 'staff',
    reason: how.reason ?? '',
  });
  await stopChasing(scene, row);
  await endNow(scene, row, { endsOn, endCause: 'revoked' });
  await recordChange(scene, row, {
    event: 'subscription_cancelled',
    data: { ends_on: endsOn, reason: how.reason ?? '', cause: 'revoked' },
  });
  if (how.notify !== 'nobody') await tellRevoked(scene, row, { endsOn, cancellationId });
  return { endsOn };
}

export type RevocationPreview = {
  /** First day without it. */
  endsOn: LocalDate;
  /** What stays to be paid of it, minor units of `currency`. */
  openBalance: number;
  currency: string;
};

/** What ending it now would do; writes nothing. Refuses like doing it. */
export async function previewRevocation(ctx: Context, id: string): Promise<RevocationPreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const { endsOn } = planRevoke(row, scene.today);
    const openBalance = await openBalanceOf(scene.tx, row.id);
    return { endsOn, openBalance, currency: row.currency };
  });
}

async function tellRevoked(
  scene: Scene,
  row: SubscriptionRow,
  what: { endsOn: LocalDate; cancellationId: string },
): Promise<void> {
  const hasBegun = row.state !== 'scheduled';
  // Invoices went to the payer, who may be somebody else.
  const open = row.payerId === row.contactId ? await openBalanceOf(scene.tx, row.id) : 0;
  await tellMember(scene, row, {
    template: 'revoked',
    cause: `cancellation:${what.cancellationId}`,
    data: {
      planName: row.planName,
      endedOn: hasBegun ? what.endsOn : null,
      openBalance: open > 0 ? { amount: open, currency: row.currency } : null,
    },
  });
}
