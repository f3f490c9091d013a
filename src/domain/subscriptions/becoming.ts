/** What a subscription becomes by a change, from a day on (billing-rules §4, §14). */
import type { AddonFacts, SubscriptionFacts } from '../billing/plan.ts';
import { isSeasonBoundary, seasonOpening } from '../billing/season.ts';
import type { LocalDate } from '../dates.ts';
import { addMonthsAnchored } from '../dates.ts';
import type { Anchor, Interval } from '../periods.ts';
import { anchorOf, boundary, sameInterval, scheduleFrom } from '../periods.ts';
import type { Tax, TaxMode } from '../tax.ts';
import type { PlanSale } from './joinDates.ts';

/** What it becomes; `amount` of one unit per interval, add-ons at their own quantities. */
export type ChangeTo = {
  planName: string;
  amount: number;
  quantity: number;
  currency: string;
  interval: Interval;
  taxMode: TaxMode;
  taxes: readonly Tax[];
  addons: readonly AddonFacts[];
  /** How the plan is sold: another way, or another interval, begins a cycle of its own. */
  sale: PlanSale;
};

/** The facts from `day` on; another cycle begins that day as if somebody joined then (§14). */
export function becomes(facts: SubscriptionFacts, to: ChangeTo, day: LocalDate): SubscriptionFacts {
  const after = {
    ...facts,
    planName: to.planName,
    unitAmount: to.amount,
    quantity: to.quantity,
    interval: to.interval,
    taxMode: to.taxMode,
    taxes: to.taxes,
    addons: to.addons,
  };
  if (!restartsCycle(facts, to)) return after;
  const { sale } = to;
  if (sale.kind === 'season') {
    const { nextOn, anchor } = seasonOpening(sale.season, to.interval, day);
    return { ...after, firstPeriod: sale.season.firstPeriod, anchorOn: nextOn, anchor };
  }
  const anchor = keptAnchor(facts, to.interval, day);
  const anew = { ...after, firstPeriod: null, anchorOn: day, anchor };
  if (sale.kind === 'periods') return anew;
  const endsOn = sale.forever ? null : boundary(scheduleFrom(day, to.interval), 1);
  return { ...anew, anchor: anchorOf(day, to.interval), once: true, endsOn };
}

/** True when the change begins a new cycle: another interval, other dates, or a single sale. */
export function restartsCycle(facts: SubscriptionFacts, { interval, sale }: ChangeTo): boolean {
  if (sale.kind === 'once' || !sameInterval(facts.interval, interval)) return true;
  const isSeason = facts.firstPeriod !== null;
  if (sale.kind === 'periods') return isSeason;
  return !isSeason || !isSeasonBoundary(sale.season, interval, facts.anchorOn);
}

/** A remembered 29–31 survives the restart when `day` is only its clamped form. */
function keptAnchor(facts: SubscriptionFacts, to: Interval, day: LocalDate): Anchor {
  const anchor = anchorOf(day, to);
  if (!byMonths(facts.interval) || !byMonths(to)) return anchor;
  const clamped = addMonthsAnchored(day, 0, facts.anchor.day);
  return clamped === day ? { ...anchor, day: facts.anchor.day } : anchor;
}

function byMonths(interval: Interval): boolean {
  return interval.unit === 'month' || interval.unit === 'year';
}
