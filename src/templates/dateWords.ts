import {
  addDays,
  dayOfMonth,
  dayOfWeek,
  type LocalDate,
  monthOf,
  type Period,
  yearOf,
} from '../domain/dates.ts';
import type { Language } from '../domain/errors.ts';

const words: Record<Language, { months: string[]; days: string[]; and: string }> = {
  en: {
    months: [
      ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
      ...['August', 'September', 'October', 'November', 'December'],
    ],
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    and: 'and',
  },
  fr: {
    months: [
      ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet'],
      ...['août', 'septembre', 'octobre', 'novembre', 'décembre'],
    ],
    days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    and: 'et',
  },
};

/** "4 March", "1er mars". */
export function dayAndMonth(date: LocalDate, language: Language): string {
  const day = dayOfMonth(date);
  const written = language === 'fr' && day === 1 ? '1er' : String(day);
  return `${written}\u00a0${words[language].months[monthOf(date) - 1]}`;
}

/** "4 March 2026", "1er mars 2026". */
export function longDate(date: LocalDate, language: Language): string {
  return `${dayAndMonth(date, language)} ${yearOf(date)}`;
}

/** "Wednesday 4 March", "mercredi 4 mars". */
export function weekdayDate(date: LocalDate, language: Language): string {
  return `${words[language].days[dayOfWeek(date) - 1]} ${dayAndMonth(date, language)}`;
}

/** "Wednesday 4 March, Saturday 7 March and Monday 9 March". */
export function weekdayDates(dates: readonly LocalDate[], language: Language): string {
  const each = dates.map((date) => weekdayDate(date, language));
  const last = each.pop();
  if (last === undefined) return '';
  return each.length === 0 ? last : `${each.join(', ')} ${words[language].and} ${last}`;
}

/** A half-open period by its last day: "1–31 March 2026", "du 15 mars au 14 avril 2026". */
export function periodWords(period: Period, language: Language): string {
  const first = period.start;
  const last = addDays(period.end, -1);
  if (first === last) return longDate(first, language);
  const from = shortened(first, last, language);
  const until = longDate(last, language);
  if (language === 'fr') return `du ${from} au ${until}`;
  return /^\d+$/.test(from) ? `${from}–${until}` : `${from} – ${until}`;
}

/** The first day without what it shares with the last: month and year, or the year. */
function shortened(first: LocalDate, last: LocalDate, language: Language): string {
  if (yearOf(first) !== yearOf(last)) return longDate(first, language);
  if (monthOf(first) !== monthOf(last)) return dayAndMonth(first, language);
  return dayAndMonth(first, language).split('\u00a0')[0] ?? '';
}
