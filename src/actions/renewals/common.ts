import type { ActivityEvent } from '../../activity/events.ts';
import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { RenewalRow } from '../../db/renewals/read.ts';
import { lockRenewal, subscriptionOf } from '../../db/renewals/write.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

export const RenewalRuns = defineRefusal('renewal_runs', 409, {
  en: 'A renewal is under way: change what it offers, or reset it first.',
  fr: 'Un renouvellement est en cours : modifiez ce qu’il propose, ou réinitialisez-le d’abord.',
});

export const RenewalPaid = defineRefusal('renewal_paid', 409, {
  en: 'This renewal is paid: it cannot be reset.',
  fr: 'Ce renouvellement est payé : il ne peut plus être réinitialisé.',
});

export const RenewalAnswered = defineRefusal('renewal_answered', 409, {
  en: 'This renewal waits for no answer of yours.',
  fr: 'Ce renouvellement n’attend pas de réponse de votre part.',
});

export const RenewalPast = defineRefusal('renewal_past', 409, {
  en: 'The subscription has gone on, or ended, since: there is nothing left to decide here.',
  fr: 'L’abonnement a continué, ou pris fin, depuis : il n’y a plus rien à décider ici.',
});

export const RenewalCancelled = defineRefusal('renewal_cancelled', 409, {
  en: 'The subscription is cancelled: take that back first.',
  fr: 'L’abonnement est résilié : annulez d’abord la résiliation.',
});

/**
 * Plan, quantity and price wait while a renewal is asked about or waits to be paid: they are its
 * offer (renewals.md). Refuses with `RenewalRuns`.
 */
export function refuseWhileAsked({ renewal }: Pick<SubscriptionRow, 'renewal'>): void {
  if (renewal && renewal.state !== 'scheduled') throw new RenewalRuns();
}

/** Dates wait while the term after them is billed already. Refuses with `RenewalRuns`. */
export function refuseWhileBilled({ renewal }: Pick<SubscriptionRow, 'renewal'>): void {
  if (renewal?.state === 'approved') throw new RenewalRuns();
}

/** A renewal with its subscription, both locked. */
export type Asked = { row: SubscriptionRow; renewal: RenewalRow };

/**
 * One act on one renewal: locks payer, subscription and renewal, lets `work` decide and save, and
 * brings the directory in line; all in one transaction. Refuses with `NotFound`.
 */
export async function renewing<T>(
  ctx: Context,
  id: string,
  work: (scene: Scene, asked: Asked) => Promise<T>,
): Promise<T> {
  return act(ctx, async (scene) => {
    const asked = await lockAsked(scene, id);
    const result = await work(scene, asked);
    const { contactId, payerId } = asked.row;
    await refreshDirectory(scene.tx, [...new Set([contactId, payerId])]);
    return result;
  });
}

/** A renewal with its subscription, locked in the order everybody takes; or `NotFound`. */
export async function lockAsked({ tx, today }: Scene, id: string): Promise<Asked> {
  const row = await lockSubscription(tx, today, { id: await subscriptionOf(tx, id) });
  return { row, renewal: await lockRenewal(tx, id) };
}

/** Records what happened to a renewal, with its plan's name and the last day it asks about. */
export function recordRenewal(
  scene: Scene,
  { row, renewal }: Asked,
  entry: { event: ActivityEvent; data?: Record<string, unknown>; amount?: number },
): Promise<void> {
  return recordActivity(scene, [
    {
      event: entry.event,
      contactId: row.contactId,
      subscriptionId: row.id,
      amount: entry.amount ?? null,
      currency: entry.amount === undefined ? null : row.currency,
      data: { plan: row.planName, ends_on: renewal.endsOn, ...entry.data },
    },
  ]);
}

/** Who decided and when, as it is stored. */
export function decidedNow({ actor, now }: Scene): { decidedBy: object; decidedAt: string } {
  return { decidedBy: actor, decidedAt: now };
}

export const undecidedNow = { decidedBy: null, decidedAt: null } as const;
