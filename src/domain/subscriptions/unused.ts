/** What a running term still has to give back from a day on (billing-rules §3). */
import type { InvoiceDraft, LineInput } from '../billing/draft.ts';
import { invoiceDraft, lineAmount, reverseDraft } from '../billing/draft.ts';
import { subscriptionLine } from '../billing/lines.ts';
import type { SubscriptionFacts, TermKind } from '../billing/plan.ts';
import { fractionIn, scheduleOf } from '../billing/plan.ts';
import { isPaidAsOne } from '../billing/season.ts';
import type { LocalDate, Period } from '../dates.ts';
import type { Fraction } from '../proration.ts';
import { creditFor, fractionOf, isWhole } from '../proration.ts';

/** The term running on the day of the change, and what its line still has to give back. */
export type RunningTerm = {
  period: Period;
  kind: TermKind;
  /** What is left of its line after earlier credits, in the plan's tax mode; 0 when unbilled. */
  left: number;
  /** 'open' when its invoice is not paid: the credit then goes onto that invoice. */
  settled: 'paid' | 'open';
};

/** What part of one price the days of `period` are, within a term that the price paid. */
export function shareOf(facts: SubscriptionFacts, term: Period, period: Period): Fraction {
  const { firstPeriod } = facts;
  const opening = firstPeriod !== null && term.start < facts.anchorOn;
  if (opening && isPaidAsOne(scheduleOf(facts), term, firstPeriod)) return fractionOf(period, term);
  return fractionIn(facts, period);
}

/** A credit note (positive) for the unused days of a running term; null when nothing is left. */
export function unusedCredit(
  facts: SubscriptionFacts,
  term: RunningTerm,
  today: LocalDate,
): InvoiceDraft | null {
  const credit = creditLine(facts, term, today);
  return credit.length === 0 ? null : reverseDraft(invoiceDraft(facts.currency, credit));
}

/** The unused days of the running term, at its own price and tax; none when nothing is left. */
export function creditLine(
  facts: SubscriptionFacts,
  term: RunningTerm,
  today: LocalDate,
): LineInput[] {
  const period = { start: today, end: term.period.end };
  const unused = shareOf(facts, term.period, period);
  const whole = lineAmount(facts.unitAmount, facts.quantity);
  const amount = creditFor(whole, unused, term.left);
  if (amount === 0) return [];
  const line = subscriptionLine(facts, period, isWhole(unused) ? null : unused);
  return [{ ...line, kind: 'proration_credit', amount: -amount, fraction: unused }];
}
