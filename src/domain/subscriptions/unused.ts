/** What a running term still has to give back from a day on (billing-rules §3). */
import type { InvoiceDraft, LineInput } from '../billing/draft.ts';
import { invoiceDraft, reverseDraft } from '../billing/draft.ts';
import { addonLine, subscriptionLine } from '../billing/lines.ts';
import type { AddonFacts, SubscriptionFacts, TermKind } from '../billing/plan.ts';
import { fractionIn, scheduleOf } from '../billing/plan.ts';
import { isPaidAsOne } from '../billing/season.ts';
import type { LocalDate, Period } from '../dates.ts';
import type { Fraction } from '../proration.ts';
import { creditOf, fractionOf, isWhole, prorate } from '../proration.ts';

/** The term running on the day of the change, and what its line still has to give back. */
export type RunningTerm = {
  period: Period;
  kind: TermKind;
  /** What is left of its line after earlier credits, in the plan's tax mode; 0 when unbilled. */
  left: number;
  /** The line itself, to be named by what credits it. */
  lineId?: string;
  /** It was billed in reverse charge, whatever its payer is now; default: no. */
  reverseCharge?: boolean;
  /** The add-ons billed beside it, each with what is left of its own line. */
  addons?: readonly PaidAddon[];
  /** 'open' when its invoice is not paid: the credit then goes onto that invoice. */
  settled: 'paid' | 'open';
};

/** An add-on as a line billed it, at the price that stands on the line. */
export type PaidAddon = AddonFacts & {
  lineId: string;
  left: number;
  /** What a whole period of it cost, where its rounded unit price does not lead there exactly. */
  whole?: number | null;
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
  const credit = creditLines(facts, term, today);
  return credit.length === 0 ? null : reverseDraft(invoiceDraft(facts.currency, credit));
}

/**
 * The unused days of the running term, at its own prices and the tax it was billed with: of the
 * subscription's line and of each add-on's, each at most what is left of it; none when nothing is
 * left.
 */
export function creditLines(
  facts: SubscriptionFacts,
  term: RunningTerm,
  today: LocalDate,
): LineInput[] {
  const period = { start: today, end: term.period.end };
  const unused = shareOf(facts, term.period, period);
  const stretch = { period, fraction: isWhole(unused) ? null : unused };
  const billed = { ...facts, reverseCharge: term.reverseCharge ?? false };
  // The price on a line in reverse charge holds no tax any more.
  const onLine = billed.reverseCharge ? { ...billed, taxMode: 'exclusive' as const } : billed;
  const own = { lineId: term.lineId, left: term.left, whole: null };
  const paid = [
    { ...own, line: subscriptionLine(billed, period, stretch.fraction) },
    ...(term.addons ?? []).map((addon) => ({ ...addon, line: addonLine(onLine, addon, stretch) })),
  ];
  return paid.flatMap(({ line, lineId, left, whole }): LineInput[] => {
    const amount = creditOf(whole == null ? line.amount : prorate(whole, unused), left);
    if (amount === 0) return [];
    const credit = { ...line, kind: 'proration_credit' as const, amount: -amount };
    return [{ ...credit, fraction: unused, ...(lineId ? { credits: lineId } : {}) }];
  });
}
