import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import type { Card } from './types.ts';

const brands: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  sepa: 'IBAN',
};

/** Dates, cards and amounts the way they stand inside a sentence. */
export function useSay() {
  const format = useFormat();
  const { t } = useTranslation('portal');
  const written = (date: string, weekday?: 'long') => {
    const sameYear = date.slice(0, 4) === format.today.slice(0, 4);
    const text = new Intl.DateTimeFormat(format.locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      ...(weekday ? { weekday } : {}),
      ...(sameYear ? {} : { year: 'numeric' }),
    }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
    // The first of a month is the only ordinal day in French.
    return format.language === 'fr' ? text.replace(/\b1 (?=\p{L})/u, '1er ') : text;
  };
  return {
    /** "2 avril", "1er avril 2027". */
    date: (date: string) => written(date),
    /** "mercredi 4 mars". */
    weekday: (date: string) => written(date, 'long'),
    money: (amount: { amount: number; currency: string }) =>
      format.money(amount.amount, amount.currency),
    /** "Visa ••42". */
    card: ({ brand, last4 }: Card) => `${brands[brand] ?? brand} ••${last4.slice(-2)}`,
    /** "04/27", or null for a card without an end. */
    expiry: ({ exp_month, exp_year }: Card) =>
      exp_month === null || exp_year === null
        ? null
        : t('expiry', {
            month: String(exp_month).padStart(2, '0'),
            year: String(exp_year).slice(-2),
          }),
  };
}
