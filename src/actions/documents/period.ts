import { fiscalYear } from '../../domain/billing/fec.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { dateFrom, lastDayOfMonth, localDate } from '../../domain/dates.ts';
import { defineRefusal } from '../../domain/errors.ts';

export const WrongPeriod = defineRefusal('wrong_period', 422, {
  en: 'The period ends before it begins.',
  fr: 'La période se termine avant de commencer.',
});

export const MissingPeriod = defineRefusal('missing_period', 422, {
  en: 'Say which days: a year, a year and a month, or a first and a last day.',
  fr: 'Indiquez les jours : une année, une année et un mois, ou un premier et un dernier jour.',
});

export type PeriodWish = {
  year?: number | undefined;
  /** 1–12, of `year`. */
  month?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/**
 * The days people mean, both inclusive: a range, a month, or the fiscal year that begins in a year.
 * Refuses with `MissingPeriod`, `WrongPeriod`, `InvalidDate`.
 */
export function periodOf(wish: PeriodWish, yearStarts: number): { from: LocalDate; to: LocalDate } {
  const { year, month, from, to } = wish;
  if (from && to) {
    const period = { from: localDate(from), to: localDate(to) };
    if (period.to < period.from) throw new WrongPeriod();
    return period;
  }
  if (!year) throw new MissingPeriod();
  if (!month) return fiscalYear(year, yearStarts);
  const first = dateFrom(year, month, 1);
  return { from: first, to: lastDayOfMonth(first) };
}
