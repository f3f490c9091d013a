import type { LocalDate } from '../../domain/dates.ts';
import type { DayWords } from './words.ts';
import { todaySql, words } from './words.ts';

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
  // The organization is always there; the others are written with their types.
  const isWhole = binder.params.every((_, at) => at === 0 || sql.includes(`$${at + 1}::`));
  if (isWhole) return { text: sql, params: binder.params };
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
  if (binder.bind(context.today, 'date') !== todaySql) throw new Error('today comes second');
  return { ...context, binder, todaySql, words };
}
