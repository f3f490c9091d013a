/**
 * What one subscription owes by a day (billing-rules §1, §3, §17): the same function plans the
 * billing run, the preview of a form, the forecast and the simulation.
 */
import type { LocalDate, Period } from '../dates.ts';
import { addDays, FOREVER, minDate } from '../dates.ts';
import type { Anchor, Interval, Schedule } from '../periods.ts';
import { boundary, nextBoundaryAfter, periodContaining, periodNumber } from '../periods.ts';
import type { Fraction, Part } from '../proration.ts';
import { fractionOf, isWhole, partsOf } from '../proration.ts';
import type { Tax, TaxMode } from '../tax.ts';
import type { InvoiceDraft, LineInput } from './draft.ts';
import { invoiceDraft } from './draft.ts';
import { addonLine, setupLine, subscriptionLine } from './lines.ts';
import type { FirstPeriod } from './season.ts';
import { openingFraction } from './season.ts';

/** An add-on as it was sold: its own line on every invoice, at its own quantity. */
export type AddonFacts = { name: string; unitAmount: number; quantity: number };

/** What planning needs to know of a subscription; amounts are minor units of `currency`. */
export type SubscriptionFacts = {
  planName: string;
  /** Price of one unit per interval, net or gross as `taxMode` says. 0: free, never invoiced. */
  unitAmount: number;
  quantity: number;
  currency: string;
  taxMode: TaxMode;
  taxes: readonly Tax[];
  /** The payer owes the tax: their lines bear none (`chargedTo`). */
  reverseCharge: boolean;
  interval: Interval;
  /**
   * A known boundary, and the day of the month remembered with it. Billing that starts before it
   * (a prorated first invoice) is one opening stub up to it.
   */
  anchorOn: LocalDate;
  anchor: Anchor;
  /** First day not billed yet; null: nothing more to bill. */
  nextBillingOn: LocalDate | null;
  /** First day after the end; null: goes on. */
  endsOn: LocalDate | null;
  /** What begins here or later only an approved renewal bills (renewals.md); null: all is. */
  askedFrom: LocalDate | null;
  /** Billing stops while a pause is open, whatever the dates say (§13). */
  paused: boolean;
  /** Charged once, on the first invoice: pass 0 as soon as one was issued. */
  setupAmount: number;
  addons: readonly AddonFacts[];
  /** How the part before a season's first whole period is priced (§14); null: by days (§1). */
  firstPeriod: FirstPeriod | null;
  /** Billed a single time (access sold once, packs): up to `endsOn`, or for good without one. */
  once: boolean;
  /** Days from issue to due; 0 for what is collected on the day. */
  dueDays: number;
};

export type PlannedInvoice = {
  draft: InvoiceDraft;
  periodStart: LocalDate;
  periodEnd: LocalDate;
  /** The day of the run: numbers follow dates, so no invoice is issued into the past (§5). */
  issueOn: LocalDate;
  dueOn: LocalDate;
};

export type TermKind = 'paid' | 'free' | 'granted' | 'trial';

/** A stretch [start, end) to be written; 'paid' ones are pending until their invoice is. */
export type PlannedTerm = { start: LocalDate; end: LocalDate; kind: TermKind };

/** What staff decided about several missed periods; 'hold' asks them first. */
export type CatchUp = 'hold' | 'all' | 'current';

export type BillingPlan = {
  invoices: PlannedInvoice[];
  terms: PlannedTerm[];
  nextBillingOn: LocalDate | null;
  held?: 'several_missed_periods';
  /** Periods due by today, oldest first; those held are listed too. */
  due: Period[];
};

/** The schedule of a subscription: boundary 0 is its anchor date. */
export function scheduleOf(facts: SubscriptionFacts): Schedule {
  return { start: facts.anchorOn, anchor: facts.anchor, interval: facts.interval };
}

/**
 * Everything due on or before `today`, one invoice per period with the true period on its lines.
 * A period is missed when its own billing date has passed; one missed period is billed by itself,
 * several are held until `catchUp` says 'all' or 'current' (the others are then granted free).
 * Free subscriptions get their terms without invoices and are never held.
 */
export function planBilling(
  facts: SubscriptionFacts,
  today: LocalDate,
  catchUp: CatchUp = 'hold',
): BillingPlan {
  const due = duePeriods(facts, today);
  const untouched: BillingPlan = {
    invoices: [],
    terms: [],
    nextBillingOn: facts.nextBillingOn,
    due,
  };
  if (due.length === 0) return { ...untouched, nextBillingOn: endOfBilling(facts) };
  if (isFree(facts)) return freeTerms(facts, due);
  const missed = due.filter((period) => period.start < today).length;
  if (missed > 1 && catchUp === 'hold') return { ...untouched, held: 'several_missed_periods' };
  const firstBilled = catchUp === 'current' ? due.length - 1 : 0;
  const invoices = due
    .slice(firstBilled)
    .map((period, i) => plannedInvoice(facts, period, { today, first: i === 0 }));
  const terms = due.map(
    (period, i): PlannedTerm => ({
      ...period,
      kind: i < firstBilled ? 'granted' : 'paid',
    }),
  );
  return { invoices, terms, nextBillingOn: nextAfter(facts, due.at(-1)!.end), due };
}

