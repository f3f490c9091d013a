import type { RevocableChange } from '../../db/subscriptions/changes.ts';
import type { PendingChange, SubscriptionRow } from '../../db/subscriptions/load.ts';
import { wholePrice } from '../../domain/billing/lines.ts';
import type { Money } from '../../domain/money.ts';
import type { MessageData } from '../../templates/data.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import type { Applied } from './applyChange.ts';
import { addonsText, wholeOf } from './change.ts';
import type { Changing } from './decideChange.ts';
import { factsOf } from './facts.ts';
import { tellMember } from './tellMember.ts';

/** Tells the member what changed: another plan, or the same at other terms. */
export async function tellChanged(
  scene: Scene,
  row: SubscriptionRow,
  what: { decided: Changing; applied: Applied | null; charged: number },
): Promise<void> {
  const { becoming, decision, to } = what.decided;
  const { currency } = to;
  const credited = what.applied?.credited ?? 0;
  const cause = `change:${what.applied?.changeId ?? `${row.id}:${scene.now}`}`;
  const facts = {
    effectiveOn: decision.effectiveOn,
    price: { amount: wholePrice(decision.facts), currency },
    chargedNow: what.charged > 0 ? { amount: what.charged, currency } : null,
    credited: credited > 0 ? { amount: credited, currency } : null,
    nextChargeOn: decision.facts.nextBillingOn,
    accountUrl: portalUrl(scene),
  };
  const { unit: intervalUnit, count: intervalCount } = to.interval;
  await tell(scene, row, { to: { ...becoming, intervalUnit, intervalCount }, cause, facts });
}

/** What a subscription becomes, as far as the member reads of it. */
type Terms = Pick<
  SubscriptionRow,
  'planId' | 'planName' | 'quantity' | 'addons' | 'intervalUnit' | 'intervalCount'
>;

type Telling = {
  to: Terms;
  cause: string;
  facts: Omit<MessageData['plan_changed'], 'fromPlan' | 'toPlan' | 'price'> & { price: Money };
};

async function tell(
  scene: Scene,
  row: SubscriptionRow,
  { to, cause, facts }: Telling,
): Promise<void> {
  const { planName, quantity, intervalUnit, intervalCount } = to;
  if (to.planId !== row.planId || planName !== row.planName) {
    const data = { ...facts, fromPlan: row.planName, toPlan: planName };
    await tellMember(scene, row, { template: 'plan_changed', cause, data });
    return;
  }
  const priceBefore = priceOf(scene, row);
  const same = { planName, quantity, intervalUnit, intervalCount, priceBefore };
  const data = { ...facts, ...same, addons: addonsText(to.addons) };
  await tellMember(scene, row, { template: 'subscription_changed', cause, data });
}

/** What they have costs this per interval. */
function priceOf({ org, today }: Scene, row: SubscriptionRow): Money {
  return { amount: wholePrice(factsOf(row, org, today)), currency: row.currency };
}

/** The member who was told of a change hears that it was taken back. */
export async function tellTakenBack(
  scene: Scene,
  row: SubscriptionRow,
  { id, before }: RevocableChange,
): Promise<void> {
  const told = await scene.tx.maybeOne(
    'select id from message where org_id = app_org() and cause = $1',
    [`change:${id}`],
  );
  if (!told) return;
  const facts = {
    effectiveOn: scene.today,
    price: { amount: wholeOf(before), currency: row.currency },
    chargedNow: null,
    credited: null,
    nextChargeOn: before.nextBillingOn,
    accountUrl: portalUrl(scene),
  };
  await tell(scene, row, { to: before, cause: `change_undone:${id}`, facts });
}

/** The member who was told of a change to come hears that it does not. */
export async function tellWithdrawn(
  scene: Scene,
  row: SubscriptionRow,
  change: PendingChange,
): Promise<void> {
  await tellMember(scene, row, {
    template: 'change_withdrawn',
    cause: `change_withdrawn:${change.id}`,
    data: {
      planName: row.planName,
      toPlan: change.planName === row.planName ? null : change.planName,
      price: priceOf(scene, row),
      nextChargeOn: row.amount > 0 ? row.nextBillingOn : null,
      accountUrl: portalUrl(scene),
    },
  });
}
