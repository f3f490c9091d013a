import type { RenewalOffer, RenewalRow } from '../../db/renewals/read.ts';
import { renewalPlanOf } from '../../db/renewals/read.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { SubscriptionFacts } from '../../domain/billing/plan.ts';
import type { PlannedRenewal } from '../../domain/renewals/plan.ts';
import { planRenewal } from '../../domain/renewals/plan.ts';
import { nextRenewalState } from '../../domain/renewals/states.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import { becomes } from '../../domain/subscriptions/becoming.ts';
import type { ChangeKind } from '../../domain/subscriptions/planChange.ts';
import { kindOf } from '../../domain/subscriptions/planChange.ts';
import { isRunning, SubscriptionNotInState } from '../../domain/subscriptions/transitions.ts';
import type { Scene } from '../context.ts';
import { PlanDeleted } from '../plans/refusals.ts';
import { termsOfVersion } from '../subscriptions/carryOutChange.ts';
import { refuseDuplicate } from '../subscriptions/duplicates.ts';
import { factsOf } from '../subscriptions/facts.ts';
import type { Asked } from './common.ts';
import { RenewalCancelled } from './common.ts';

export type Renewing = {
  /** What it is from the new term on, as it is stored. */
  offer: RenewalOffer;
  /** Null: the same again. */
  change: { kind: ChangeKind; to: ChangeTo; allowDuplicate: boolean } | null;
  planned: PlannedRenewal;
  /** The term was over already: the subscription comes back. */
  isLate: boolean;
};

/**
 * Decides what approving a renewal begins and bills; preview, execution, bulk and the member's own
 * page are this one function. Throws `RenewalNotInState`, `SubscriptionNotInState`,
 * `RenewalCancelled`, `PlanDeleted`, `AlreadySubscribed`.
 */
export async function decideRenewal(scene: Scene, { row, renewal }: Asked): Promise<Renewing> {
  nextRenewalState('approve', renewal);
  return offered(scene, { row, renewal });
}

/** What a renewal offers, whatever state it is in. */
export async function offered(scene: Scene, { row, renewal }: Asked): Promise<Renewing> {
  const { late, deleted } = await renewalPlanOf(scene.tx, row.planId);
  if (row.cancellation) throw new RenewalCancelled();
  const isLate = lateOf(row, renewal);
  const offer = offerOf(row, renewal);
  if (deleted && offer.planId === row.planId) throw new PlanDeleted({ name: row.planName });
  if (isLate) await refuseHeldElsewhere(scene, row);
  const facts = factsOf({ ...row, endsOn: null }, scene.org, scene.today);
  const change = await changeOf(scene, row, { offer, facts });
  const planned = planRenewal({
    facts: change ? becomes(facts, change.to, renewal.endsOn) : facts,
    season: seasonAfter(row, change?.to),
    endsOn: renewal.endsOn,
    today: scene.today,
    late,
  });
  return { offer, change, planned, isLate };
}

/** Whether the term was over unanswered. Throws `SubscriptionNotInState` for any other end. */
function lateOf(row: SubscriptionRow, renewal: RenewalRow): boolean {
  if (row.state === 'expired' && row.endsOn === renewal.endsOn) return true;
  const { state } = row;
  if (!isRunning(state) || state === 'paused' || state === 'pending_approval') {
    throw new SubscriptionNotInState({ state });
  }
  return false;
}

/** Somebody who came back by another subscription meanwhile does not have it twice. */
async function refuseHeldElsewhere(scene: Scene, row: SubscriptionRow): Promise<void> {
  const { planId: id, planName: name, allowDuplicate: allowSeveral } = row;
  await refuseDuplicate(scene.tx, row.contactId, { id, name, allowSeveral }, row.id);
}

/** What staff offer, what was planned for the next period anyway, or the same again. */
export function offerOf(row: SubscriptionRow, renewal: RenewalRow): RenewalOffer {
  if (renewal.offer) return renewal.offer;
  const { pendingChange } = row;
  const source = pendingChange && pendingChange.kind !== 'payer' ? pendingChange : row;
  const { planId, planVersionId, planName, priceId, amount, quantity, addons } = source;
  const { intervalUnit, intervalCount } = source;
  const sold = { planId, planVersionId, planName, priceId, amount, quantity, addons };
  return { ...sold, intervalUnit, intervalCount };
}

async function changeOf(
  scene: Scene,
  row: SubscriptionRow,
  { offer, facts }: { offer: RenewalOffer; facts: SubscriptionFacts },
): Promise<Renewing['change']> {
  if (isSame(row, offer)) return null;
  const { to, allowDuplicate } = await termsOfVersion(scene, row, offer);
  return { kind: kindOf(facts, to), to, allowDuplicate };
}

function isSame(row: SubscriptionRow, offer: RenewalOffer): boolean {
  const { planId, priceId, amount, quantity, addons, intervalUnit, intervalCount } = row;
  const held = [planId, priceId, amount, quantity, intervalUnit, intervalCount];
  const wanted = [
    ...[offer.planId, offer.priceId, offer.amount, offer.quantity],
    ...[offer.intervalUnit, offer.intervalCount],
  ];
  const text = (sold: typeof addons) =>
    sold.map(({ addonId, unitAmount, quantity: n }) => [addonId, unitAmount, n].join(' ')).sort();
  return (
    held.every((value, i) => value === wanted[i]) &&
    text(addons).join() === text(offer.addons).join()
  );
}

function seasonAfter(row: SubscriptionRow, to: ChangeTo | undefined) {
  if (!to) return row.season;
  return to.sale.kind === 'season' ? to.sale.season : null;
}
