import type { LocalDate } from '../../domain/dates.ts';
import type { Filter, Literal, Query, Value } from '../../domain/segments/ast.ts';
import type { Days } from '../../domain/segments/dateWords.ts';
import { daysOf, daysWithin } from '../../domain/segments/dateWords.ts';
import type { KindWord, StatusWord } from '../../domain/segments/keys.ts';
import { fieldCondition } from './fieldConditions.ts';
import { textCondition } from './textConditions.ts';
import type { DayWords } from './words.ts';
import { dayWords } from './words.ts';

export type CompileContext = {
  /** The organization's calendar date. */
  today: LocalDate;
  /** The organization's currency. */
  currency: string;
  /** Whether the condition is tried on one row after the other, or finds rows by indexes. */
  reading: 'rows' | 'indexes';
};

/** A statement being put together: every value is a parameter, never part of the text. */
export type Binder = {
  params: unknown[];
  /** Adds a value and gives its placeholder. */
  bind(value: unknown, type: string): string;
};

/** Starts a statement; `$1` is always the organization. */
export function newBinder(orgId: string): Binder {
  const params: unknown[] = [orgId];
  const bind = (value: unknown, type: string) => `$${params.push(value)}::${type}`;
  return { params, bind };
}

/** The statement with only the parameters that occur in it, which PostgreSQL insists on. */
export function finished(binder: Binder, sql: string): { text: string; params: unknown[] } {
  const params: unknown[] = [];
  const places = new Map<string, number>();
  const text = sql.replace(/\$(\d+)/g, (_, number: string) => {
    const place = places.get(number) ?? params.push(binder.params[Number(number) - 1]);
    places.set(number, place);
    return `$${place}`;
  });
  return { text, params };
}

export type Compiling = CompileContext & { binder: Binder; words: DayWords; todaySql: string };

/** What every part of a statement about the directory needs. */
export function startCompiling(context: CompileContext, binder: Binder): Compiling {
  const todaySql = binder.bind(context.today, 'date');
  return { ...context, binder, todaySql, words: dayWords(todaySql) };
}

/**
 * The SQL condition over `directory d` for a query whose names are resolved. Unknown (null) is
 * never a match, and a negation matches whatever its inside does not.
 */
export function compileQuery(query: Query, on: Compiling): string {
  switch (query.node) {
    case 'everybody':
      return 'true';
    case 'and':
    case 'or':
      return `(${query.parts.map((part) => compileQuery(part, on)).join(` ${query.node} `)})`;
    case 'not':
      return `((${compileQuery(query.part, on)}) is not true)`;
    case 'text':
      return textCondition(query.text, on);
    case 'filter':
      return compileFilter(query, on);
  }
}

function compileFilter(filter: Filter, on: Compiling): string {
  if (filter.key === 'label') return labelCondition(filter, on);
  if (filter.key === 'plan' || filter.key === 'former-plan') return planCondition(filter, on);
  if (filter.key === 'field') return fieldCondition(filter, on);
  const each = filter.values.map((value) => compileValue(filter, value, on));
  return each.length === 1 ? each[0]! : `(${each.join(' or ')})`;
}

const dateColumns: Partial<Record<Filter['key'], string>> = {
  new: 'd.joined_on',
  joined: 'd.joined_on',
  created: 'd.created_on',
  'access-ends': 'coalesce(d.access_closes_on, d.access_until)',
  'next-invoice': 'd.next_billing_on',
  charged: 'd.last_charge_on',
};

const amountColumns: Partial<Record<Filter['key'], string>> = {
  amount: 'd.amount',
  lifetime: 'd.lifetime_amount',
  balance: 'd.open_balance',
};

const contactColumns: Partial<Record<Filter['key'], string>> = {
  company: 'd.company_id',
  payer: 'd.payer_id',
};

function compileValue(filter: Filter, value: Value, on: Compiling): string {
  const { key } = filter;
  const dated = dateColumns[key];
  if (dated) return dateCondition(on, { sql: dated, type: 'date' }, value);
  const amount = amountColumns[key];
  if (amount) {
    const condition = amountCondition(amount, value, on);
    return key === 'amount' ? `(${on.words.live} and ${condition})` : condition;
  }
  const contact = contactColumns[key];
  if (contact) return contactCondition(contact, value, on);
  if (key === 'overdue-days') return overdueDays(value, on);
  if (key === 'currency') return `d.currency = ${on.binder.bind(wordIn(value), 'text')}`;
  if (key === 'text') return textCondition(wordIn(value), on);
  return wordCondition(key, value, on);
}

