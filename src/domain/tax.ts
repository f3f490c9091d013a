/**
 * Taxes of a document (billing-rules §11). Exclusive prices: per (rate, category, exemption),
 * base = sum of rounded nets, tax = half-up(base × rate). Inclusive prices: tax = half-up(gross ×
 * r / (1 + r)) per set of rates, and the gross never changes. The tax of a line is an allocation
 * of its group's, so that lines, groups and totals always add up; reversing every line of a
 * document gives exactly the negative of each figure.
 */
import { defineRefusal } from './errors.ts';
import { minorUnits, share } from './money.ts';

export type TaxCategory = 'standard' | 'exempt' | 'reverse_charge';

/** One tax on a line; `rate` is an exact decimal percentage such as '20' or '9.975'. */
export type Tax = { rate: string; category: TaxCategory; exemption: string | null };

export type TaxMode = 'exclusive' | 'inclusive';

/** `amount` is the line's rounded net (exclusive) or gross (inclusive), minor units, any sign. */
export type TaxableLine = { amount: number; mode: TaxMode; taxes: readonly Tax[] };

export type TaxedLine = { net: number; tax: number; total: number; taxes: number[] };

/** One row of the per-rate table printed on a document. */
export type TaxGroup = Tax & { base: number; tax: number };

export type Taxed = {
  lines: TaxedLine[];
  groups: TaxGroup[];
  net: number;
  tax: number;
  total: number;
};

export const InvalidTaxRate = defineRefusal('invalid_tax_rate', 422, {
  en: '"{text}" is not a tax rate. Write a percentage from 0 to 100, like 20 or 5.5.',
  fr: "« {text} » n'est pas un taux. Écrivez un pourcentage de 0 à 100, comme 20 ou 5.5.",
});

/** An exact percentage as `numerator / denominator` in lowest terms: '5.5' → 11 / 200. */
type Ratio = { numerator: number; denominator: number };

/** How a line whose tax the payer owes is written where others have their percentage. */
export const reverseCharge = 'reverse_charge';

/** The one tax of such a line. */
export const reverseTaxes: readonly Tax[] = [
  { rate: '0', category: 'reverse_charge', exemption: null },
];

/**
 * The taxes of a rate text: one percentage ('20', '5.5', '20.0000'), two side by side
 * ('5+9.975'), '0' and '' for none (exempt), or `reverseCharge`. Throws `InvalidTaxRate`.
 */
export function taxesOf(rate: string, exemption: string | null = null): Tax[] {
  if (rate === reverseCharge) return [...reverseTaxes];
  const found = parsed.get(rate);
  const rates =
    found ??
    rate
      .split('+')
      .map(plainRate)
      .filter((each) => each !== '0');
  if (!found && parsed.size < 1000) parsed.set(rate, rates);
  if (rates.length === 0) return [{ rate: '0', category: 'exempt', exemption }];
  return rates.map((each) => ({ rate: each, category: 'standard', exemption: null }));
}

/** How the taxes of a line are written in one field: '20', '0', '5+9.975' or `reverseCharge`. */
export function rateText(taxes: readonly Tax[]): string {
  if (taxes[0]?.category === 'reverse_charge') return reverseCharge;
  return taxes.length === 0 ? '0' : taxes.map((tax) => tax.rate).join('+');
}

/** Adds taxes to the lines of one document in one currency. */
export function taxDocument(lines: readonly TaxableLine[]): Taxed {
  const taxed = lines.map((line) => blank(line));
  const groups = new Map<string, TaxGroup>();
  const exclusive = new Map<string, Running>();
  const inclusive = new Map<string, Running>();
  lines.forEach((line, i) => {
    if (line.mode === 'inclusive') splitGross(line, taxed[i]!, inclusive);
    else addToNet(line, taxed[i]!, exclusive);
    addToGroups(groups, line.taxes, taxed[i]!);
  });
  const net = total(taxed.map((line) => line.net));
  const tax = total(taxed.map((line) => line.tax));
  return { lines: taxed, groups: [...groups.values()], net, tax, total: minorUnits(net + tax) };
}

/** The exact negative of a taxed document, line by line and group by group. */
export function reverseTaxed(taxed: Taxed): Taxed {
  return {
    lines: taxed.lines.map((line) => ({
      net: opposite(line.net),
      tax: opposite(line.tax),
      total: opposite(line.total),
      taxes: line.taxes.map(opposite),
    })),
    groups: taxed.groups.map((g) => ({ ...g, base: opposite(g.base), tax: opposite(g.tax) })),
    net: opposite(taxed.net),
    tax: opposite(taxed.tax),
    total: opposite(taxed.total),
  };
}

