import type { LocalDate } from '../dates.ts';
import { addDays, dayOfMonth, minDate } from '../dates.ts';
import { formatMoney } from '../money.ts';
import type { Interval } from '../periods.ts';
import { isBoundary, nextBoundaryAfter, sameInterval, scheduleFrom } from '../periods.ts';
import { nearest } from '../segments/suggest.ts';
import type { Reading } from './cells.ts';
import type { Draft } from './draft.ts';
import { foldWords } from './fold.ts';
import { error, warning } from './problems.ts';
import type { RowContext } from './record.ts';
import { headerOf, requireTarget } from './required.ts';

export type KnownPrice = { id: string; amount: number; currency: string; interval: Interval };

export type KnownPlan = {
  id: string;
  name: string;
  kind: 'recurring' | 'free' | 'custom';
  archived: boolean;
  prices: KnownPrice[];
};

/** The plans a row may name, and whether others may be created. */
export type PlanBook = {
  byName: Map<string, KnownPlan>;
  custom: KnownPlan | null;
  createMissing: boolean;
};

/** How the plan of a membership is found or made: by folded name, or the one without a name. */
export const customPlanKey = '*';

/** The subscription a row asks for, dates settled; dates are local, `until` is exclusive. */
export type Membership = {
  planKey: string;
  planName: string;
  planKind: 'recurring' | 'free' | 'custom';
  priceId: string | null;
  amount: number;
  /** False when neither the file nor the plan gave an amount. */
  priced: boolean;
  currency: string;
  interval: Interval;
  startsOn: LocalDate;
  nextOn: LocalDate | null;
  endsOn: LocalDate | null;
  anchorOn: LocalDate;
  anchorDay: number;
  /** End of the access that the import grants; null: none. */
  grantedUntil: LocalDate | null;
  trialEndsOn: LocalDate | null;
  state: 'scheduled' | 'trialing' | 'active' | 'cancelled';
};

type Priced = Pick<Membership, 'priceId' | 'amount' | 'priced' | 'interval'>;

/**
 * The membership of one row: its plan by name ("did you mean" otherwise), its price, its dates. A
 * start may lie in the past; a next invoice date in the past moves on to the first date of the same
 * rhythm from today on, since charging for time that was settled elsewhere would charge twice.
 */
export function planMembership(reading: Reading, context: RowContext): Membership | null {
  const { draft } = reading;
  if (withoutMembership(draft)) return null;
  const plan = findPlan(reading, context.plans);
  const { start } = draft;
  if (start === undefined) requireTarget('start', reading);
  if (!plan || start === undefined) return null;
  const price = priceOf(draft, plan.known);
  const dates = datesOf(reading, { start, every: price.interval, kind: plan.kind, context });
  if (!dates) return null;
  if (!price.priced && plan.kind === 'recurring') warnUnpriced(reading, plan.name);
  return {
    planKey: plan.key,
    planName: plan.name,
    planKind: plan.kind,
    currency: draft.currency!,
    ...price,
    ...dates,
  };
}

function withoutMembership(draft: Draft): boolean {
  if (draft.withoutMembership) return true;
  return !draft.text.plan && (draft.follower === true || draft.status === 'none');
}

type FoundPlan = { key: string; name: string; kind: KnownPlan['kind']; known: KnownPlan | null };

function findPlan(reading: Reading, plans: PlanBook): FoundPlan | null {
  const { draft, problems, rules } = reading;
  const column = headerOf('plan', rules);
  if (draft.customAmount) return customPlan(reading, plans);
  const name = draft.text.plan;
  if (!name) {
    requireTarget('plan', reading);
    return null;
  }
  const key = foldWords(name);
  const known = plans.byName.get(key);
  if (known && !known.archived) return { key, name: known.name, kind: known.kind, known };
  if (known) problems.push(error('plan_archived', column, { value: name }));
  else if (plans.createMissing) return { key, name, kind: 'recurring', known: null };
  else {
    const near = nearest(name, [...plans.byName.values()], (plan) => [plan.name]);
    if (near) {
      const params = { value: name, suggestion: near.name };
      problems.push(error('unknown_plan_suggestion', column, params));
    } else problems.push(error('unknown_plan', column, { value: name }));
  }
  return null;
}

function customPlan({ problems, rules }: Reading, plans: PlanBook): FoundPlan | null {
  const known = plans.custom;
  if (known) return { key: customPlanKey, name: known.name, kind: 'custom', known };
  if (plans.createMissing) {
    return { key: customPlanKey, name: '', kind: 'custom', known: null };
  }
  const params = { value: 'Custom amount', value_fr: 'Montant libre' };
  problems.push(error('unknown_plan', headerOf('plan', rules), params));
  return null;
}

