import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import type { Literal, Value } from '../../domain/segments/ast.ts';
import type { Days } from '../../domain/segments/dateWords.ts';
import { daysOf, daysWithin } from '../../domain/segments/dateWords.ts';
import type { Compiling } from './binder.ts';

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

/** The first and the last day that a value means; null: without an end on that side. */
export function daysMeant(
  on: Compiling,
  value: Value,
): { first: LocalDate | null; last: LocalDate | null } {
  if (value.shape === 'within') return daysWithin(value.side, value, on.today);
  const { equal, from, to } = edgesOf(value, (literal) => daysOf(literal.text, on.today));
  if (equal) return equal;
  return {
    first: from ? (from.open ? addDays(from.at.last, 1) : from.at.first) : null,
    last: to ? (to.open ? addDays(to.at.first, -1) : to.at.last) : null,
  };
}

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

/** An amount column, in the currency written or else the organization's; never in another. */
export function amountCondition(expression: string, value: Value, on: Compiling): string {
  const literals = value.shape === 'compare' ? [value.literal] : [];
  if (value.shape === 'range')
    literals.push(...[value.from, value.to].filter((one) => one !== null));
  const currency = literals.find((literal) => literal.currency)?.currency ?? on.currency;
  const bind = (literal: Literal) => on.binder.bind(literal.minor ?? 0, 'bigint');
  const condition = numberCondition(expression, value, bind);
  return `(${condition} and d.currency = ${on.binder.bind(currency, 'text')})`;
}
