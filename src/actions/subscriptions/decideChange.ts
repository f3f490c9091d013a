import { findPlan } from '../../db/plans/read.ts';
import type { AddonSold } from '../../db/plans/types.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { CurrentTerm } from '../../db/subscriptions/running.ts';
import { currentTerm } from '../../db/subscriptions/running.ts';
import { ChangeWaits } from '../../domain/bulk.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import type { ChangeDecision, ChangeTiming } from '../../domain/subscriptions/planChange.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import { refuseFull, seatsMore } from '../../domain/subscriptions/seats.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { RunningTerm } from '../../domain/subscriptions/unused.ts';
import type { Scene } from '../context.ts';
import { refuseWhileAsked } from '../renewals/common.ts';
import { refuseDuplicate } from './duplicates.ts';
import { changeToOf, factsOf } from './facts.ts';
import type { AddonsWish } from './heldAddons.ts';
import { addonsAlong, ownAddons } from './heldAddons.ts';
import { checkMember } from './memberMay.ts';
import { refuseLost, refuseOtherWay } from './otherWay.ts';
import type { Sale } from './planForSale.ts';
import { planForSale } from './planForSale.ts';
import { AmountBelowMinimum, AmountNotFree, SoldOnce } from './refusals.ts';

/** What a subscription is to become; what is left out stays as it is. */
export type ChangeWish = {
  planId?: string;
  priceId?: string | null;
  /**
   * Minor units per unit. Members choose it where the plan lets them; staff may set any, and the
   * subscription then keeps it whatever becomes of the plan's price.
   */
  amount?: number | null;
  quantity?: number;
  /** All add-ons it then has; left out: those held go along, at what they cost with the price. */
  addons?: AddonsWish;
  /** Default: upgrades now, everything else at the next period. */
  when?: 'now' | 'period_end';
  /** With `now`: charge and credit the days; default: yes. */
  prorate?: boolean;
  /** With `period_end`: not before this day (the notice of a price change). */
  notBefore?: LocalDate;
  /** The plan at the price, where it was read for many already. */
  sale?: Sale;
  /** What they have at the new price of its plan; the version they were sold stays. */
  repriced?: { priceId: string; amount: number };
};

/** The columns a change writes besides dates. */
export type Becoming = {
  planId: string;
  planVersionId: string;
  planName: string;
  priceId: string | null;
  amount: number;
  quantity: number;
  addons: AddonSold[];
  /** The plan may be held several times. */
  allowDuplicate: boolean;
};

export type Changing = {
  becoming: Becoming;
  to: ChangeTo;
  decision: ChangeDecision;
  term: CurrentTerm | undefined;
};

/**
 * Decides a change of plan, price, quantity, add-ons or interval; preview and execution are this
 * one function (billing-rules §4). Throws the refusals of the plan, `SubscriptionNotInState`,
 * `AlreadySubscribed`, `ChangeAfterEnd`, `NothingChanges`, `BillingComesFirst`, `MixedCurrencies`,
 * `AddonsFirst`, `SoldOnce`, `KindsDiffer`, `FreeTimeFirst`, `PlanFull`.
 */
export async function decideChange(
  scene: Scene,
  row: SubscriptionRow,
  wish: ChangeWish,
): Promise<Changing> {
  checkMember(scene, row, 'change');
  if (!wish.repriced) nextState('change_plan', row.state);
  if (row.once) throw new SoldOnce();
  if (!wish.repriced) refuseWhileAsked(row);
  const { becoming, to } = await wanted(scene, row, wish);
  const isMember = scene.actor.kind === 'member';
  if (isMember && row.pendingChange?.priceChangeId && becoming.planId === row.planId) {
    throw new ChangeWaits();
  }
  if (becoming.planId !== row.planId) {
    const { planId: id, planName: name, allowDuplicate: allowSeveral } = becoming;
    const plan = { id, name, allowSeveral };
    await refuseDuplicate(scene.tx, row.contactId, plan, row.id);
  }
  const term = await currentTerm(scene.tx, row.id, scene.today);
  const decision = planChange({
    facts: factsOf(row, scene.org, scene.today),
    term: term ? runningTerm(row, term) : null,
    to,
    timing: timingOf(wish),
    today: scene.today,
    notBefore: wish.notBefore,
  });
  await refuseLost(scene, row, { decision, to, term });
  await refuseSeats(scene, row, { becoming, applies: decision.applies });
  return { becoming, to, decision, term };
}

