import type { AmountRules } from './amounts.ts';
import { readAmount } from './amounts.ts';
import type { DateRules, Read } from './dates.ts';
import { readDate, readInstant } from './dates.ts';
import type { Draft, TextTarget } from './draft.ts';
import { foldName } from './fold.ts';
import type { ColumnPlan, Destination, Mapping } from './mapping.ts';
import type { Problem } from './problems.ts';
import { error, warning } from './problems.ts';
import type { Target } from './targets.ts';
import { targets } from './targets.ts';
import {
  readBoolean,
  readCount,
  readCountry,
  readCurrency,
  readEmail,
  readInterval,
  readLabels,
  readLanguage,
  readNumber,
  readOutcome,
  readStatus,
} from './values.ts';

/** How the cells of one file are read. */
export type CellRules = { dates: DateRules; mapping: Mapping; currency: string };

export type Reading = { draft: Draft; problems: Problem[]; amounts: AmountRules; rules: CellRules };

type Filled = string | number | boolean;

const limits: Partial<Record<Target, number>> = { notes: 20_000, name: 200, email: 254 };

/** Puts one cell where its column says; what it cannot be read as becomes a problem. */
export function readCell(reading: Reading, column: ColumnPlan, cell: Filled): void {
  const value = replaced(column, cell);
  if (value === '') return;
  for (const destination of column.destinations) {
    if (destination.to === 'target') readTarget(reading, destination.target, column.header, value);
    if (destination.to === 'field') readField(reading, destination, column.header, value);
  }
}

/** The word a mapping puts in place of a cell's own. */
function replaced({ values }: ColumnPlan, cell: Filled): Filled {
  for (const _ in values) return values[foldName(String(cell))] ?? cell;
  return cell;
}

/** Text as it may be stored: no control characters, nothing around it. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .toWellFormed()
    .trim();
}

function keep<T>(reading: Reading, read: Read<T>, put: (value: T) => void): void {
  if ('problem' in read) reading.problems.push(read.problem);
  else put(read.value);
}

export function readTarget(reading: Reading, target: Target, header: string, cell: Filled): void {
  const { draft, rules } = reading;
  const text = cleanText(String(cell));
  const raw = typeof cell === 'number' ? cell : text;
  switch (target) {
    case 'start':
      return keep(reading, readDate(raw, header, rules.dates), (date) => (draft.start ??= date));
    case 'next_invoice':
      if (text === 'auto') return;
      return keep(reading, readDate(raw, header, rules.dates), (date) => {
        draft.nextInvoice ??= date;
      });
    case 'ended':
      return keep(reading, readDate(raw, header, rules.dates), (date) => (draft.ended ??= date));
    case 'birthday':
      return keep(reading, readDate(raw, header, rules.dates), (date) => (draft.birthday ??= date));
    case 'last_charge_at':
      return keep(reading, readInstant(raw, header, rules.dates), (at) => {
        draft.lastChargeAt ??= at;
      });
    default:
      return readPlain(reading, { target, header, text, cell });
  }
}

type PlainCell = { target: Target; header: string; text: string; cell: Filled };

function readPlain(reading: Reading, { target, header, text, cell }: PlainCell): void {
  const { draft } = reading;
  const raw = typeof cell === 'number' ? cell : text;
  switch (target) {
    case 'amount':
      return keep(reading, readAmount(raw, header, reading.amounts), (value) => {
        draft.amount ??= value;
      });
    case 'lifetime':
      return keep(reading, readAmount(raw, header, reading.amounts), (value) => {
        draft.lifetime ??= value;
      });
    case 'interval':
      return keep(reading, readInterval(text, header), (value) => (draft.interval ??= value));
    case 'currency':
      // Read before the amounts, which depend on it (see record.ts).
      return;
    case 'tenure':
      return keep(reading, readCount(raw, header), (value) => (draft.tenure ??= value));
    case 'consent':
      return keep(reading, readBoolean(cell, header), (value) => (draft.consent ??= value));
    case 'follower':
      return keep(reading, readBoolean(cell, header), (value) => (draft.follower ??= value));
    case 'trial':
      return keep(reading, readBoolean(cell, header), (value) => (draft.trial ??= value));
    case 'status':
      return keep(reading, readStatus(text, header), (value) => (draft.status ??= value));
    default:
      return readWord(reading, { target, header, text, cell });
  }
}

function readWord(reading: Reading, { target, header, text }: PlainCell): void {
  const { draft, problems } = reading;
  if (target === 'labels') draft.labels.push(...readLabels(text));
  else if (target === 'last_charge_outcome')
    draft.lastChargeOutcome ??= readOutcome(text) ?? undefined;
  else if (target === 'language') {
    const language = readLanguage(text);
    if (language) draft.language ??= language;
    else problems.push(warning('unknown_language', header, { value: text }));
  } else if (target === 'email') {
    keep(reading, readEmail(text, header), (value) => (draft.text.email ??= value));
  } else if (target === 'country') draft.text.country ??= readCountry(text);
  else {
    const limit = limits[target] ?? 1_000;
    if (text.length > limit)
      problems.push(error('too_long', header, { length: text.length, limit }));
    else draft.text[target as TextTarget] ??= text;
  }
}

function readField(
  reading: Reading,
  field: Extract<Destination, { to: 'field' }>,
  header: string,
  cell: Filled,
): void {
  const { draft, rules } = reading;
  const raw = typeof cell === 'number' ? cell : cleanText(String(cell));
  const put = (value: string | number | boolean) => {
    draft.fields[field.key] ??= value;
  };
  if (field.type === 'number') return keep(reading, readNumber(raw, header), put);
  if (field.type === 'amount') return keep(reading, readAmount(raw, header, reading.amounts), put);
  if (field.type === 'date') return keep(reading, readDate(raw, header, rules.dates), put);
  if (field.type === 'boolean') return keep(reading, readBoolean(cell, header), put);
  if (field.type === 'choice') return readChoice(reading, field, { header, text: String(raw) });
  const text = String(raw);
  if (text.length <= 5_000) put(text);
  else {
    const params = { length: text.length, limit: 5_000 };
    reading.problems.push(error('too_long', header, params));
  }
}

function readChoice(
  { draft, problems }: Reading,
  field: Extract<Destination, { to: 'field' }>,
  { header, text }: { header: string; text: string },
): void {
  const found = field.choices.find((choice) => foldName(choice) === foldName(text));
  if (found !== undefined) draft.fields[field.key] ??= found;
  else {
    const choices = field.choices.slice(0, 12).join(', ');
    problems.push(error('not_a_choice', header, { value: text, choices }));
  }
}

/** The currency a row names, read first because the row's amounts depend on it. */
export function currencyOf(cells: readonly (Filled | null)[], rules: CellRules): Read<string> {
  for (const column of rules.mapping.columns) {
    const isCurrency = column.destinations.some(
      (one) => one.to === 'target' && targets[one.target].kind === 'currency',
    );
    const cell = isCurrency ? cells[column.index] : null;
    if (cell === null || cell === undefined || String(cell).trim() === '') continue;
    return readCurrency(column.values[foldName(String(cell))] ?? String(cell), column.header);
  }
  return { value: rules.mapping.defaults.currency ?? rules.currency };
}