/** The file's amount and interval first; what it leaves open comes from the plan's prices. */
function priceOf(draft: Draft, plan: KnownPlan | null): Priced {
  const prices = (plan?.prices ?? []).filter((price) => price.currency === draft.currency);
  const { amount, interval } = draft;
  const fits = (price: KnownPrice) =>
    (amount === undefined || price.amount === amount) &&
    (interval === undefined || sameInterval(price.interval, interval));
  const price = prices.find(fits);
  if (price)
    return { priceId: price.id, amount: price.amount, priced: true, interval: price.interval };
  const every = interval ?? prices[0]?.interval ?? { unit: 'month', count: 1 };
  const free = plan?.kind === 'free';
  return {
    priceId: null,
    amount: amount ?? 0,
    priced: amount !== undefined || free,
    interval: every,
  };
}

function warnUnpriced({ problems, draft, rules }: Reading, name: string): void {
  const zero = { amount: 0, currency: draft.currency! };
  const params = {
    value: name,
    amount: formatMoney(zero, 'en'),
    amount_fr: formatMoney(zero, 'fr'),
  };
  problems.push(warning('plan_without_price', headerOf('plan', rules), params));
}

type DateInput = {
  start: LocalDate;
  every: Interval;
  kind: KnownPlan['kind'];
  context: RowContext;
};

type Dates = Pick<
  Membership,
  | 'startsOn'
  | 'nextOn'
  | 'endsOn'
  | 'anchorOn'
  | 'anchorDay'
  | 'grantedUntil'
  | 'trialEndsOn'
  | 'state'
>;

function datesOf(reading: Reading, input: DateInput): Dates | null {
  const { draft, rules, problems } = reading;
  const { start, context } = input;
  const asOf = (rules.mapping.asOf ?? context.today) as LocalDate;
  const left = draft.status === 'former' ? minDate(asOf, context.today) : undefined;
  const end = draft.ended ?? left;
  if (end !== undefined && end < start) {
    problems.push(error('end_before_start', headerOf('ended', rules), { start, end }));
    return null;
  }
  if (end !== undefined) return endingDates(start, end, context.today);
  const next = nextInvoice(reading, input);
  return next ? runningDates(draft, { ...input, next }) : null;
}

function endingDates(start: LocalDate, end: LocalDate, today: LocalDate): Dates {
  return {
    startsOn: start,
    nextOn: null,
    endsOn: end,
    anchorOn: start,
    anchorDay: dayOfMonth(start),
    grantedUntil: end > start ? end : null,
    trialEndsOn: null,
    state: end > today ? (start > today ? 'scheduled' : 'active') : 'cancelled',
  };
}

function nextInvoice(
  reading: Reading,
  { start, every, kind, context }: DateInput,
): LocalDate | null {
  const { draft, problems, rules } = reading;
  const { today } = context;
  const column = headerOf('next_invoice', rules);
  const next = draft.nextInvoice;
  if (next === undefined && kind === 'free') {
    return nextBoundaryAfter(scheduleFrom(start, every), start > today ? start : today);
  }
  if (next === undefined) {
    requireTarget('next_invoice', reading);
    return null;
  }
  if (next < start) {
    problems.push(error('next_before_start', column, { next, start }));
    return null;
  }
  if (next >= today) return next;
  const moved = nextBoundaryAfter(rhythm(start, next, every), addDays(today, -1));
  problems.push(warning('next_moved', column, { next, moved }));
  return moved;
}

function runningDates(draft: Draft, input: DateInput & { next: LocalDate }): Dates {
  const { start, next, every } = input;
  const { today } = input.context;
  const until = draft.accessUntil ?? (draft.status === 'declined' ? today : next);
  const trialing = draft.trial === true && next > today && start <= today;
  return {
    startsOn: start,
    nextOn: next,
    endsOn: null,
    anchorOn: next,
    anchorDay: rhythm(start, next, every).anchor.day,
    grantedUntil: until > start ? until : null,
    trialEndsOn: trialing ? next : null,
    state: start > today ? 'scheduled' : trialing ? 'trialing' : 'active',
  };
}

/**
 * The rhythm of the dates after `next`. When `next` is a clamped date of the rhythm that began at
 * the start (31 January, next 28 February), the start's day is the one to remember.
 */
function rhythm(start: LocalDate, next: LocalDate, every: Interval) {
  const fromStart = scheduleFrom(start, every);
  if (dayOfMonth(next) < dayOfMonth(start) && isBoundary(fromStart, next)) {
    return { ...scheduleFrom(next, every), anchor: fromStart.anchor };
  }
  return scheduleFrom(next, every);
}