/**
 * The next invoices after today's, each on its own date: what forms preview and the forecast sums.
 * Stops early when the subscription ends; empty for free ones.
 */
export function upcomingInvoices(facts: SubscriptionFacts, count: number): PlannedInvoice[] {
  const planned: PlannedInvoice[] = [];
  let current = facts;
  while (planned.length < count && current.nextBillingOn !== null && !isFree(facts)) {
    const decision = planBilling({ ...current, paused: false }, current.nextBillingOn);
    if (decision.invoices.length === 0) break;
    planned.push(...decision.invoices);
    current = { ...current, nextBillingOn: decision.nextBillingOn, setupAmount: 0 };
  }
  return planned;
}

/** True when there is nothing to invoice: the price is zero, like set-up fee and add-ons. */
export function isFree(facts: SubscriptionFacts): boolean {
  return facts.unitAmount === 0 && facts.setupAmount === 0 && addonsAmount(facts.addons) === 0;
}

/** What all add-ons cost per interval, minor units. */
export function addonsAmount(addons: readonly AddonFacts[]): number {
  return addons.reduce((sum, addon) => sum + addon.unitAmount * addon.quantity, 0);
}

/** The periods whose billing date is not after `today`, oldest first, cut at the end. */
export function duePeriods(facts: SubscriptionFacts, today: LocalDate): Period[] {
  const periods: Period[] = [];
  let start = facts.paused ? null : endOfBilling(facts);
  while (start !== null && start <= today && !isAsked(facts, start)) {
    const end = cut(facts, periodEnd(facts, start));
    periods.push({ start, end });
    start = nextAfter(facts, end);
  }
  return periods;
}

/** Whether the period from `start` on waits for an answer. */
export function isAsked({ askedFrom }: SubscriptionFacts, start: LocalDate): boolean {
  return askedFrom !== null && start >= askedFrom;
}

function periodEnd(facts: SubscriptionFacts, start: LocalDate): LocalDate {
  if (facts.once) return facts.endsOn ?? FOREVER;
  if (start < facts.anchorOn) return facts.anchorOn;
  return nextBoundaryAfter(scheduleOf(facts), start);
}

/** The next billing date, or null once the end is reached. */
function endOfBilling(facts: SubscriptionFacts): LocalDate | null {
  return facts.nextBillingOn === null ? null : after(facts, facts.nextBillingOn);
}

/** The billing date that follows a period just billed. */
function nextAfter(facts: SubscriptionFacts, end: LocalDate): LocalDate | null {
  return facts.once ? null : after(facts, end);
}

function after(facts: SubscriptionFacts, end: LocalDate): LocalDate | null {
  return facts.endsOn !== null && facts.endsOn <= end ? null : end;
}

function cut(facts: SubscriptionFacts, end: LocalDate): LocalDate {
  return facts.endsOn === null ? end : minDate(facts.endsOn, end);
}

function freeTerms(facts: SubscriptionFacts, due: Period[]): BillingPlan {
  const terms = due.map((period): PlannedTerm => ({ ...period, kind: 'free' }));
  return { invoices: [], terms, nextBillingOn: nextAfter(facts, due.at(-1)!.end), due };
}

function plannedInvoice(
  facts: SubscriptionFacts,
  period: Period,
  issue: { today: LocalDate; first: boolean },
): PlannedInvoice {
  const lines = periodLines(facts, period);
  if (issue.first && facts.setupAmount > 0) lines.push(setupLine(facts));
  return {
    draft: invoiceDraft(facts.currency, lines),
    periodStart: period.start,
    periodEnd: period.end,
    issueOn: issue.today,
    dueOn: addDays(issue.today, facts.dueDays),
  };
}

/**
 * The subscription's line and one per add-on for a whole period; for stubs the same per reference
 * period, each rounded once.
 */
export function periodLines(facts: SubscriptionFacts, period: Period): LineInput[] {
  return partsBilled(facts, period).flatMap((part) => {
    const fraction = isWhole(part.fraction) ? null : part.fraction;
    const addons = facts.addons.map((addon) => addonLine(facts, addon, { ...part, fraction }));
    return [subscriptionLine(facts, part.period, fraction), ...addons];
  });
}

/** What is billed of a period, cut where its price is: at the boundaries inside it, if at all. */
function partsBilled(facts: SubscriptionFacts, period: Period): Part[] {
  const schedule = scheduleOf(facts);
  if (facts.once) return [{ period, fraction: { days: 1, of: 1 } }];
  if (facts.firstPeriod !== null && period.start < facts.anchorOn) {
    return [{ period, fraction: openingFraction(schedule, period, facts.firstPeriod) }];
  }
  const k = periodNumber(schedule, period.start);
  if (boundary(schedule, k) === period.start && boundary(schedule, k + 1) === period.end) {
    return [{ period, fraction: { days: 1, of: 1 } }];
  }
  return partsOf(period, schedule);
}

/** The exact fraction of its reference period that [start, end) is, by the schedule. */
export function fractionIn(facts: SubscriptionFacts, period: Period): Fraction {
  return fractionOf(period, periodContaining(scheduleOf(facts), period.start));
}