/** `none` and `any` over something that may be null. */
export function presenceOf(expression: string, value: Value): string | undefined {
  if (value.shape === 'none') return `${expression} is null`;
  return value.shape === 'any' ? `${expression} is not null` : undefined;
}

/** The word or name of a plain value; empty for `none`, `any` and ranges. */
export function wordIn(value: Value): string {
  return value.shape === 'compare' ? value.literal.text : '';
}

/** An expression that is a day: a SQL date, or a text YYYY-MM-DD that orders the same way. */
export type DayExpression = { sql: string; type: 'date' | 'text' };

/** A day against a day, a partial date, a range, or `last:`/`next:`. */
export function dateCondition(on: Compiling, { sql, type }: DayExpression, value: Value): string {
  const presence = presenceOf(sql, value);
  if (presence) return presence;
  const expression = type === 'text' ? `(${sql} collate "C")` : sql;
  const day = (date: LocalDate) => on.binder.bind(date, type);
  const between = ({ first, last }: Days) =>
    first === last
      ? `${expression} = ${day(first)}`
      : `${expression} between ${day(first)} and ${day(last)}`;
  if (value.shape === 'within') return between(daysWithin(value.side, value, on.today));
  const edges = edgesOf(value, (literal) => daysOf(literal.text, on.today));
  if (edges.equal) return between(edges.equal);
  const from =
    edges.from &&
    `${expression} ${edges.from.open ? '>' : '>='} ${day(
      edges.from.open ? edges.from.at.last : edges.from.at.first,
    )}`;
  const to =
    edges.to &&
    `${expression} ${edges.to.open ? '<' : '<='} ${day(
      edges.to.open ? edges.to.at.first : edges.to.at.last,
    )}`;
  return [from, to].filter(Boolean).join(' and ');
}

type Edge<T> = { at: T; open: boolean };

/** The two ends of a comparison or a range; `equal` when both are the same. */
function edgesOf<T>(
  value: Value,
  read: (literal: Literal) => T,
): { equal?: T; from?: Edge<T>; to?: Edge<T> } {
  if (value.shape === 'range') {
    return {
      ...(value.from && { from: { at: read(value.from), open: false } }),
      ...(value.to && { to: { at: read(value.to), open: false } }),
    };
  }
  if (value.shape !== 'compare') throw new Error(`${value.shape} has no edges`);
  const at = read(value.literal);
  if (value.op === '=') return { equal: at };
  const open = value.op.length === 1;
  return value.op.startsWith('<') ? { to: { at, open } } : { from: { at, open } };
}

/** A number expression against a number, a comparison or a range. */
export function numberCondition(
  expression: string,
  value: Value,
  bind: (literal: Literal) => string,
): string {
  const { equal, from, to } = edgesOf(value, bind);
  if (equal !== undefined) return `${expression} = ${equal}`;
  const low = from && `${expression} ${from.open ? '>' : '>='} ${from.at}`;
  const high = to && `${expression} ${to.open ? '<' : '<='} ${to.at}`;
  return [low, high].filter(Boolean).join(' and ');
}

function amountCondition(expression: string, value: Value, on: Compiling): string {
  const literals = value.shape === 'compare' ? [value.literal] : [];
  if (value.shape === 'range')
    literals.push(...[value.from, value.to].filter((one) => one !== null));
  const currency = literals.find((literal) => literal.currency)?.currency ?? on.currency;
  const bind = (literal: Literal) => on.binder.bind(literal.minor ?? 0, 'bigint');
  const condition = numberCondition(expression, value, bind);
  return `(${condition} and d.currency = ${on.binder.bind(currency, 'text')})`;
}

function contactCondition(column: string, value: Value, on: Compiling): string {
  const ids = value.shape === 'compare' ? (value.literal.ids ?? []) : [];
  return presenceOf(column, value) ?? `${column} = any (${on.binder.bind(ids, 'uuid[]')})`;
}

function overdueDays(value: Value, on: Compiling): string {
  const days = `(${on.todaySql} - d.oldest_due_on)`;
  const bind = (literal: Literal) => on.binder.bind(Number(literal.text), 'int');
  return `(d.oldest_due_on < ${on.todaySql} and ${numberCondition(days, value, bind)})`;
}