/** The running sum of a group and the tax already given to its lines. */
type Running = { sum: number; given: number[] };

/**
 * Each line gets the growth of its group's rounded tax. Unlike a split by weight this also holds
 * when the lines of a group cancel out (a credit beside a charge) and needs no second pass.
 */
function addToNet(line: TaxableLine, taxed: TaxedLine, running: Map<string, Running>): void {
  line.taxes.forEach((tax, i) => {
    const group = runningOf(running, keyOf(tax), 1);
    group.sum += line.amount;
    const ratio = ratioOf(tax.rate);
    const upTo = share(group.sum, ratio.numerator, ratio.denominator);
    taxed.taxes[i] = upTo - group.given[0]!;
    group.given[0] = upTo;
  });
  taxed.net = line.amount;
  taxed.tax = total(taxed.taxes);
  taxed.total = taxed.net + taxed.tax;
}

function splitGross(line: TaxableLine, taxed: TaxedLine, running: Map<string, Running>): void {
  const group = runningOf(running, line.taxes.map(keyOf).join('|'), line.taxes.length);
  group.sum += line.amount;
  const upTo = taxesInGross(group.sum, line.taxes);
  upTo.forEach((tax, i) => {
    taxed.taxes[i] = tax - group.given[i]!;
  });
  group.given = upTo;
  taxed.tax = total(taxed.taxes);
  taxed.total = line.amount;
  taxed.net = taxed.total - taxed.tax;
}

/** The taxes contained in a gross amount; rounded once, then shared out between the rates. */
function taxesInGross(gross: number, taxes: readonly Tax[]): number[] {
  const ratios = taxes.map((tax) => ratioOf(tax.rate));
  if (ratios.length === 0) return [];
  const common = ratios.reduce((whole, ratio) => whole * ratio.denominator, 1);
  const parts = ratios.map((ratio) => (common / ratio.denominator) * ratio.numerator);
  const rate = parts.reduce((left, right) => left + right, 0);
  if (rate === 0) return parts.map(() => 0);
  const whole = share(gross, rate, common + rate);
  let part = 0;
  let given = 0;
  return parts.map((each) => {
    part += each;
    const upTo = share(whole, part, rate);
    const tax = upTo - given;
    given = upTo;
    return tax;
  });
}

function addToGroups(groups: Map<string, TaxGroup>, taxes: readonly Tax[], line: TaxedLine): void {
  taxes.forEach((tax, i) => {
    const key = keyOf(tax);
    const group = groups.get(key) ?? { ...tax, base: 0, tax: 0 };
    group.base += line.net;
    group.tax += line.taxes[i]!;
    groups.set(key, group);
  });
}

function blank(line: TaxableLine): TaxedLine {
  return { net: 0, tax: 0, total: 0, taxes: line.taxes.map(() => 0) };
}

function runningOf(map: Map<string, Running>, key: string, rates: number): Running {
  const found = map.get(key);
  if (found) return found;
  const fresh = { sum: 0, given: new Array<number>(rates).fill(0) };
  map.set(key, fresh);
  return fresh;
}

function keyOf(tax: Tax): string {
  return `${tax.rate} ${tax.category} ${tax.exemption ?? ''}`;
}

const parsed = new Map<string, string[]>();
const ratios = new Map<string, Ratio>();

function ratioOf(rate: string): Ratio {
  const known = ratios.get(rate);
  if (known) return known;
  const [whole = '0', decimals = ''] = plainRate(rate).split('.');
  const numerator = Number(whole + decimals);
  const denominator = 100 * 10 ** decimals.length;
  const divisor = commonDivisor(numerator, denominator);
  const ratio = { numerator: numerator / divisor, denominator: denominator / divisor };
  if (ratios.size < 1000) ratios.set(rate, ratio);
  return ratio;
}

/** '20.0000' → '20'; the empty text is '0'. */
function plainRate(text: string): string {
  const trimmed = text.trim() || '0';
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(trimmed) || Number(trimmed) > 100) {
    throw new InvalidTaxRate({ text: text.slice(0, 20) });
  }
  return String(Number(trimmed));
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a || 1 : commonDivisor(b, a % b);
}

function total(amounts: readonly number[]): number {
  return minorUnits(amounts.reduce((left, right) => left + right, 0));
}

function opposite(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
