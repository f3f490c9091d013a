import { seasonOf } from '../../db/plans/read.ts';
import type { RenewalOffer } from '../../db/renewals/read.ts';
import { markApplied, withdrawPending } from '../../db/subscriptions/changes.ts';
import { holdersAmong } from '../../db/subscriptions/held.ts';
import type { PendingChange, SubscriptionRow } from '../../db/subscriptions/load.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import type { Scene } from '../context.ts';
import { cycleOf } from './applyChange.ts';
import { changeData, recordChange, wholeOf } from './change.ts';
import { changeToOf, factsOf } from './facts.ts';
import { tellWithdrawn } from './tellChanged.ts';

/**
 * Carries out a change whose day has come. One to a plan that the member came to have otherwise
 * meanwhile is taken back, and they are told: the billing of everybody else goes on.
 */
export async function carryOutChange(
  scene: Scene,
  row: SubscriptionRow,
  change: PendingChange,
): Promise<void> {
  const terms = await termsOfVersion(scene, row, change);
  if (!terms.allowDuplicate && (await isHeldElsewhere(scene, row, change))) {
    await withdrawPending(scene.tx, row.id, scene.now);
    await recordChange(scene, row, {
      event: 'subscription_change_withdrawn',
      data: { from: row.planName, to: change.planName, cause: 'already_subscribed' },
    });
    await tellWithdrawn(scene, row, change);
    return;
  }
  await apply(scene, row, { change, ...terms });
}

async function isHeldElsewhere(
  { tx }: Scene,
  row: SubscriptionRow,
  change: PendingChange,
): Promise<boolean> {
  if (change.planId === row.planId) return false;
  const held = await holdersAmong(tx, [row.contactId], change.planId);
  return held.some(({ subscriptionId, waits }) => subscriptionId !== row.id && !waits);
}

/** From its day on the subscription is what was asked for, the coming invoice the first of it. */
async function apply(
  scene: Scene,
  row: SubscriptionRow,
  { change, to, allowDuplicate }: Terms & { change: PendingChange },
): Promise<void> {
  const { tx, now } = scene;
  const { facts } = planChange({
    facts: { ...factsOf(row, scene.org, scene.today), nextBillingOn: nextOf(row, change) },
    term: null,
    to,
    timing: 'next_period',
    today: change.effectiveOn,
  });
  const { planId, planVersionId, priceId, amount, quantity, addons } = change;
  const { intervalUnit, intervalCount } = change;
  await saveSubscription(
    tx,
    { id: row.id, now },
    {
      ...{ planId, planVersionId, priceId, amount, quantity, addons, intervalUnit, intervalCount },
      ...cycleOf(facts),
      allowDuplicate,
      anchorOn: facts.anchorOn,
      anchorDay: facts.anchor.day,
      nextBillingOn: change.renewalId ? row.nextBillingOn : facts.nextBillingOn,
    },
  );
  await markApplied(tx, change.id, now);
  await recordChange(scene, row, {
    event: 'subscription_changed',
    amount: wholeOf(change),
    data: changeData(row, { ...change, on: change.effectiveOn }),
  });
}

/** What begins with a renewed term was billed with it: billing is a term further already. */
function nextOf({ nextBillingOn }: SubscriptionRow, change: PendingChange): LocalDate | null {
  return change.renewalId ? change.effectiveOn : nextBillingOn;
}

type Terms = { to: ChangeTo; allowDuplicate: boolean };
type Version = 'taxRate' | 'taxInclusive' | 'season' | 'forever' | 'planKind' | 'allowDuplicate';

/** What is sold with a stored version, as a change of `row`; and whether one may have it twice. */
export async function termsOfVersion(
  { tx }: Scene,
  row: SubscriptionRow,
  sold: RenewalOffer,
): Promise<Terms> {
  const { allowDuplicate, ...version } = await tx.one<Pick<SubscriptionRow, Version>>(
    `select v.tax_rate as "taxRate", v.tax_inclusive as "taxInclusive", ${seasonOf} as season,
       v.forever, p.kind as "planKind", p.allow_several as "allowDuplicate"
     from plan_version v join plan p on p.org_id = v.org_id and p.id = v.plan_id
     where v.org_id = app_org() and v.id = $1`,
    [sold.planVersionId],
  );
  return { to: changeToOf({ ...sold, ...version, currency: row.currency }), allowDuplicate };
}
