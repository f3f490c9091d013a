import { findPlan } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import type { RenewalWish } from '../../db/renewals/read.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { MemberMayNot } from '../../domain/subscriptions/memberRules.ts';
import type { Context, Scene } from '../context.ts';
import { collectNow } from '../subscriptions/collectNow.ts';
import type { AddonsWish } from '../subscriptions/heldAddons.ts';
import { approveIn } from './approveRenewal.ts';
import type { Refusing } from './closeRenewal.ts';
import { refuseIn } from './closeRenewal.ts';
import type { Asked } from './common.ts';
import { RenewalAnswered, renewing } from './common.ts';
import { askIn } from './editRenewal.ts';

/**
 * A member accepts what is offered. Said again, or after it was decided, it changes nothing
 * (renewals.md). Refuses with `NotFound`, with `RenewalAnswered` while staff look into it or after
 * it was refused, and like `decideRenewal`.
 */
export async function acceptRenewal(ctx: Context, id: string): Promise<void> {
  const issued = await renewing(ctx, id, async (scene, asked) => {
    mustBeTheirs(scene, asked);
    const { state } = asked.renewal;
    if (state === 'approved' || state === 'completed') return [];
    if (state !== 'sent') throw new RenewalAnswered();
    return approveIn(scene, asked);
  });
  await collectNow(ctx, issued);
}

/** What a member asks for; by ids as they were shown to them. */
export type AskedFor = Pick<RenewalWish, 'comment' | 'payer' | 'details'> & {
  planId?: string | undefined;
  priceId?: string | undefined;
  quantity?: number | undefined;
  addons?: AddonsWish | undefined;
};

/**
 * A member asks for something else; staff apply it with one click, and answer. Refuses with
 * `NotFound`, `RenewalAnswered`.
 */
export function askForChange(ctx: Context, id: string, wish: AskedFor): Promise<void> {
  return renewing(ctx, id, async (scene, asked) => {
    mustBeTheirs(scene, asked);
    const { state } = asked.renewal;
    if (state !== 'sent' && state !== 'change_requested') throw new RenewalAnswered();
    await askIn(scene, asked, await named(scene, asked, wish));
  });
}

async function named(
  { tx }: Scene,
  { row }: Asked,
  { planId, priceId, quantity, addons, ...said }: AskedFor,
): Promise<RenewalWish> {
  const plan = await findPlan(tx, planId ?? row.planId);
  const isOther = planId !== undefined && planId !== row.planId;
  if (!plan || (isOther && !isOpen(plan))) throw atField(NotFound, '/plan_id');
  if (priceId && plan.prices.every(({ id }) => id !== priceId)) {
    throw atField(NotFound, '/price_id');
  }
  return {
    ...said,
    ...(priceId ? { priceId } : {}),
    ...(quantity ? { quantity } : {}),
    ...(isOther ? { plan: { id: plan.id, name: plan.name } } : {}),
    ...(addons ? { addons: addons.map((addon) => withName(plan, addon)) } : {}),
  };
}

function isOpen({ public: isPublic, archivedAt, deletedAt }: PlanRecord): boolean {
  return isPublic && archivedAt === null && deletedAt === null;
}

function withName(plan: PlanRecord, addon: { addonId: string; quantity: number }) {
  const known = plan.addons.find(({ id }) => id === addon.addonId);
  if (!known) throw atField(NotFound, '/addons');
  return { ...addon, name: known.name };
}

/** A member says no, where the organization lets them. Refuses with `MemberMayNot`. */
export function declineRenewal(ctx: Context, id: string, how: Refusing): Promise<void> {
  return renewing(ctx, id, async (scene, asked) => {
    mustBeTheirs(scene, asked);
    if (!scene.org.settings.renewals.members_refuse) {
      throw new MemberMayNot({ organization: scene.org.name });
    }
    const { state } = asked.renewal;
    if (state === 'refused') return;
    if (state !== 'sent' && state !== 'change_requested') throw new RenewalAnswered();
    await refuseIn(scene, asked, how);
  });
}

/** Their own, or one they pay for; another's is as if it were not there. */
export function mustBeTheirs({ actor }: Pick<Scene, 'actor'>, { row, renewal }: Asked): void {
  const contactId = actor.kind === 'member' ? actor.id : null;
  const isTheirs = contactId === row.contactId || contactId === row.payerId;
  // Before its notice nobody was asked.
  if (!isTheirs || renewal.sentAt === null) throw new NotFound();
}
