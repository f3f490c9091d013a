import type { Sentence } from '../../domain/errors.ts';
import type { Books, Sub } from './books.ts';

/** An invariant of the books: what breaks it, by numbers and dates, never by names. */
export type PureCheck = {
  name: string;
  title: Sentence;
  find: (books: Books) => string[];
};

/** `amount × numerator / denominator`, halves away from zero; counted apart from the engine. */
export function rounded(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(Math.abs(amount)) * BigInt(numerator) * 2n + BigInt(denominator);
  const whole = Number(product / (2n * BigInt(denominator)));
  return amount < 0 ? -whole : whole;
}

/** The sum of what `of` says about each. */
export function sumOf<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((sum, each) => sum + of(each), 0);
}

/** Sums by a key. */
export function sumsBy<T>(
  list: readonly T[],
  key: (each: T) => string,
  of: (each: T) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of list) sums.set(key(each), (sums.get(key(each)) ?? 0) + of(each));
  return sums;
}

/** The keys on which two sums differ; one that is missing is zero. */
export function differing(left: Map<string, number>, right: Map<string, number>): string[] {
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => (left.get(key) ?? 0) !== (right.get(key) ?? 0));
}

/** Subscriptions by their number, with the day something is wrong. */
export function eachSub(books: Books, wrong: (sub: Sub) => string | null | undefined): string[] {
  return books.subs.flatMap((sub) => {
    const found = wrong(sub);
    return found ? [`subscription ${sub.id} ${found}`] : [];
  });
}

/** A check of these names; `find` answers what breaks it. */
export const check = (
  name: string,
  en: string,
  fr: string,
  find: PureCheck['find'],
): PureCheck => ({
  name,
  title: { en, fr },
  find,
});
