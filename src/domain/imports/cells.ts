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
    const { header } = column;
    if (destination.to === 'target') {
      readTarget(reading, destination.target, { header, cell: value });
    }
    if (destination.to === 'field') readField(reading, destination, given(header, value));
  }
}

/** The word a mapping puts in place of a cell's own. */
function replaced({ values }: ColumnPlan, cell: Filled): Filled {
  for (const _ in values) return values[foldName(String(cell))] ?? cell;
  return cell;
}

const plain = /^[\x20-\x7e\u00a1-\u024f]*$/;
const controls = /(?![\t\n\r])\p{Cc}/gu;

/** Text as it may be stored: no control characters, nothing around it. */
export function cleanText(text: string): string {
  const trimmed = text.trim();
  return plain.test(trimmed) ? trimmed : trimmed.replace(controls, '').toWellFormed();
}

/** A filled cell of one column: as it is, as clean text, and as number or clean text. */
type Given = { header: string; cell: Filled; text: string; raw: string | number };

function given(header: string, cell: Filled): Given {
  const text = cleanText(String(cell));
  return { header, cell, text, raw: typeof cell === 'number' ? cell : text };
}

function keep<T>(reading: Reading, read: Read<T>, put: (value: T) => void): void {
  if ('problem' in read) reading.problems.push(read.problem);
  else put(read.value);
}

/** Draft values that come from a cell by one of the readers above; the first filled cell wins. */
type Slot = {
  [K in keyof Draft]: (reading: Reading, one: Given) => Read<NonNullable<Draft[K]>>;
};

const date = ({ rules }: Reading, { raw, header }: Given) => readDate(raw, header, rules.dates);
const amount = ({ amounts }: Reading, { raw, header }: Given) => readAmount(raw, header, amounts);
const yesNo = (_: Reading, { cell, header }: Given) => readBoolean(cell, header);

const slots = {
  start: date,
  nextInvoice: date,
  ended: date,
  birthday: date,
  amount,
  lifetime: amount,
  lastChargeAt: ({ rules }, { raw, header }) => readInstant(raw, header, rules.dates),
  interval: (_, { text, header }) => readInterval(text, header),
  tenure: (_, { raw, header }) => readCount(raw, header),
  consent: yesNo,
  follower: yesNo,
  trial: yesNo,
  status: (_, { text, header }) => readStatus(text, header),
} as const satisfies Partial<Slot>;

const slotOf: Partial<Record<Target, keyof typeof slots>> = {
  start: 'start',
  next_invoice: 'nextInvoice',
  ended: 'ended',
  birthday: 'birthday',
  amount: 'amount',
  lifetime: 'lifetime',
  last_charge_at: 'lastChargeAt',
  interval: 'interval',
  tenure: 'tenure',
  consent: 'consent',
  follower: 'follower',
  trial: 'trial',
  status: 'status',
};

/** Reads a value for a target into the draft, unless an earlier column filled it. */
export function readTarget(
  reading: Reading,
  target: Target,
  from: { header: string; cell: Filled },
): void {
  const one = given(from.header, from.cell);
  // "auto" is worked out once the whole row is read; currency was read before its amounts.
  if (target === 'currency' || (target === 'next_invoice' && one.text === 'auto')) return;
  const slot = slotOf[target];
  if (slot === undefined) {
    readWord(reading, target, one);
    return;
  }
  const { draft } = reading;
  if (draft[slot] !== undefined) return;
  keep<Draft[typeof slot]>(reading, slots[slot](reading, one), (value) => {
    Object.assign(draft, { [slot]: value });
  });
}

function readWord(reading: Reading, target: Target, { header, text }: Given): void {
  const { draft, problems } = reading;
  if (target === 'labels') draft.labels.push(...readLabels(text));
  else if (target === 'last_charge_outcome') {
    draft.lastChargeOutcome ??= readOutcome(text) ?? undefined;
  } else if (target === 'language') {
    const language = readLanguage(text);
    if (language) draft.language ??= language;
    else problems.push(warning('unknown_language', header, { value: text }));
  } else if (target === 'email') {
    keep(reading, readEmail(text, header), (value) => {
      draft.text.email ??= value;
    });
  } else if (target === 'country') draft.text.country ??= readCountry(text);
  else {
    const limit = limits[target] ?? 1_000;
    const params = { length: text.length, limit };
    if (text.length > limit) problems.push(error('too_long', header, params));
    else draft.text[target as TextTarget] ??= text;
  }
}

type FieldDestination = Extract<Destination, { to: 'field' }>;

function readField(reading: Reading, field: FieldDestination, { header, cell, raw }: Given): void {
  const { draft, rules } = reading;
  if (draft.fields[field.key] !== undefined) return;
  const put = (value: string | number | boolean) => {
    draft.fields[field.key] = value;
  };
  if (field.type === 'number') keep(reading, readNumber(raw, header), put);
  else if (field.type === 'amount') keep(reading, readAmount(raw, header, reading.amounts), put);
  else if (field.type === 'date') keep(reading, readDate(raw, header, rules.dates), put);
  else if (field.type === 'boolean') keep(reading, readBoolean(cell, header), put);
  else if (field.type === 'choice') readChoice(reading, field, { header, text: String(raw) });
  else {
    const text = String(raw);
    const params = { length: text.length, limit: 5_000 };
    if (text.length <= 5_000) put(text);
    else reading.problems.push(error('too_long', header, params));
  }
}

function readChoice(
  { draft, problems }: Reading,
  field: FieldDestination,
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
