import type { DayMonth } from '../../domain/billing/season.ts';
import { daysInMonth } from '../../domain/dates.ts';
import type { FieldProblem, Sentence } from '../../domain/errors.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { isCurrency } from '../../domain/money.ts';
import { shortestPeriod } from '../../domain/renewals/policy.ts';
import type { AddonWish, NewPrice, PlanFacts } from './input.ts';
import { says } from './planProblems.ts';

type Found = [pointer: string, code: string, message: Sentence];

/** Refuses with `InvalidInput`, one problem per field, when a plan cannot be sold like this. */
export function checkPlan(facts: PlanFacts, prices: NewPrice[], addons: AddonWish[] = []): void {
  const found = [
    ...ownProblems(facts),
    ...kindProblems(facts),
    ...prices.flatMap((price, i) =>
      priceProblems(facts, price).map(
        ([field, ...rest]): Found => [`/prices/${i}/${field}`, ...rest],
      ),
    ),
    ...addonProblems(addons),
  ];
  found.push(...leadProblems(facts, prices));
  if (facts.kind !== 'free' && prices.length === 0) found.push(['/prices', 'required', says.price]);
  refuse(found);
}

/** A notice goes out within the term it asks about. */
function leadProblems({ renewal }: PlanFacts, prices: NewPrice[]): Found[] {
  const every = prices.map((price) => {
    return shortestPeriod({ unit: price.intervalUnit, count: price.intervalCount });
  });
  const isTooLong = every.some((days) => renewal.lead_days >= days);
  if (isTooLong) return [['/renewal/lead_days', 'lead_days', says.lead]];
  const isTooLate = renewal.policy === 'notice' && renewal.lead_days === 0;
  return isTooLate ? [['/renewal/lead_days', 'lead_days', says.leadNeeded]] : [];
}

/** The same of one price by itself, each problem at its own field. */
export function checkPrice(facts: PlanFacts, price: NewPrice): void {
  refuse(priceProblems(facts, price).map(([field, ...rest]): Found => [`/${field}`, ...rest]));
}

function refuse(found: Found[]): void {
  const problems = found.map(([pointer, code, message]): FieldProblem => {
    return { pointer, code, message };
  });
  if (problems.length > 0) throw new InvalidInput({}, problems);
}

/** True for a decimal text below 100 with at most four decimals, or two of them with a plus. */
export function isTaxRate(text: string): boolean {
  return /^\d{1,2}(\.\d{1,4})?(\+\d{1,2}(\.\d{1,4})?)?$/.test(text);
}

function ownProblems(facts: PlanFacts): Found[] {
  const found: Found[] = [];
  const outside = (value: number, most: number) =>
    !Number.isSafeInteger(value) || value < 0 || value > most;
  if (facts.name.trim() === '') found.push(['/name', 'required', says.name]);
  if (!isTaxRate(facts.taxRate)) found.push(['/tax_rate', 'tax_rate', says.rate]);
  if (outside(facts.trialDays, 365)) found.push(['/trial_days', 'trial_days', says.trial]);
  if (facts.minimumAmount < 0) found.push(['/minimum_amount', 'amount', says.negative]);
  if (outside(facts.commitmentMonths, 120)) {
    found.push(['/commitment_months', 'commitment', says.commitment]);
  }
  if (outside(facts.noticeDays, 365)) found.push(['/notice_days', 'notice', says.notice]);
  if (facts.capacity !== null && (outside(facts.capacity, 1_000_000) || facts.capacity === 0)) {
    found.push(['/capacity', 'capacity', says.capacity]);
  }
  return found;
}

function kindProblems({ kind, season, uses }: PlanFacts): Found[] {
  if (kind === 'pack' && (uses === null || uses < 1 || uses > 100_000)) {
    return [['/uses', 'uses', says.uses]];
  }
  if (kind !== 'fixed_date') return [];
  if (season === null) return [['/season', 'required', says.season]];
  const found: Found[] = [];
  if (!isDayOfYear(season.start)) found.push(['/season/start', 'day', says.dayOfYear]);
  if (season.rollover && !isDayOfYear(season.rollover)) {
    found.push(['/season/rollover', 'day', says.dayOfYear]);
  } else if (season.rollover && sameDay(season.start, season.rollover)) {
    found.push(['/season/rollover', 'same_day', says.rollover]);
  }
  return found;
}

function isDayOfYear({ day, month }: DayMonth): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2000, month);
}

function sameDay(left: DayMonth, right: DayMonth): boolean {
  return left.day === right.day && left.month === right.month;
}

function priceProblems(facts: PlanFacts, price: NewPrice): Found[] {
  const found: Found[] = [];
  const mustCost = facts.kind === 'recurring' || facts.kind === 'fixed_date';
  if (!isCurrency(price.currency)) found.push(['currency', 'currency', says.currency]);
  if (!Number.isSafeInteger(price.amount) || price.amount < 0) {
    found.push(['amount', 'amount', says.negative]);
  } else if (mustCost && price.amount === 0) {
    found.push(['amount', 'zero', says.zero]);
  } else if (facts.kind === 'free' && price.amount !== 0) {
    found.push(['amount', 'not_free', says.notFree]);
  } else if (facts.kind === 'custom' && price.amount < facts.minimumAmount) {
    found.push(['amount', 'below_minimum', says.belowMinimum]);
  }
  if ((price.setupAmount ?? 0) < 0) found.push(['setup_amount', 'amount', says.negative]);
  if (facts.kind === 'free' && price.setupAmount) {
    found.push(['setup_amount', 'not_free', says.notFree]);
  }
  if (price.intervalCount < 1 || price.intervalCount > 120) {
    found.push(['interval_count', 'interval', says.interval]);
  }
  if (
    facts.kind === 'fixed_date' &&
    (price.intervalUnit === 'day' || price.intervalUnit === 'week')
  ) {
    found.push(['interval_unit', 'season_interval', says.seasonInterval]);
  }
  return found;
}

function addonProblems(addons: AddonWish[]): Found[] {
  const found: Found[] = [];
  const names = new Set<string>();
  addons.forEach(({ name, maxQuantity, amounts }, i) => {
    const at = `/addons/${i}`;
    const key = name.trim().toLowerCase();
    if (key === '') found.push([`${at}/name`, 'required', says.name]);
    else if (names.has(key)) found.push([`${at}/name`, 'taken', says.addonName]);
    names.add(key);
    if (maxQuantity < 1 || maxQuantity > 10_000) {
      found.push([`${at}/max_quantity`, 'quantity', says.addonQuantity]);
    }
    if (!amounts.some((amount) => amount !== null)) {
      found.push([`${at}/amounts`, 'required', says.addonAmount]);
    }
  });
  return found;
}
