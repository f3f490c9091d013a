/**
 * How a subscription begins (joining.md "Staff add one", cases A–E; plans-and-billing
 * "Subscription"). The preview of the form and the writing of the rows are this one function.
 */
import type {
  AddonFacts,
  PlannedInvoice,
  PlannedTerm,
  SubscriptionFacts,
} from '../billing/plan.ts';
import { planBilling, upcomingInvoices } from '../billing/plan.ts';
import type { LocalDate } from '../dates.ts';
import { addDays } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';
import type { Anchor, Interval } from '../periods.ts';
import { nextOccurrenceOfDay } from '../periods.ts';
import type { Tax, TaxMode } from '../tax.ts';
import type { FirstDates, PlanSale } from './joinDates.ts';
import { firstDates } from './joinDates.ts';
import type { SubscriptionState } from './transitions.ts';

export type JoinPlan = {
  name: string;
  taxMode: TaxMode;
  taxes: readonly Tax[];
  setupAmount: number;
  sale: PlanSale;
};

/** What one unit costs per interval, minor units. */
export type JoinPrice = { amount: number; currency: string; interval: Interval };

export type JoinInput = {
  plan: JoinPlan;
  price: JoinPrice;
  quantity: number;
  addons?: readonly AddonFacts[];
  startOn: LocalDate;
  /** First recurring invoice date; null: the day paying begins. */
  firstBillingOn: LocalDate | null;
  /** "Send a prorated invoice at the start date" is ticked. */
  prorate: boolean;
  /** Today in the organization's zone. */
  today: LocalDate;
  /** Imports may keep a historical start, and bill nothing for what lies before. */
  source: 'staff' | 'import' | 'signup';
  trialDays: number;
  /** A remembered day 29–31 behind a clamped first billing date (28 February for 31). */
  anchorDay?: number | null;
  /** 'up_to_28' when the organization closed the days 29–31 in its forms. */
  anchorDays?: 'all' | 'up_to_28';
  /** 'needed': waits in the queue; nothing is billed and no term runs before approval. */
  approval?: 'needed' | 'none';
  dueDays?: number;
  /** The payer owes the tax; default: no. */
  reverseCharge?: boolean;
};

/**
 * A: later date, prorated · B: same date, full · C: later date, free until then · D: same date,
 * prorated ticked (one full invoice). E is refused.
 */
export type JoinCase = 'A' | 'B' | 'C' | 'D';

export type JoinDecision = {
  case: JoinCase;
  subscription: {
    state: SubscriptionState;
    startsOn: LocalDate;
    trialEndsOn: LocalDate | null;
    firstBillingOn: LocalDate;
    anchorOn: LocalDate;
    anchor: Anchor;
    /** First day after what is sold once; null: goes on, or for good. */
    endsOn: LocalDate | null;
  };
  /** It began after the roll-over day: one price pays for more than one period. */
  rollsOver: boolean;
  /** Facts as they are after `invoicesNow`, ready for the next billing run. */
  facts: SubscriptionFacts;
  terms: PlannedTerm[];
  /** Issued at once. */
  invoicesNow: PlannedInvoice[];
  nextBillingOn: LocalDate | null;
  /** The three invoices that follow, each on its own date. */
  upcoming: PlannedInvoice[];
};

export const StartInPast = defineRefusal('start_in_past', 422, {
  en: 'The start date lies in the past. Choose today ({today:day}) or a later day.',
  fr: "La date de début est passée. Choisissez aujourd'hui ({today:day}) ou un jour suivant.",
});

export const BillingBeforeStart = defineRefusal('billing_before_start', 422, {
  en: 'The first recurring invoice cannot come before the start date.',
  fr: 'La première facture récurrente ne peut pas précéder la date de début.',
});

export const BillingBeforeTrialEnds = defineRefusal('billing_before_trial_ends', 422, {
  en: 'The first recurring invoice cannot come before the trial ends ({end:day}).',
  fr: "La première facture récurrente ne peut pas précéder la fin de l'essai ({end:day}).",
});

export const AnchorDayClosed = defineRefusal('anchor_day_closed', 422, {
  en: 'This organization bills on the days 1 to 28 of the month only.',
  fr: 'Cette organisation facture uniquement du 1er au 28 du mois.',
});

export const InvalidQuantity = defineRefusal('invalid_quantity', 422, {
  en: 'The quantity is a whole number, at least 1.',
  fr: 'La quantité est un nombre entier, au moins 1.',
});

/** The date forms pre-fill: the billing day's next occurrence, or the start when there is none. */
export function defaultFirstBilling(billingDay: number | null, startOn: LocalDate): LocalDate {
  return billingDay === null ? startOn : nextOccurrenceOfDay(billingDay, startOn);
}

