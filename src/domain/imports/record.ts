import type { LocalDate } from '../dates.ts';
import { addMonthsAnchored, dayOfMonth } from '../dates.ts';
import { nextBoundaryAfter, scheduleFrom } from '../periods.ts';
import type { CellRules, Reading } from './cells.ts';
import { cleanText, currencyOf, readCell, readTarget } from './cells.ts';
import type { Draft } from './draft.ts';
import { emptyDraft } from './draft.ts';
import type { Membership, PlanBook } from './membership.ts';
import { planMembership } from './membership.ts';
import type { Problem } from './problems.ts';
import { error } from './problems.ts';
import type { Profile } from './profiles/profile.ts';
import { requireTarget } from './required.ts';
import type { SampleCell } from './sample.ts';
import type { Target } from './targets.ts';
import { targets } from './targets.ts';
import { readAddressLine } from './values.ts';

/** A row of a file: its number as a spreadsheet shows it, and its cells by header position. */
export type FileRow = { number: number; cells: SampleCell[] };

/** One row, understood: what is known about the person, and the membership it asks for. */
export type ImportRecord = {
  number: number;
  name: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  emailWithheld: boolean;
  externalId: string | null;
  company: string | null;
  paidBy: string | null;
  phone: string | null;
  discord: string | null;
  website: string | null;
  vatNumber: string | null;
  jobTitle: string | null;
  birthday: LocalDate | null;
  language: 'en' | 'fr' | null;
  address: Record<string, string> | null;
  fields: Record<string, string | number | boolean>;
  note: string | null;
  labels: string[];
  consent: 'subscribed' | 'unsubscribed' | null;
  follower: boolean | null;
  lifetime: number | null;
  currency: string;
  joinedOn: LocalDate | null;
  lastChargeAt: string | null;
  lastChargeOutcome: string | null;
  membership: Membership | null;
  problems: Problem[];
};

/** Everything reading a row depends on. */
export type RowContext = {
  rules: CellRules;
  profile: Profile;
  plans: PlanBook;
  today: LocalDate;
};

/** Reads one row and judges it by itself; what concerns other rows or the database comes after. */
export function planRow(row: FileRow, context: RowContext): ImportRecord {
  const { rules } = context;
  const problems: Problem[] = [];
  const money = currencyOf(row.cells, rules);
  if ('problem' in money) problems.push(money.problem);
  const currency = 'value' in money ? money.value : rules.currency;
  const draft = emptyDraft();
  draft.currency = currency;
  const amounts = { decimal: rules.mapping.decimal, currency };
  const reading: Reading = { draft, problems, amounts, rules };
  readCells(reading, row);
  readDefaults(reading);
  fillDates(draft, context);
  context.profile.derive(draft, { today: context.today });
  const name = nameOf(draft);
  if (name === '') requireTarget('name', reading);
  const membership = planMembership(reading, context);
  return { ...personOf(draft, { number: row.number, name }), currency, membership, problems };
}

function readCells(reading: Reading, row: FileRow): void {
  const { columns } = reading.rules.mapping;
  for (const column of columns) {
    const cell = row.cells[column.index];
    if (cell === null || cell === undefined) continue;
    if (typeof cell === 'string' && cell.trim() === '') continue;
    readCell(reading, column, cell);
  }
  const beyond = row.cells.slice(columns.length);
  if (beyond.some((cell) => cell !== null && String(cell).trim() !== '')) {
    const params = { cells: row.cells.length, columns: columns.length };
    reading.problems.push(error('too_many_cells', null, params));
  }
}

function readDefaults(reading: Reading): void {
  for (const [target, value] of Object.entries(reading.rules.mapping.defaults)) {
    const { en: header } = targets[target as Target].label;
    readTarget(reading, target as Target, { header, cell: value });
  }
}

/** Months of membership give the start; "auto" gives the next invoice from start and rhythm. */
function fillDates(draft: Draft, { rules, today }: RowContext): void {
  const asOf = (rules.mapping.asOf ?? today) as LocalDate;
  if (draft.start === undefined && draft.tenure !== undefined) {
    draft.start = addMonthsAnchored(asOf, -draft.tenure, dayOfMonth(asOf));
  }
  const auto = rules.mapping.defaults.next_invoice === 'auto';
  if (!auto || draft.nextInvoice !== undefined || draft.start === undefined) return;
  const every = draft.interval ?? { unit: 'month', count: 1 };
  const after = asOf > today ? asOf : today;
  draft.nextInvoice = nextBoundaryAfter(scheduleFrom(draft.start, every), after);
}

function nameOf(draft: Draft): string {
  const { name, first_name: first, last_name: last, company } = draft.text;
  if (name) return name;
  const both = [first, last].filter(Boolean).join(' ');
  return (both || (draft.text.external_id ? '' : (company ?? ''))).slice(0, 200);
}

function personOf(
  draft: Draft,
  { number, name }: { number: number; name: string },
): Omit<ImportRecord, 'currency' | 'membership' | 'problems'> {
  const { text } = draft;
  return {
    number,
    name,
    firstName: text.first_name ?? null,
    lastName: text.last_name ?? null,
    email: text.email ?? null,
    emailWithheld: draft.emailWithheld && !text.email,
    externalId: text.external_id ?? null,
    company: text.company ?? null,
    paidBy: text.paid_by ?? null,
    phone: text.phone ?? null,
    discord: text.discord ?? null,
    website: text.website ?? null,
    vatNumber: text.vat_number ?? null,
    jobTitle: text.job_title ?? null,
    birthday: draft.birthday ?? null,
    language: draft.language ?? null,
    address: addressOf(draft),
    fields: draft.fields,
    note: text.notes ? cleanText(text.notes) : null,
    labels: [...new Set(draft.labels)],
    consent: draft.consent === undefined ? null : draft.consent ? 'subscribed' : 'unsubscribed',
    follower: draft.follower ?? null,
    lifetime: draft.lifetime ?? null,
    joinedOn: draft.start ?? null,
    lastChargeAt: draft.lastChargeAt ?? null,
    lastChargeOutcome: draft.lastChargeOutcome ?? null,
  };
}

function addressOf({ text }: Draft): Record<string, string> | null {
  const address = text.address ? readAddressLine(text.address) : {};
  for (const key of ['recipient', 'line1', 'line2', 'postal_code', 'city', 'region'] as const) {
    const value = text[key];
    if (value) address[key] = value;
  }
  // A country alone is no address to deliver to.
  if (Object.keys(address).length === 0) return null;
  if (text.country) address.country = text.country;
  return address;
}
