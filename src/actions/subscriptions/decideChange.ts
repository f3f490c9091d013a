import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { CurrentTerm } from '../../db/subscriptions/running.ts';
import { currentTerm } from '../../db/subscriptions/running.ts';
import { atField } from '../../domain/fields.ts';
import { formatMoney } from '../../domain/money.ts';
import type {
  ChangeDecision,
  ChangeTiming,
  ChangeTo,
  RunningTerm,
} from '../../domain/subscriptions/planChange.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { Scene } from '../context.ts';
import { refuseDuplicate } from './addMember.ts';
import { factsOf } from './facts.ts';
import { refuseOtherWay } from './otherWay.ts';
import { planForSale } from './planForSale.ts';
import { AmountBelowMinimum, AmountNotFree, ChangeAfterEnd, SoldOnce } from './refusals.ts';

/** What a subscription is to become; what is left out stays as it is. */
export type ChangeWish = {
  planId?: string;
  priceId?: string | null;
  /** For plans whose members choose; minor units per unit. */
  amount?: number | null;
  quantity?: number;
  /** Default: upgrades now, everything else at the next period. */
  when?: 'now' | 'period_end';
  /** With `now`: charge and credit the days; default: yes. */
  prorate?: boolean;
};

/** The columns a change writes besides dates. */
export type Becoming = {
  planId: string;
  planVersionId: string;
  planName: string;
  priceId: string | null;
  amount: number;
  quantity: number;
};

export type Changing = {
  becoming: Becoming;
  to: ChangeTo;
  decision: ChangeDecision;
  term: CurrentTerm | undefined;
};

/**
 * Decides a change of plan, price, quantity or interval; preview and execution are this one
 * function (billing-rules §4). Throws the refusals of the plan, `SubscriptionNotInState`,
 * `AlreadySubscribed`, `ChangeAfterEnd`, `NothingChanges`, `BillingComesFirst`, `MixedCurrencies`.
 */
export async function decideChange(
  scene: Scene,
  row: SubscriptionRow,
  wish: ChangeWish,
): Promise<Changing> {
  nextState('change_plan', row.state);
  if (row.once) throw new SoldOnce();
  const { becoming, to } = await wanted(scene, row, wish);
  if (becoming.planId !== row.planId) {
    const plan = { id: becoming.planId, name: becoming.planName, allowSeveral: false };
    await refuseDuplicate(scene.tx, row.contactId, plan, row.id);
  }
  const term = await currentTerm(scene.tx, row.id, scene.today);
  const decision = planChange({
    facts: factsOf(row, scene.org, scene.today),
    term: term ? runningTerm(row, term) : null,
    to,
    timing: timingOf(wish),
    today: scene.today,
  });
  if (decision.applies === 'later' && row.endsOn && decision.effectiveOn >= row.endsOn) {
    throw new ChangeAfterEnd({ date: row.endsOn });
  }
  return { becoming, to, decision, term };
}

function timingOf(wish: ChangeWish): ChangeTiming {
  if (wish.when === undefined) return 'usual';
  if (wish.when === 'period_end') return 'next_period';
  return wish.prorate === false ? 'now_free' : 'now_prorated';
}

async function wanted(
  scene: Scene,
  row: SubscriptionRow,
  wish: ChangeWish,
): Promise<{ becoming: Becoming; to: ChangeTo }> {
  const quantity = wish.quantity ?? row.quantity;
  const samePlan = wish.planId === undefined || wish.planId === row.planId;
  const samePrice = !wish.priceId || wish.priceId === row.priceId;
  if (samePlan && samePrice) return own(row, { quantity, amount: wish.amount ?? row.amount });
  const sale = await planForSale(scene.tx, { ...wish, planId: wish.planId ?? row.planId });
  const { plan, price, amount, interval, terms } = sale;
  refuseOtherWay(row, sale);
  const { taxMode, taxes } = terms;
  return {
    becoming: {
      planId: plan.id,
      planVersionId: plan.versionId,
      planName: plan.name,
      priceId: price.id,
      amount,
      quantity,
    },
    to: {
      planName: plan.name,
      amount,
      quantity,
      currency: price.currency,
      interval,
      taxMode,
      taxes,
    },
  };
}

/** Another quantity or own amount of what they have: the frozen version stays, sold or not. */
function own(row: SubscriptionRow, want: { quantity: number; amount: number }) {
  if (want.amount !== row.amount) checkOwnAmount(row, want.amount);
  const { planId, planVersionId, planName, priceId } = row;
  return {
    becoming: { planId, planVersionId, planName, priceId, ...want },
    to: {
      planName,
      ...want,
      currency: row.currency,
      interval: { unit: row.intervalUnit, count: row.intervalCount },
      taxMode: row.taxInclusive ? ('inclusive' as const) : ('exclusive' as const),
      taxes: taxesOf(row.taxRate),
    },
  };
}

function checkOwnAmount(row: SubscriptionRow, amount: number): void {
  if (row.planKind !== 'custom') throw atField(AmountNotFree, '/amount');
  if (Number.isSafeInteger(amount) && amount >= row.minimumAmount) return;
  const minimum = formatMoney({ amount: row.minimumAmount, currency: row.currency }, 'en');
  throw atField(AmountBelowMinimum, '/amount', { minimum });
}

/** The term as the domain takes it; a claim that was given up has nothing to give back. */
function runningTerm(row: SubscriptionRow, term: CurrentTerm): RunningTerm {
  const givenUp = term.invoiceStatus === 'void' || term.invoiceStatus === 'uncollectible';
  const left = row.taxInclusive ? term.leftTotal : term.leftNet;
  return {
    period: { start: term.startsOn, end: term.endsOn },
    kind: term.kind,
    left: givenUp ? 0 : left,
    settled: term.invoiceStatus === 'open' ? 'open' : 'paid',
  };
}
