/**
 * Changing plan, price, quantity or interval (billing-rules §4): now with proration, now without,
 * or at the next period. The day of the change belongs to the new plan (§3).
 */
import type { InvoiceDraft, LineInput } from '../billing/draft.ts';
import { invoiceDraft, lineAmount } from '../billing/draft.ts';
import { addonLine, subscriptionLine } from '../billing/lines.ts';
import type {
  AddonFacts,
  PlannedInvoice,
  PlannedTerm,
  SubscriptionFacts,
} from '../billing/plan.ts';
import { addonsAmount, isFree, periodLines, planBilling, scheduleOf } from '../billing/plan.ts';
import type { LocalDate, Period } from '../dates.ts';
import { addDays, minDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { MixedCurrencies } from '../money.ts';
import { monthlyAmount, nextBoundaryAfter, sameInterval } from '../periods.ts';
import { isWhole } from '../proration.ts';
import type { ChangeTo } from './becoming.ts';
import { becomes, restartsCycle } from './becoming.ts';
import type { RunningTerm } from './unused.ts';
import { creditLines, shareOf, unusedCredit } from './unused.ts';

/** 'usual': upgrades now with proration, everything else at the next period. */
export type ChangeTiming = 'usual' | 'now_prorated' | 'now_free' | 'next_period';

export type ChangeKind = 'upgrade' | 'downgrade' | 'interval' | 'quantity' | 'price' | 'addons';

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
  en: 'The period since {since:day} is not billed yet. Run billing first, then change the plan.',
  fr: "La période depuis le {since:day} n'est pas encore facturée. Facturez d'abord, changez ensuite.",
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
  const whole = lineAmount(facts.unitAmount, facts.quantity) + addonsAmount(facts.addons);
  const before = monthlyAmount(whole, facts.interval);
  const becoming = lineAmount(to.amount, to.quantity) + addonsAmount(to.addons);
  const after = monthlyAmount(becoming, to.interval);
  if (to.sale.kind === 'once' && to.sale.forever) return 'upgrade';
  if (after > before) return 'upgrade';
  if (after < before) return 'downgrade';
  if (!sameInterval(facts.interval, to.interval)) return 'interval';
  if (facts.quantity !== to.quantity) return 'quantity';
  if (facts.planName !== to.planName || facts.unitAmount !== to.amount) return 'price';
  if (restartsCycle(facts, to)) return 'interval';
  if (sameAddons(facts.addons, to.addons)) throw new NothingChanges();
  return 'addons';
}

function sameAddons(held: readonly AddonFacts[], wanted: readonly AddonFacts[]): boolean {
  const text = (addons: readonly AddonFacts[]) =>
    addons.map((each) => JSON.stringify([each.name, each.unitAmount, each.quantity])).sort();
  return text(held).join() === text(wanted).join();
}

function atNextPeriod(input: ChangeInput, kind: ChangeKind): ChangeDecision {
  const { facts, to, today, term } = input;
  const next = facts.nextBillingOn ?? term?.period.end ?? today;
  const notBefore = input.notBefore ?? next;
  const effectiveOn =
    next >= notBefore ? next : nextBoundaryAfter(scheduleOf(facts), addDays(notBefore, -1));
  const applies = effectiveOn > today ? 'later' : 'now';
  return { ...quiet(kind, effectiveOn), applies, facts: becomes(facts, to, effectiveOn) };
}

/** Nothing is charged or credited now; the new price counts from the next billing date. */
function withoutProration(input: ChangeInput, kind: ChangeKind): ChangeDecision {
  const { notBefore: _none, ...now } = input;
  const { facts } = atNextPeriod(now, kind);
  return { ...quiet(kind, input.today), applies: 'now', facts };
}

function prorated(input: ChangeInput & { term: RunningTerm }, kind: ChangeKind): ChangeDecision {
  const { facts, today, term } = input;
  const { after, charge, period } = chargeFrom(input);
  const credit = creditLines(facts, term, today);
  const separate = term.settled === 'open' || totalOf(facts, [...charge, ...credit]) < 0;
  const lines = separate ? charge : [...credit, ...charge];
  return {
    ...quiet(kind, today),
    applies: 'now',
    facts: after,
    invoice: lines.length === 0 ? null : proration(after, lines, period),
    creditNote: separate ? unusedCredit(facts, term, today) : null,
    creditTarget: term.settled === 'open' ? 'open_invoice' : 'balance',
    currentTerm: term.period.start < today ? { endsOn: today } : 'void',
    terms: [{ ...period, kind: isFree(after) ? 'free' : 'paid' }],
  };
}

type Charge = { after: SubscriptionFacts; charge: LineInput[]; period: Period };

/** What is billed from today on, until the running term ends, or the first of the new cycle. */
function chargeFrom(input: ChangeInput & { term: RunningTerm }): Charge {
  const { facts, to, today, term } = input;
  const after = becomes(facts, to, today);
  if (restartsCycle(facts, to)) {
    // Changing now is the answer for what it begins.
    const begins = { nextBillingOn: today, setupAmount: 0, paused: false, askedFrom: null };
    const open = { ...after, ...begins };
    const { due, nextBillingOn } = planBilling(open, today, 'all');
    const [period] = due;
    if (!period) throw new Error('a change on a day that is over');
    const charge = unlessFree(periodLines(after, period));
    return { after: { ...after, nextBillingOn }, charge, period };
  }
  const { endsOn } = facts;
  const end = endsOn === null ? term.period.end : minDate(endsOn, term.period.end);
  const period = { start: today, end };
  const share = shareOf(facts, term.period, period);
  const fraction = isWhole(share) ? null : share;
  const addons = to.addons.map((addon) => addonLine(after, addon, { period, fraction }));
  const charge = unlessFree([subscriptionLine(after, period, fraction), ...addons]);
  return { after: { ...after, nextBillingOn: end === endsOn ? null : end }, charge, period };
}

/** A line of its own at no price stands only beside add-ons that cost something. */
function unlessFree(lines: LineInput[]): LineInput[] {
  return lines.every(({ amount }) => amount === 0) ? [] : lines;
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