async function refuseSeats(
  scene: Scene,
  row: SubscriptionRow,
  { becoming, applies }: { becoming: Becoming; applies: 'now' | 'later' },
): Promise<void> {
  const more = seatsMore(row, becoming, applies);
  const plan = more > 0 ? await findPlan(scene.tx, becoming.planId) : undefined;
  if (plan) refuseFull(plan, more);
}

function timingOf(wish: ChangeWish): ChangeTiming {
  if (wish.when === undefined) return 'usual';
  if (wish.when === 'period_end') return 'next_period';
  return wish.prorate === false ? 'now_free' : 'now_prorated';
}

export async function wanted(
  scene: Scene,
  row: SubscriptionRow,
  wish: ChangeWish,
): Promise<{ becoming: Becoming; to: ChangeTo }> {
  const quantity = wish.quantity ?? row.quantity;
  if (wish.repriced) return own({ ...row, quantity, ...wish.repriced });
  const samePlan = wish.planId === undefined || wish.planId === row.planId;
  const samePrice = !wish.priceId || wish.priceId === row.priceId;
  const setByStaff = scene.actor.kind === 'staff' || scene.actor.kind === 'api';
  if (samePlan && samePrice) {
    const amount = wish.amount ?? row.amount;
    if (amount !== row.amount && !setByStaff) checkOwnAmount(row, amount);
    const addons = wish.addons ? await ownAddons(scene.tx, row, wish.addons) : row.addons;
    return own({ ...row, quantity, amount: wholeAmount(amount, row.currency), addons });
  }
  const { planId = row.planId, priceId } = wish;
  const asked = setByStaff ? null : wish.amount;
  const sale = wish.sale ?? (await planForSale(scene.tx, { planId, priceId, amount: asked }));
  if (scene.actor.kind === 'member' && !sale.plan.public) throw atField(NotFound, '/plan_id');
  refuseOtherWay(row, sale);
  const chosen = setByStaff ? wish.amount : null;
  const amount = wholeAmount(chosen ?? sale.amount, row.currency);
  return soldAs({ ...sale, amount, addons: addonsAlong(row, sale, wish.addons) }, quantity);
}

/** What somebody has who takes a plan as it is sold now. */
export function soldAs(sale: Sale, quantity: number): { becoming: Becoming; to: ChangeTo } {
  const { plan, price, amount, interval, terms, addons } = sale;
  const { taxMode, taxes } = terms;
  return {
    becoming: {
      planId: plan.id,
      planVersionId: plan.versionId,
      planName: plan.name,
      priceId: price.id,
      amount,
      quantity,
      addons,
      allowDuplicate: plan.allowSeveral,
    },
    to: {
      planName: plan.name,
      amount,
      quantity,
      currency: price.currency,
      interval,
      taxMode,
      taxes,
      addons,
      sale: terms.sale,
    },
  };
}

/** Another quantity, own amount or add-ons of what they have: the frozen version stays. */
function own(row: SubscriptionRow): { becoming: Becoming; to: ChangeTo } {
  const { planId, planVersionId, planName, priceId, amount, quantity } = row;
  const { addons, allowDuplicate } = row;
  const same = { planId, planVersionId, planName, allowDuplicate };
  const becoming = { ...same, priceId, amount, quantity, addons };
  return { becoming, to: changeToOf(row) };
}

function checkOwnAmount(row: SubscriptionRow, amount: number): void {
  if (row.planKind !== 'custom') throw atField(AmountNotFree, '/amount');
  if (Number.isSafeInteger(amount) && amount >= row.minimumAmount) return;
  const { minimumAmount: minimum, currency } = row;
  throw atField(AmountBelowMinimum, '/amount', { minimum, currency });
}

function wholeAmount(amount: number, currency: string): number {
  if (Number.isSafeInteger(amount) && amount >= 0) return amount;
  throw atField(AmountBelowMinimum, '/amount', { minimum: 0, currency });
}

/** The term as the domain takes it; a claim that was given up has nothing to give back. */
export function runningTerm(row: SubscriptionRow, term: CurrentTerm): RunningTerm {
  const givenUp = term.invoiceStatus === 'void' || term.invoiceStatus === 'uncollectible';
  const leftOf = (line: { leftNet: number; leftTotal: number }) => {
    return givenUp ? 0 : row.taxInclusive ? line.leftTotal : line.leftNet;
  };
  return {
    period: { start: term.startsOn, end: term.endsOn },
    kind: term.kind,
    left: leftOf(term),
    ...(term.lineId ? { lineId: term.lineId } : {}),
    reverseCharge: term.reverseCharge,
    addons: term.addons.map((addon) => ({ ...addon, left: leftOf(addon) })),
    settled: term.invoiceStatus === 'open' ? 'open' : 'paid',
  };
}