/** Decides everything about a new subscription. Throws the refusals above at their fields. */
export function planJoin(input: JoinInput): JoinDecision {
  const imported = input.source === 'import';
  const trialDays = imported ? 0 : input.trialDays;
  const paidFrom = addDays(input.startOn, trialDays);
  const dates = firstDates(input, paidFrom);
  const { firstBillingOn } = dates;
  check(input, { ...dates, paidFrom });
  const later = firstBillingOn > paidFrom;
  const prorated = (input.prorate || input.plan.sale.kind === 'season') && !imported && later;
  const facts = factsFor(input, dates, prorated ? paidFrom : firstBillingOn);
  const waiting = input.approval === 'needed';
  // An import bills nothing by itself: what its dates make due is the next billing run's.
  const now =
    waiting || imported
      ? { invoices: [], terms: [], nextBillingOn: facts.nextBillingOn }
      : planBilling(facts, input.today, 'all');
  const setupAmount = now.invoices.length > 0 ? 0 : facts.setupAmount;
  const after = { ...facts, nextBillingOn: now.nextBillingOn, setupAmount };
  const firstPaidOn = prorated ? paidFrom : firstBillingOn;
  const before = openingTerms(input, { paidFrom, firstPaidOn });
  return {
    case: later ? (prorated ? 'A' : 'C') : input.prorate ? 'D' : 'B',
    subscription: {
      state: waiting ? 'pending_approval' : stateOn(input, paidFrom),
      startsOn: input.startOn,
      trialEndsOn: trialDays > 0 ? paidFrom : null,
      firstBillingOn,
      anchorOn: firstBillingOn,
      anchor: dates.anchor,
      endsOn: dates.endsOn,
    },
    rollsOver: dates.rollsOver,
    facts: after,
    terms: waiting ? [] : [...before, ...now.terms],
    invoicesNow: now.invoices,
    nextBillingOn: now.nextBillingOn,
    upcoming: upcomingInvoices(after, 3),
  };
}

type Dates = { paidFrom: LocalDate; firstBillingOn: LocalDate; anchor: Anchor };

function check(input: JoinInput, { paidFrom, firstBillingOn, anchor }: Dates): void {
  if (!Number.isSafeInteger(input.quantity) || input.quantity < 1) {
    throw atField(InvalidQuantity, '/quantity');
  }
  if (input.source !== 'import' && input.startOn < input.today) {
    throw atField(StartInPast, '/start_on', { today: input.today });
  }
  if (firstBillingOn < input.startOn) throw atField(BillingBeforeStart, '/first_billing_on');
  if (firstBillingOn < paidFrom) {
    throw atField(BillingBeforeTrialEnds, '/first_billing_on', { end: paidFrom });
  }
  const { unit } = input.price.interval;
  const monthly = (unit === 'month' || unit === 'year') && input.plan.sale.kind === 'periods';
  if (input.anchorDays === 'up_to_28' && input.source === 'staff' && monthly && anchor.day > 28) {
    throw atField(AnchorDayClosed, '/first_billing_on');
  }
}

function factsFor(
  input: JoinInput,
  dates: FirstDates,
  nextBillingOn: LocalDate,
): SubscriptionFacts {
  const { sale } = input.plan;
  const paidElsewhere = input.source === 'import' && sale.kind === 'once';
  return {
    planName: input.plan.name,
    unitAmount: input.price.amount,
    quantity: input.quantity,
    currency: input.price.currency,
    taxMode: input.plan.taxMode,
    taxes: input.plan.taxes,
    reverseCharge: input.reverseCharge ?? false,
    interval: input.price.interval,
    addons: input.addons ?? [],
    // The whole price for a season's first part, where the form does not tick "prorated".
    firstPeriod: sale.kind !== 'season' ? null : input.prorate ? sale.season.firstPeriod : 'full',
    once: sale.kind === 'once',
    paused: false,
    setupAmount: input.source === 'import' ? 0 : input.plan.setupAmount,
    dueDays: input.dueDays ?? 0,
    anchorOn: dates.firstBillingOn,
    anchor: dates.anchor,
    nextBillingOn: paidElsewhere ? null : nextBillingOn,
    endsOn: dates.endsOn,
    // Joining is the answer for all that it bills.
    askedFrom: null,
  };
}

/** The stretches before anything is paid: trial, free gap, or what was paid before an import. */
function openingTerms(
  input: JoinInput,
  dates: { paidFrom: LocalDate; firstPaidOn: LocalDate },
): PlannedTerm[] {
  const { paidFrom, firstPaidOn } = dates;
  const terms: PlannedTerm[] = [];
  if (paidFrom > input.startOn) terms.push({ start: input.startOn, end: paidFrom, kind: 'trial' });
  if (firstPaidOn > paidFrom) {
    const kind = input.source === 'import' ? 'granted' : 'free';
    terms.push({ start: paidFrom, end: firstPaidOn, kind });
  }
  return terms;
}

function stateOn(input: JoinInput, paidFrom: LocalDate): SubscriptionState {
  if (input.startOn > input.today) return 'scheduled';
  return paidFrom > input.today ? 'trialing' : 'active';
}
