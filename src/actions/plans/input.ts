import type { OverdueAccess, PlanKind } from '../../db/plans/types.ts';
import type { FieldProblem, Sentence } from '../../domain/errors.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { isCurrency } from '../../domain/money.ts';
import type { IntervalUnit } from '../../domain/periods.ts';

/** A price to add; `amount` in minor units of `currency` per interval. */
export type NewPrice = {
  amount: number;
  currency: string;
  intervalUnit: IntervalUnit;
  intervalCount: number;
};

/** What staff say about a plan. `taxRate`: percent as a decimal text, e.g. '5.5'. */
export type PlanFacts = {
  name: string;
  kind: PlanKind;
  description: string;
  public: boolean;
  taxRate: string;
  taxInclusive: boolean;
  minimumAmount: number;
  trialDays: number;
  overduePolicy: OverdueAccess | null;
};

export type NewPlan = Pick<PlanFacts, 'name' | 'kind'> &
  Partial<PlanFacts> & { prices: NewPrice[] };

/** The facts with everything left out filled in. */
export function completed(plan: NewPlan): PlanFacts {
  return {
    name: plan.name.trim(),
    kind: plan.kind,
    description: plan.description ?? '',
    public: plan.public ?? true,
    taxRate: plan.taxRate ?? '0',
    taxInclusive: plan.taxInclusive ?? true,
    minimumAmount: plan.minimumAmount ?? 0,
    trialDays: plan.trialDays ?? 0,
    overduePolicy: plan.overduePolicy ?? null,
  };
}

/** Refuses with `InvalidInput`, one problem per field, when a plan cannot be sold like this. */
export function checkPlan(facts: PlanFacts, prices: NewPrice[]): void {
  const problems: FieldProblem[] = [];
  const say = (pointer: string, code: string, message: Sentence) =>
    problems.push({ pointer, code, message });
  if (facts.name.trim() === '') say('/name', 'required', required);
  if (!isTaxRate(facts.taxRate)) say('/tax_rate', 'tax_rate', badRate);
  if (facts.trialDays < 0 || facts.trialDays > 365) say('/trial_days', 'trial_days', badTrial);
  if (facts.minimumAmount < 0) say('/minimum_amount', 'amount', negative);
  prices.forEach((price, i) => {
    for (const [field, code, message] of priceProblems(facts, price)) {
      say(`/prices/${i}/${field}`, code, message);
    }
  });
  if (facts.kind !== 'free' && prices.length === 0) say('/prices', 'required', needsPrice);
  if (problems.length > 0) throw new InvalidInput({}, problems);
}

/** True for a decimal text from 0 to below 100 with at most four decimals. */
export function isTaxRate(text: string): boolean {
  return /^\d{1,2}(\.\d{1,4})?$/.test(text);
}

function priceProblems(facts: PlanFacts, price: NewPrice): [string, string, Sentence][] {
  const found: [string, string, Sentence][] = [];
  if (!isCurrency(price.currency)) found.push(['currency', 'currency', badCurrency]);
  if (!Number.isSafeInteger(price.amount) || price.amount < 0) {
    found.push(['amount', 'amount', negative]);
  } else if (facts.kind === 'recurring' && price.amount === 0) {
    found.push(['amount', 'zero', zeroPrice]);
  } else if (facts.kind === 'free' && price.amount !== 0) {
    found.push(['amount', 'not_free', notFree]);
  } else if (facts.kind === 'custom' && price.amount < facts.minimumAmount) {
    found.push(['amount', 'below_minimum', belowMinimum]);
  }
  if (price.intervalCount < 1 || price.intervalCount > 120) {
    found.push(['interval_count', 'interval', badInterval]);
  }
  return found;
}

const required = { en: 'Give it a name.', fr: 'Donnez-lui un nom.' };
const badRate = {
  en: 'A tax rate is a percentage from 0 to 99.9999.',
  fr: 'Un taux de taxe est un pourcentage de 0 à 99,9999.',
};
const badTrial = { en: 'A trial lasts 0 to 365 days.', fr: 'Un essai dure de 0 à 365 jours.' };
const negative = {
  en: 'An amount is zero or more.',
  fr: 'Un montant est égal ou supérieur à zéro.',
};
const zeroPrice = {
  en: 'A recurring plan costs something. For no charge, choose the kind "free".',
  fr: 'Une formule récurrente a un prix. Pour ne rien facturer, choisissez « gratuite ».',
};
const notFree = { en: 'A free plan costs nothing.', fr: 'Une formule gratuite ne coûte rien.' };
const belowMinimum = {
  en: 'The suggested amount is below the minimum.',
  fr: 'Le montant proposé est inférieur au minimum.',
};
const badCurrency = {
  en: 'Use a currency code of three letters, like EUR.',
  fr: 'Utilisez un code de devise à trois lettres, comme EUR.',
};
const badInterval = {
  en: 'Every 1 to 120 days, weeks, months or years.',
  fr: 'Tous les 1 à 120 jours, semaines, mois ou années.',
};
const needsPrice = { en: 'Add at least one price.', fr: 'Ajoutez au moins un tarif.' };
