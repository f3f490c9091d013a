/**
 * Changing plan, price, quantity or interval (billing-rules §4): now with proration, now without,
 * or at the next period. The day of the change belongs to the new plan (§3).
 */
import type { InvoiceDraft, LineInput } from '../billing/draft.ts';
import { invoiceDraft, lineAmount } from '../billing/draft.ts';
import { subscriptionLine } from '../billing/lines.ts';
import type { PlannedInvoice, PlannedTerm, SubscriptionFacts } from '../billing/plan.ts';
import { isFree, scheduleOf } from '../billing/plan.ts';
import type { LocalDate, Period } from '../dates.ts';
import { addDays, addMonthsAnchored, minDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { MixedCurrencies } from '../money.ts';
import type { Anchor, Interval } from '../periods.ts';
import { anchorOf, boundary, monthlyAmount, nextBoundaryAfter, sameInterval } from '../periods.ts';
import { isWhole } from '../proration.ts';
import type { Tax, TaxMode } from '../tax.ts';
import type { RunningTerm } from './unused.ts';
import { creditLine, shareOf, unusedCredit } from './unused.ts';

/** What it becomes; `amount` of one unit per interval. */
export type ChangeTo = {
  planName: string;
  amount: number;
  quantity: number;
  currency: string;
  interval: Interval;
  taxMode: TaxMode;
  taxes: readonly Tax[];
};

/** 'usual': upgrades now with proration, everything else at the next period. */
export type ChangeTiming = 'usual' | 'now_prorated' | 'now_free' | 'next_period';

export type ChangeKind = 'upgrade' | 'downgrade' | 'interval' | 'quantity' | 'price';

export type ChangeInput = {
  facts: SubscriptionFacts;
  term: RunningTerm | null;
  to: ChangeTo;
  timing: ChangeTiming;
  today: LocalDate;
  /** At the next period, but not before this day: a price change gives notice. */
  notBefore?: LocalDate;
};

export type ChangeDecision = {
  kind: ChangeKind;
  effectiveOn: LocalDate;
  applies: 'now' | 'later';
  /** The subscription's facts from `effectiveOn` on. */
  facts: SubscriptionFacts;
  /** Credit and charge together; the charge alone when the credit has a note of its own. */
  invoice: PlannedInvoice | null;
  /** The unused part (positive totals), when it exceeds the charge or its invoice is unpaid. */
  creditNote: InvoiceDraft | null;
  creditTarget: 'balance' | 'open_invoice';
  /** What happens to the running term: it is cut at a day, void when that leaves nothing. */
  currentTerm: { endsOn: LocalDate } | 'void' | 'keep';
  terms: PlannedTerm[];
};

export const BillingComesFirst = defineRefusal('billing_comes_first', 409, {
  en: 'The period since {since} is not billed yet. Run billing first, then change the plan.',
  fr: "La période depuis le {since} n'est pas encore facturée. Facturez d'abord, changez ensuite.",
});

export const NothingChanges = defineRefusal('nothing_changes', 422, {
  en: 'This is what the subscription is already.',
  fr: "L'abonnement est déjà ainsi.",
});

/** Decides a change; preview and execution are this function. Throws the refusals above. */
export function planChange(input: ChangeInput): ChangeDecision {
  const { facts, to, today, term } = input;
  if (to.currency !== facts.currency) {
    throw new MixedCurrencies({ left: facts.currency, right: to.currency });
  }
  const kind = kindOf(facts, to);
  if (term !== null && term.period.end <= today) {
    throw new BillingComesFirst({ since: term.period.end });
  }
  const usual = kind === 'upgrade' ? 'now_prorated' : 'next_period';
  const timing = input.timing === 'usual' ? usual : input.timing;
  if (timing === 'next_period') return atNextPeriod(input, kind);
  const started = term !== null && term.period.start <= today;
  const charged = started && (term.kind === 'paid' || (term.kind === 'free' && isFree(facts)));
  if (timing === 'now_free' || !charged) return withoutProration(input, kind);
  return prorated({ ...input, term }, kind);
}

/**
 * Takes a change of today back to the cent: a credit note for the invoice it made, an invoice for
 * the credit note it made, and the facts and term from before (`subscription_change.before`).
 * Planning it as a second change could differ by a cent of tax, as documents round separately.
 */
export function planReversal(
  change: { invoice: InvoiceDraft | null; creditNote: InvoiceDraft | null },
  before: { facts: SubscriptionFacts; term: PlannedTerm | null },
): {
  facts: SubscriptionFacts;
  terms: PlannedTerm[];
  creditNote: InvoiceDraft | null;
  invoice: InvoiceDraft | null;
} {
  return {
    facts: before.facts,
    terms: before.term === null ? [] : [before.term],
    creditNote: change.invoice,
    invoice: change.creditNote,
  };
}

/** What a change is: by price per month first, then by what differs. */
export function kindOf(facts: SubscriptionFacts, to: ChangeTo): ChangeKind {
  const before = monthlyAmount(lineAmount(facts.unitAmount, facts.quantity), facts.interval);
  const after = monthlyAmount(lineAmount(to.amount, to.quantity), to.interval);
  if (after > before) return 'upgrade';
  if (after < before) return 'downgrade';
  if (!sameInterval(facts.interval, to.interval)) return 'interval';
  if (facts.quantity !== to.quantity) return 'quantity';
  if (facts.planName === to.planName && facts.unitAmount === to.amount) throw new NothingChanges();
  return 'price';
}

function atNextPeriod(input: ChangeInput, kind: ChangeKind): ChangeDecision {
  const { facts, to, today, term } = input;
  const next = facts.nextBillingOn ?? term?.period.end ?? today;
  const notBefore = input.notBefore ?? next;
  const effectiveOn =
    next >= notBefore ? next : nextBoundaryAfter(scheduleOf(facts), addDays(notBefore, -1));
  const applies = effectiveOn > today ? 'later' : 'now';
  return { ...quiet(kind, effectiveOn), applies, facts: changedAt(facts, to, effectiveOn) };
}

/** Nothing is charged or credited now; the new price counts from the next billing date. */
function withoutProration(input: ChangeInput, kind: ChangeKind): ChangeDecision {
  const { notBefore: _none, ...now } = input;
  const { facts } = atNextPeriod(now, kind);
  return { ...quiet(kind, input.today), applies: 'now', facts };
}

function prorated(input: ChangeInput & { term: RunningTerm }, kind: ChangeKind): ChangeDecision {
  const { facts, to, today, term } = input;
  const after = changedAt(facts, to, today);
  const restarts = !sameInterval(facts.interval, to.interval);
  const whole = restarts ? boundary(scheduleOf(after), 1) : term.period.end;
  const end = facts.endsOn === null ? whole : minDate(facts.endsOn, whole);
  const period = { start: today, end };
  const fraction = shareOf(restarts ? after : facts, restarts ? period : term.period, period);
  const charge = subscriptionLine(after, period, isWhole(fraction) ? null : fraction);
  const credit = creditLine(facts, term, today);
  const separate = term.settled === 'open' || totalOf(facts, [charge, ...credit]) < 0;
  const chargeLines = charge.amount === 0 ? [] : [charge];
  const lines = separate ? chargeLines : [...credit, ...chargeLines];
  return {
    ...quiet(kind, today),
    applies: 'now',
    facts: { ...after, nextBillingOn: end === facts.endsOn ? null : end },
    invoice: lines.length === 0 ? null : proration(after, lines, period),
    creditNote: separate ? unusedCredit(facts, term, today) : null,
    creditTarget: term.settled === 'open' ? 'open_invoice' : 'balance',
    currentTerm: term.period.start < today ? { endsOn: today } : 'void',
    terms: [{ ...period, kind: isFree(after) ? 'free' : 'paid' }],
  };
}

function quiet(
  kind: ChangeKind,
  effectiveOn: LocalDate,
): Omit<ChangeDecision, 'facts' | 'applies'> {
  return {
    kind,
    effectiveOn,
    invoice: null,
    creditNote: null,
    creditTarget: 'balance',
    currentTerm: 'keep',
    terms: [],
  };
}

/** The facts from `day` on; another interval restarts the cycle there (§4). */
function changedAt(facts: SubscriptionFacts, to: ChangeTo, day: LocalDate): SubscriptionFacts {
  const after = {
    ...facts,
    planName: to.planName,
    unitAmount: to.amount,
    quantity: to.quantity,
    interval: to.interval,
    taxMode: to.taxMode,
    taxes: to.taxes,
  };
  if (sameInterval(facts.interval, to.interval)) return after;
  return { ...after, anchorOn: day, anchor: keptAnchor(facts, to.interval, day) };
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

function totalOf(facts: SubscriptionFacts, lines: LineInput[]): number {
  return invoiceDraft(facts.currency, lines).total;
}

function proration(facts: SubscriptionFacts, lines: LineInput[], period: Period): PlannedInvoice {
  return {
    draft: invoiceDraft(facts.currency, lines),
    periodStart: period.start,
    periodEnd: period.end,
    issueOn: period.start,
    dueOn: addDays(period.start, facts.dueDays),
  };
}
