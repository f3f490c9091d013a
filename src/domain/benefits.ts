/** What plans give beside access, and how often it is handed over (spec/people, "Benefits"). */
import type { LocalDate, Period } from './dates.ts';
import { localDate } from './dates.ts';
import { defineRefusal } from './errors.ts';

/** Nothing to hand over, one thing per member, or one thing per paid period. */
export const deliveryKinds = ['none', 'once', 'period'] as const;

export type DeliveryKind = (typeof deliveryKinds)[number];

/** How a calendar month is written: "2026-11". */
export const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The days of a calendar month, 'YYYY-MM', as [start, end). */
export function monthDays(month: string): Period {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { start: localDate(`${month}-01`), end: localDate(`${next}-01`) };
}

/** The calendar month of a day, 'YYYY-MM'. */
export function monthOf(day: LocalDate): string {
  return day.slice(0, 7);
}

export const BenefitNameTaken = defineRefusal('benefit_name_taken', 409, {
  en: 'There is a benefit called "{name}" already. Choose another name, or add that one.',
  fr: 'Il existe déjà un avantage « {name} ». Choisissez un autre nom, ou ajoutez celui-là.',
});

export const BenefitGone = defineRefusal('benefit_gone', 422, {
  en: 'One of these benefits exists no more. Reload the page and choose again.',
  fr: "L'un de ces avantages n'existe plus. Rechargez la page et choisissez à nouveau.",
});

export const NothingToDeliver = defineRefusal('nothing_to_deliver', 409, {
  en: 'There is nothing left to deliver here.',
  fr: "Il n'y a plus rien à remettre ici.",
});
