import type { RenewalOffer, RenewalWish } from '../../db/renewals/read.ts';
import { saveRenewal } from '../../db/renewals/write.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import { defineRefusal } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { nextRenewalState } from '../../domain/renewals/states.ts';
import type { Context, Scene } from '../context.ts';
import type { Target } from '../subscriptions/change.ts';
import { changing, recordChange } from '../subscriptions/change.ts';
import { changePayerIn } from '../subscriptions/changePayer.ts';
import type { ChangeWish } from '../subscriptions/decideChange.ts';
import { wanted } from '../subscriptions/decideChange.ts';
import { SoldOnce } from '../subscriptions/refusals.ts';
import type { Asked } from './common.ts';
import { recordRenewal, renewing } from './common.ts';

/** What staff offer instead of the same again; what is left out stays as it is. */
export type OfferWish = Pick<
  ChangeWish,
  'planId' | 'priceId' | 'amount' | 'quantity' | 'addons'
> & {
  /** Who is invoiced from now on. */
  payerId?: string;
};

/**
 * Changes what a renewal offers, priced as it is sold today; {}: the same again. Another payer is
 * invoiced from now on. Refuses with `RenewalNotInState`, `SoldOnce` and as a change of plan does.
 */
export function offerRenewal(ctx: Context, id: string, wish: OfferWish): Promise<void> {
  return renewing(ctx, id, (scene, asked) => offerIn(scene, asked, wish));
}

async function offerIn(scene: Scene, asked: Asked, wish: OfferWish): Promise<void> {
  const { renewal } = asked;
  const state = nextRenewalState('offer', renewal);
  const row = await withPayer(scene, asked.row, wish.payerId);
  const { payerId: _payer, ...sold } = wish;
  const isSame = Object.values(sold).every((value) => value === undefined);
  const offer = isSame ? null : await priced(scene, row, sold);
  await saveRenewal(scene.tx, renewal.id, { state, offer });
  const data = { to: offer?.planName ?? row.planName };
  await recordRenewal(scene, asked, { event: 'renewal_offered', data });
}

async function withPayer(scene: Scene, row: SubscriptionRow, payerId: string | undefined) {
  if (payerId === undefined || payerId === row.payerId) return row;
  await changePayerIn(scene, row, payerId);
  return (await findSubscription(scene.tx, scene.today, row.id))!;
}

async function priced(scene: Scene, row: SubscriptionRow, wish: ChangeWish): Promise<RenewalOffer> {
  const { becoming, to } = await wanted(scene, row, wish);
  if (to.sale.kind === 'once') throw atField(SoldOnce, '/plan_id');
  const { planId, planVersionId, planName, priceId, amount, quantity, addons } = becoming;
  const { unit: intervalUnit, count: intervalCount } = to.interval;
  const sold = { planId, planVersionId, planName, priceId, amount, quantity, addons };
  return { ...sold, intervalUnit, intervalCount };
}

/** Keeps a renewal for staff to look into, with the reason. Refuses with `RenewalNotInState`. */
export function interveneRenewal(ctx: Context, id: string, reason: string): Promise<void> {
  return renewing(ctx, id, (scene, asked) => interveneIn(scene, asked, reason));
}

/** The same in an open transaction. */
export async function interveneIn(scene: Scene, asked: Asked, reason: string): Promise<void> {
  const state = nextRenewalState('intervene', asked.renewal);
  await saveRenewal(scene.tx, asked.renewal.id, { state, reason });
  await recordRenewal(scene, asked, { event: 'renewal_intervention', data: { reason } });
}

/** Lets a renewal go on where it was; the subscription's flag is taken off with it. */
export function resumeRenewal(ctx: Context, id: string): Promise<void> {
  return renewing(ctx, id, async (scene, asked) => {
    const { row, renewal } = asked;
    const state = nextRenewalState('resume', renewal);
    await saveRenewal(scene.tx, renewal.id, { state, reason: '' });
    await saveSubscription(scene.tx, { id: row.id, now: scene.now }, { intervention: null });
    await recordRenewal(scene, asked, { event: 'renewal_resumed' });
  });
}

export const AskedAlready = defineRefusal('asked_already', 409, {
  en: 'They were told that nothing is billed before a yes: decide the renewal under way first.',
  fr: 'On leur a écrit que rien ne serait facturé sans accord : réglez d’abord ce renouvellement.',
});

export const NeverRenews = defineRefusal('never_renews', 422, {
  en: 'What is sold once, and what costs nothing by its kind, has no renewal to decide about.',
  fr: 'Ce qui est vendu une seule fois n’a pas de renouvellement à régler.',
});

/**
 * A subscription's own rule: renew by itself, ask first, or as its plan (null); and why staff want
 * to look at it before its next renewal is sent. Refuses with `NeverRenews`, `AskedAlready`,
 * `StaleEdit`.
 */
export function setRenewalRule(
  ctx: Context,
  target: Target,
  rule: { automatic: boolean | null; intervention: string | null },
): Promise<void> {
  return changing(ctx, target, async (scene, row) => {
    if (row.once) throw new NeverRenews();
    if (rule.automatic === true && isAsked(row)) throw new AskedAlready();
    const intervention = rule.intervention?.trim() || null;
    const patch = { autoRenews: rule.automatic, intervention };
    await saveSubscription(scene.tx, { id: row.id, now: scene.now }, patch);
    const automatic = rule.automatic === null ? 'plan' : rule.automatic ? 'yes' : 'no';
    await recordChange(scene, row, {
      event: 'renewal_rule_changed',
      data: { automatic, reason: intervention ?? '' },
    });
  });
}

/** A notice went out, and is not decided. */
function isAsked({ renewal, askedFrom }: SubscriptionRow): boolean {
  const isOpen = renewal !== null && ['sent', 'change_requested'].includes(renewal.state);
  return isOpen && askedFrom !== null;
}

/**
 * A member asks for something else than what is offered. Refuses with `RenewalNotInState`.
 */
export async function askIn(scene: Scene, asked: Asked, wish: RenewalWish): Promise<void> {
  const state = nextRenewalState('ask', asked.renewal);
  await saveRenewal(scene.tx, asked.renewal.id, { state, wish, askedAt: scene.now });
  await recordRenewal(scene, asked, {
    event: 'renewal_change_asked',
    data: { comment: wish.comment.slice(0, 300) },
  });
}
