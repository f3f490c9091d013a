import { exponentOf } from '../money.ts';
import type { Read } from './dates.ts';
import type { Problem } from './problems.ts';
import { error } from './problems.ts';

export type Decimal = ',' | '.';

/** How amounts are written in a file: the sign before decimals, null when nothing shows it. */
export type AmountRules = { decimal: Decimal | null; currency: string };

const noise = /[\s\u00a0\u202f\u2009'’]|€|\$|£|¥|\b(EUR|USD|GBP|CHF|CAD|XOF|MAD)\b/gi;

/**
 * An amount in minor units of `rules.currency`. Spaces of any width group thousands; a point or
 * comma that could be read in two ways is an error unless the file shows which one it uses.
 */
export function readAmount(
  cell: string | number,
  column: string,
  rules: AmountRules,
): Read<number> {
  if (typeof cell === 'number') return fromNumber(cell, column, rules);
  const bare = cell.replace(noise, '');
  if (/^-|^\(.*\)$/.test(bare) && /[1-9]/.test(bare)) {
    return { problem: error('amount_negative', column, { value: cell.trim() }) };
  }
  const unsigned = bare.replace(/^[+-]/, '');
  if (!/^\d[\d.,]*$/.test(unsigned)) return { problem: notAnAmount(cell, column, rules) };
  const split = decimalsOf(unsigned, rules.decimal);
  if (split === 'ambiguous') return { problem: ambiguous(cell, unsigned, column) };
  if (split === 'other separator') return { problem: otherSeparator(cell, column, rules) };
  if (split === null) return { problem: notAnAmount(cell, column, rules) };
  return minor(split, cell, { column, rules });
}

/** What a cell shows about the separator before decimals: that one, or nothing. */
export function decimalShown(cell: string | number): Decimal | null {
  if (typeof cell === 'number') return null;
  const bare = cell.replace(noise, '').replace(/^[+-]/, '');
  const both = /^\d{1,3}(?:([.,])\d{3})+([.,])\d+$/.exec(bare);
  if (both && both[1] !== both[2]) return both[2] as Decimal;
  const one = /^\d+([.,])(\d+)$/.exec(bare);
  return one && (one[2]!.length !== 3 || bare.startsWith('0')) ? (one[1] as Decimal) : null;
}

/** The separator most cells of a sample show; null when none shows any. */
export function decimalOf(cells: Iterable<string | number>): Decimal | null {
  const seen = { ',': 0, '.': 0 };
  for (const cell of cells) {
    const shown = decimalShown(cell);
    if (shown) seen[shown]++;
  }
  if (seen[','] === seen['.']) return null;
  return seen[','] > seen['.'] ? ',' : '.';
}

type Split = { whole: string; decimals: string };

function decimalsOf(
  text: string,
  decimal: Decimal | null,
): Split | 'ambiguous' | 'other separator' | null {
  const marks = text.replace(/\d/g, '');
  if (marks === '') return { whole: text, decimals: '' };
  const last = marks.at(-1) as Decimal;
  const repeated = marks.split(last).length > 2;
  const mixed = new Set(marks).size > 1;
  if (mixed && repeated) return null;
  if (repeated) return last === decimal ? null : grouped(text, last);
  const at = text.lastIndexOf(last);
  const decimals = text.slice(at + 1);
  if (mixed) {
    const whole = grouped(text.slice(0, at), last === '.' ? ',' : '.');
    if (!whole || decimals === '') return null;
    return decimal && decimal !== last ? 'other separator' : { whole: whole.whole, decimals };
  }
  if (decimals === '') return null;
  const thousand = decimals.length === 3 && at <= 3 && !text.startsWith('0');
  if (thousand && decimal === null) return 'ambiguous';
  if (thousand && decimal !== last) return { whole: text.replace(last, ''), decimals: '' };
  if (decimal && decimal !== last) return 'other separator';
  return { whole: text.slice(0, at), decimals };
}

/** Thousands grouped by `mark` in threes, or null. */
function grouped(text: string, mark: string): Split | null {
  const groups = text.split(mark);
  const right = groups.slice(1).every((group) => /^\d{3}$/.test(group));
  if (!right || !/^\d{1,3}$/.test(groups[0]!)) return null;
  return { whole: groups.join(''), decimals: '' };
}

function minor(
  { whole, decimals }: Split,
  cell: string,
  { column, rules }: { column: string; rules: AmountRules },
): Read<number> {
  const exponent = exponentOf(rules.currency);
  const kept = decimals.slice(0, exponent).padEnd(exponent, '0');
  if (/[1-9]/.test(decimals.slice(exponent))) {
    const params = { value: cell.trim(), currency: rules.currency };
    return { problem: error('amount_decimals', column, params) };
  }
  const value = Number(whole + kept);
  if (!Number.isSafeInteger(value)) return { problem: notAnAmount(cell, column, rules) };
  return { value };
}

/** A number of a workbook: exact up to the noise that binary fractions bring. */
function fromNumber(cell: number, column: string, rules: AmountRules): Read<number> {
  if (cell < 0) return { problem: error('amount_negative', column, { value: String(cell) }) };
  const scaled = cell * 10 ** exponentOf(rules.currency);
  const value = Math.round(scaled);
  if (!Number.isSafeInteger(value)) return { problem: notAnAmount(String(cell), column, rules) };
  if (Math.abs(scaled - value) > 1e-6 * Math.max(1, scaled)) {
    const params = { value: String(cell), currency: rules.currency };
    return { problem: error('amount_decimals', column, params) };
  }
  return { value };
}

function notAnAmount(cell: string, column: string, rules: AmountRules): Problem {
  const example = rules.decimal === '.' ? '12.50' : '12,50';
  return error('not_an_amount', column, { value: cell.trim(), example });
}

function ambiguous(cell: string, text: string, column: string): Problem {
  const large = text.replace(/[.,]/, '');
  return error('amount_ambiguous', column, {
    value: cell.trim(),
    small: text.replace(/[.,]/, '.'),
    small_fr: text.replace(/[.,]/, ','),
    large,
  });
}

function otherSeparator(cell: string, column: string, rules: AmountRules): Problem {
  return error('amount_separator', column, {
    value: cell.trim(),
    separator_en: rules.decimal === ',' ? 'comma' : 'point',
    separator_fr: rules.decimal === ',' ? 'une virgule' : 'un point',
  });
}