const intervals: Record<string, string> = {
  day: `d.interval_unit = 'day' and d.interval_count = 1`,
  week: `d.interval_unit = 'week' and d.interval_count = 1`,
  month: `d.interval_unit = 'month' and d.interval_count = 1`,
  quarter: `d.interval_unit = 'month' and d.interval_count = 3`,
  'half-year': `d.interval_unit = 'month' and d.interval_count = 6`,
  year: `(d.interval_unit = 'year' and d.interval_count = 1
    or d.interval_unit = 'month' and d.interval_count = 12)`,
  other: `(d.interval_unit in ('day', 'week', 'year') and d.interval_count > 1
    or d.interval_unit = 'month' and d.interval_count not in (1, 3, 6, 12))`,
};

function wordCondition(key: Filter['key'], value: Value, on: Compiling): string {
  const { words } = on;
  const word = wordIn(value);
  switch (key) {
    case 'kind':
      return words.kind[word as KindWord];
    case 'status':
      return words.status[word as StatusWord];
    case 'type':
      return `d.kind = ${on.binder.bind(word, 'text')}`;
    case 'outcome':
      return outcomeCondition(value, on);
    case 'interval':
      return `(${words.live} and ${intervals[word]})`;
    case 'renews':
      return word === 'yes' ? words.renews : `(not ${words.renews})`;
    case 'access':
      return word === 'open' ? words.accessOpen : `(not ${words.accessOpen})`;
    case 'invoice':
      return word === 'overdue'
        ? `d.oldest_due_on < ${on.todaySql}`
        : (presenceOf('d.oldest_due_on', value) ?? 'd.oldest_due_on is not null');
    default:
      throw new Error(`no condition for ${key}`);
  }
}

function outcomeCondition(value: Value, on: Compiling): string {
  const word = wordIn(value).replace('-', '_');
  const stored = word === 'fraud' ? 'refunded_as_fraud' : word;
  const column = 'd.last_charge_outcome';
  return presenceOf(column, value) ?? `${column} = ${on.binder.bind(stored, 'text')}`;
}

function idsOf(filter: Filter): string[][] {
  return filter.values.map((value) => (value.shape === 'compare' ? (value.literal.ids ?? []) : []));
}

function presences(filter: Filter): { none: boolean; any: boolean } {
  const has = (shape: Value['shape']) => filter.values.some((value) => value.shape === shape);
  return { none: has('none'), any: has('any') };
}

function combine(filter: Filter, ofIds: (ids: string[]) => string, none: string, any: string) {
  const asked = presences(filter);
  const ids = idsOf(filter).filter((one) => one.length > 0);
  const groups = filter.mode === 'all' ? ids : ids.length > 0 ? [ids.flat()] : [];
  const conditions = [
    ...groups.map(ofIds),
    ...(asked.none ? [none] : []),
    ...(asked.any ? [any] : []),
  ];
  return `(${conditions.join(filter.mode === 'all' ? ' and ' : ' or ')})`;
}

function labelCondition(filter: Filter, on: Compiling): string {
  const having = (more: string) => `exists (select from contact_label cl where cl.org_id = $1
    and cl.contact_id = d.contact_id${more})`;
  return combine(
    filter,
    (ids) => having(` and cl.label_id = any (${on.binder.bind(ids, 'uuid[]')})`),
    `not ${having('')}`,
    having(''),
  );
}

/** Plans held now; custom amounts are "no plan" (spec/people.md), though they can be named. */
function planCondition(filter: Filter, on: Compiling): string {
  const { live } = on.words;
  const array = (ids: string[]) => on.binder.bind(ids, 'uuid[]');
  if (filter.key === 'plan') {
    const held = (ids: string[]) => `(d.plan_ids && ${array(ids)} and ${live})`;
    return combine(
      filter,
      held,
      `(d.custom_amount and ${live})`,
      `(not d.custom_amount and d.plan_ids <> '{}' and ${live})`,
    );
  }
  // Who is over by date has become a former holder, whatever the last nightly job did.
  const over = `(d.running and not ${live} and d.plan_ids <> '{}')`;
  const former = (ids: string[]) =>
    `(d.former_plan_ids && ${array(ids)} or (${over} and d.plan_ids && ${array(ids)}))`;
  const any = `(d.former_plan_ids <> '{}' or ${over})`;
  return combine(filter, former, `(not ${any})`, any);
}
