import type { Value } from '../../domain/segments/ast.ts';
import type { Compiling } from './binder.ts';
import { dateCondition, daysMeant } from './valueConditions.ts';

/**
 * Conditions over the days on which somebody held a subscription: on one of the days meant
 * (`member`), the day on which it ended with nothing held after it (`left`), or began again after a
 * gap (`returned`). Nobody has left, or come back, on a day that is still to come.
 */
export const memberConditions = { member: heldOn, left, returned };

function heldOn(value: Value, on: Compiling): string {
  if (value.shape === 'none') return "d.held = '{}'";
  if (value.shape === 'any') return "d.held <> '{}'";
  const { first, last } = daysMeant(on, value);
  const day = (date: typeof first) => (date ? on.binder.bind(date, 'date') : 'null');
  // Days that end before they begin are none: the database refuses such a range.
  if (first && last && first > last) return 'false';
  if (first && first === last) return `d.held @> ${day(first)}`;
  return `d.held && daterange(${day(first)}, ${day(last)}, '[]')`;
}

function left(value: Value, on: Compiling): string {
  return someStretch(value, on, { sql: 'upper(h)', more: '' });
}

function returned(value: Value, on: Compiling): string {
  return someStretch(value, on, { sql: 'lower(h)', more: 'lower(h) > lower(d.held) and ' });
}

type Edge = { sql: string; more: string };

function someStretch(value: Value, on: Compiling, { sql, more }: Edge): string {
  const having = (condition: string) =>
    `exists (select from unnest(d.held) h where ${more}${sql} <= ${on.todaySql}${condition})`;
  if (value.shape === 'any') return having('');
  if (value.shape === 'none') return `not ${having('')}`;
  return having(` and ${dateCondition(on, { sql, type: 'date' }, value)}`);
}
