import { readDate } from './dates.ts';
import type { FieldType } from './mapping.ts';
import { readBoolean, readNumber } from './values.ts';

export type SampleCell = string | number | boolean | null;

const rules = { order: 'dmy', serials: false, utc: false, timezone: 'UTC' } as const;

/**
 * The type of own field that every filled cell of a sample fits; text when in doubt. Numbers with
 * leading zeros (licences, codes) stay text.
 */
export function guessType(cells: SampleCell[]): FieldType {
  const filled = cells.filter((cell) => cell !== null && String(cell).trim() !== '');
  if (filled.length === 0) return 'text';
  if (filled.every(isYesNo)) return 'boolean';
  if (filled.every(isPlainNumber)) return 'number';
  if (filled.every((cell) => 'value' in readDate(String(cell), '', rules))) return 'date';
  return 'text';
}

function isYesNo(cell: SampleCell): boolean {
  if (typeof cell === 'boolean') return true;
  const word = String(cell).trim();
  return /\p{L}/u.test(word) && 'value' in readBoolean(word, '');
}

function isPlainNumber(cell: SampleCell): boolean {
  if (typeof cell === 'number') return true;
  const text = String(cell).trim();
  return !/^[+-]?0\d/.test(text) && text.length < 15 && 'value' in readNumber(text, '');
}
