import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { dateIn, daysBetween, monthsBetween } from './calendar.ts';

export type Language = 'en' | 'fr';

export type FormatSettings = {
  language: Language;
  timeZone: string;
  currency: string;
  /** The organization's today (a sandbox has its own), 'YYYY-MM-DD'. */
  today: string;
};

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

/** Digits after the point of a currency (2 for EUR, 0 for JPY). */
export function digitsOf(currency: string): number {
  // A code that is being typed is none yet.
  if (!/^[A-Z]{3}$/i.test(currency)) return 2;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}

function moneyIn(locale: string, currency: string, minor: number): string {
  const digits = digitsOf(currency);
  const whole = minor % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

function durationIn(locale: string, months: number): string {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [years > 0 ? part(years, 'year') : '', rest > 0 ? part(rest, 'month') : ''];
  return parts.filter(Boolean).join(' ');
}

function dateFormats(locale: string, settings: FormatSettings) {
  const at = (date: string) => new Date(`${date.slice(0, 10)}T00:00:00Z`);
  const show = (date: string, options: Intl.DateTimeFormatOptions) =>
    first(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at(date)));
  /** French counts the first of a month: "1er mars". */
  const first = (text: string) =>
    settings.language === 'fr' ? text.replace(/(^|\s)1(?=\s\p{L})/u, '$11er') : text;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const shortDate = (date: string) =>
    show(date, {
      day: 'numeric',
      month: 'short',
      ...(date.slice(0, 4) === settings.today.slice(0, 4) ? {} : { year: 'numeric' }),
    });
  return {
    /** "3 mars", with the year when it is another one. */
    shortDate,
    /** "mardi 3 mars 2026". */
    longDate: (date: string) =>
      show(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** "3 mars 2026". */
    fullDate: (date: string) => show(date, { day: 'numeric', month: 'long', year: 'numeric' }),
    /** "mercredi 4 mars". */
    dayAndDate: (date: string) => show(date, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** "mars", under a bar of a chart. */
    shortMonth: (date: string) => show(date, { month: 'short' }),
    /** "mars 2026". */
    monthOf: (date: string) => show(date, { month: 'long', year: 'numeric' }),
    /** "mars 26", where months of several years stand side by side. */
    monthAndYear: (date: string) => show(date, { month: 'short', year: '2-digit' }),
    /** "dans 5 jours" within two weeks of today, otherwise the short date. */
    relativeDate: (date: string) => {
      const days = daysBetween(settings.today, date);
      return Math.abs(days) <= 13 ? relative.format(days, 'day') : shortDate(date);
    },
  };
}

function makeFormat(settings: FormatSettings) {
  const locale = locales[settings.language];
  const numbers = new Intl.NumberFormat(locale);
  return {
    ...settings,
    locale,
    ...dateFormats(locale, settings),
    number: (value: number) => numbers.format(value),
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    /** A tax rate as it is stored: "20" → "20%", two side by side "5+9.975" → "5% + 9.975%". */
    taxRate: (text: string) =>
      text
        .split('+')
        .map((rate) =>
          new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(
            Number(rate) / 100,
          ),
        )
        .join(' + '),
    /** Minor units → "7,50 €"; whole amounts lose their zeros. */
    money: (minor: number, currency = settings.currency) => moneyIn(locale, currency, minor),
    /** Time of an instant in the organization's zone: "08:14". */
    time: (instant: string) =>
      new Intl.DateTimeFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: settings.timeZone,
      }).format(new Date(instant)),
    /** The calendar date of an instant in the organization's zone. */
    dateOf: (instant: string) => dateIn(instant, settings.timeZone),
    /** "2 ans 10 mois" since a date; empty in the first month. */
    since: (date: string) => durationIn(locale, Math.max(0, monthsBetween(date, settings.today))),
    /** Orders texts as a reader of this language expects. */
    compare: new Intl.Collator(locale, { sensitivity: 'base', numeric: true }).compare,
    list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
}

export type Format = ReturnType<typeof makeFormat>;

const FormatContext = createContext<Format | null>(null);

/** Gives every block below it the language, zone, currency and today to show things in. */
export function FormatProvider(props: FormatSettings & { children: ReactNode }) {
  const { language, timeZone, currency, today } = props;
  const format = useMemo(
    () => makeFormat({ language, timeZone, currency, today }),
    [language, timeZone, currency, today],
  );
  return <FormatContext value={format}>{props.children}</FormatContext>;
}

/** Formatting in the organization's language, zone and currency. Throws outside FormatProvider. */
export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat needs a FormatProvider above it');
  return format;
}
