/** What an approved renewal begins and bills (renewals.md; billing-rules §14, "Early renewal"). */
import type { PlannedInvoice, PlannedTerm, SubscriptionFacts } from '../billing/plan.ts';
import { planBilling, scheduleOf } from '../billing/plan.ts';
import type { Season } from '../billing/season.ts';
import { seasonOpening } from '../billing/season.ts';
import type { LocalDate } from '../dates.ts';
import { addDays, maxDate } from '../dates.ts';
import { anchorOf, nextBoundaryAfter } from '../periods.ts';

/** Where one begins that is approved after its term was over. */
export type LateRule = 'payment_day' | 'keeps_dates';

export type RenewalInput = {
  /** What the subscription is from `endsOn` on. */
  facts: SubscriptionFacts;
  season: Season | null;
  /** First day after the term it follows. */
  endsOn: LocalDate;
  today: LocalDate;
  late: LateRule;
};

export type PlannedRenewal = {
  startsOn: LocalDate;
  /** First day after the new term. */
  endsOn: LocalDate;
  /** Null: it costs nothing. */
  invoice: PlannedInvoice | null;
  terms: PlannedTerm[];
  nextBillingOn: LocalDate | null;
  /** With the anchor that the new term has. */
  facts: SubscriptionFacts;
};

/**
 * The next term and its invoice, issued on `today`. While the old term runs, the new one follows it
 * and is due on its first day at the earliest: what is paid already is not taken away. Afterwards
 * it begins today, or keeps its dates and begins with the period that is running, at the whole
 * price; a plan with a season turns with it either way.
 */
export function planRenewal({ facts, season, endsOn, today, late }: RenewalInput): PlannedRenewal {
  const open = { ...facts, askedFrom: null, endsOn: null, paused: false };
  const from = placed(open, { season, endsOn, today, late });
  const startsOn = from.nextBillingOn;
  const { invoices, terms, nextBillingOn, due } = planBilling(from, startsOn, 'all');
  const [planned] = invoices;
  const dueOn = maxDate(addDays(today, facts.dueDays), startsOn);
  return {
    startsOn,
    endsOn: due[0]!.end,
    invoice: planned ? { ...planned, issueOn: today, dueOn } : null,
    terms,
    nextBillingOn,
    facts: from,
  };
}

type Placed = SubscriptionFacts & { nextBillingOn: LocalDate };

function placed(
  facts: SubscriptionFacts,
  { season, endsOn, today, late }: Omit<RenewalInput, 'facts'>,
): Placed {
  if (today <= endsOn) return { ...facts, nextBillingOn: endsOn };
  if (late === 'keeps_dates') {
    return { ...facts, nextBillingOn: maxDate(endsOn, periodStart(facts, today)) };
  }
  if (season !== null) {
    const { nextOn: anchorOn, anchor } = seasonOpening(season, facts.interval, today);
    return { ...facts, anchorOn, anchor, nextBillingOn: today, firstPeriod: season.firstPeriod };
  }
  const anchor = anchorOf(today, facts.interval);
  return { ...facts, anchorOn: today, anchor, nextBillingOn: today };
}

/** First day of the period that `today` is in. */
function periodStart(facts: SubscriptionFacts, today: LocalDate): LocalDate {
  const schedule = scheduleOf(facts);
  const next = nextBoundaryAfter(schedule, today);
  let start = facts.anchorOn;
  for (let each = start; each < next; each = nextBoundaryAfter(schedule, each)) start = each;
  return start;
}
