import type { LocalDate, Period } from '../../domain/dates.ts';
import {
  addDays,
  addMonthsAnchored,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  monthOf,
  yearOf,
} from '../../domain/dates.ts';
import type { Books, Invoice, Remembered } from './books.ts';
import { balanceOf } from './books.ts';
import type { PureCheck } from './check.ts';
import { rounded, sumOf } from './check.ts';

const keys = ['net', 'tax', 'total'] as const;

/** '5+9.975' → exact parts of a hundred thousand; none in reverse charge. */
function ratesOf(text: string): number[] {
  if (text === 'reverse_charge') return [0];
  return text.split('+').map((each) => Math.round(Number(each) * 1000));
}

/** Tax of a group by §11; two rates side by side are taxed apart when the price is net. */
function taxOf(invoice: Invoice, mode: 'inclusive' | 'exclusive', rate: string): number {
  const lines = invoice.lines.filter((line) => line.taxRate === rate);
  const rates = ratesOf(rate);
  if (mode === 'exclusive') {
    const net = sumOf(lines, (line) => line.net);
    return sumOf(rates, (each) => rounded(net, each, 100_000));
  }
  const whole = sumOf(rates, (each) => each);
  return rounded(
    sumOf(lines, (line) => line.total),
    whole,
    100_000 + whole,
  );
}

function wrongTax(invoice: Invoice): boolean {
  const { taxMode } = invoice.sub.facts;
  const rates = [...new Set(invoice.lines.map((line) => line.taxRate))];
  return rates.some((rate) => {
    const is = sumOf(
      invoice.lines.filter((line) => line.taxRate === rate),
      (line) => line.tax,
    );
    return is !== taxOf(invoice, taxMode, rate);
  });
}

function wrongLine(invoice: Invoice): boolean {
  return invoice.lines.some((line) => {
    const whole = line.unitAmount * line.quantity;
    const { fraction, kind } = line;
    if (kind === 'proration_credit') return line.total > 0;
    // Tax is taken out of the line as a whole: a cent of each unit's price at most.
    const isReverse = line.taxRate === 'reverse_charge';
    const amount = fraction ? rounded(whole, fraction.days, fraction.of) : whole;
    // The price is net or gross; the other of the two has its tax on it.
    if (isReverse) return Math.abs(line.net - amount) > line.quantity;
    return line.net !== amount && line.total !== amount;
  });
}

/** True when a date is a boundary of the remembered anchor, by the calendar alone. */
function isBoundary(date: LocalDate, { anchorOn, day, interval }: Remembered): boolean {
  if (interval.unit === 'day' || interval.unit === 'week') {
    const every = interval.count * (interval.unit === 'week' ? 7 : 1);
    return daysBetween(anchorOn, date) % every === 0;
  }
  const months = (yearOf(date) - yearOf(anchorOn)) * 12 + monthOf(date) - monthOf(anchorOn);
  const every = interval.count * (interval.unit === 'year' ? 12 : 1);
  const last = daysInMonth(yearOf(date), monthOf(date));
  return months % every === 0 && dayOfMonth(date) === Math.min(day, last);
}

/** How long the whole period is that ends, or starts, on a boundary. */
function wholeLength({ start, end }: Period, remembered: Remembered): number | null {
  const { day, interval } = remembered;
  const byMonths = interval.unit === 'month' || interval.unit === 'year';
  const months = interval.count * (interval.unit === 'year' ? 12 : 1);
  const days = interval.count * (interval.unit === 'week' ? 7 : 1);
  if (!byMonths) return days;
  if (isBoundary(end, remembered)) {
    return daysBetween(addMonthsAnchored(end, -months, day), end);
  }
  if (!isBoundary(start, remembered)) return null;
  return daysBetween(start, addMonthsAnchored(start, months, day));
}

function drifts({ type, period, lines, remembered }: Invoice): boolean {
  if (type !== 'subscription') return false;
  const charges = lines.filter((line) => line.kind !== 'setup' && line.periodStart);
  if (charges[0]?.periodStart !== period.start || charges.at(-1)?.periodEnd !== period.end) {
    return true;
  }
  return charges.some((line, i) => {
    const stretch = { start: line.periodStart!, end: line.periodEnd! };
    if (i > 0 && charges[i - 1]!.periodEnd !== stretch.start) return true;
    const { fraction } = line;
    if (!fraction)
      return !isBoundary(stretch.start, remembered) || !isBoundary(stretch.end, remembered);
    const whole = wholeLength(stretch, remembered);
    const days = daysBetween(stretch.start, stretch.end);
    return fraction.days !== days || (whole !== null && whole !== fraction.of);
  });
}

/** A document of a series, invoices and credit notes alike. */
type Numbered = { serial: number; year: number; number: string; issuedOn: LocalDate };

function badNumbers(documents: Numbered[], series: string): string[] {
  const byYear = Map.groupBy(documents, ({ year }) => year);
  return [...byYear].flatMap(([year, list]) => {
    const start = series === '' ? '' : `${series}-`;
    return list.flatMap((each, i) => {
      const number = `${start}${year}-${String(i + 1).padStart(6, '0')}`;
      const late = i > 0 && list[i - 1]!.issuedOn > each.issuedOn;
      const right =
        each.serial === i + 1 && each.number === number && yearOf(each.issuedOn) === year;
      return right && !late ? [] : [each.number];
    });
  });
}

/** A change gives back more than what was left of the line it is about. */
function beyondRoom({ lines, sub, room }: Invoice): boolean {
  const key = sub.facts.taxMode === 'inclusive' ? 'total' : 'net';
  return lines.some((line) => line.kind === 'proration_credit' && -line[key] > room);
}

function overCredited(books: Books): string[] {
  return books.invoices
    .filter(
      (invoice) =>
        beyondRoom(invoice) ||
        invoice.lines.some(({ back, ...line }) =>
          keys.some((key) => {
            const given = back[key];
            return given < Math.min(line[key], 0) || given > Math.max(line[key], 0);
          }),
        ),
    )
    .map(({ number }) => number);
}

function numbersOf(invoices: Invoice[], broken: (invoice: Invoice) => boolean): string[] {
  return invoices.filter(broken).map(({ number }) => number);
}

/** Invoices, lines, credit notes, tax and numbers (billing-rules §1, §3, §5, §10, §11). */
export const invoiceChecks: PureCheck[] = [
  {
    name: 'numbers_have_no_gap',
    title: {
      en: 'Numbers of each series and year run from 1 without a gap, in the order of issue',
      fr: "Les numéros de chaque série et année se suivent depuis 1, dans l'ordre d'émission",
    },
    find: ({ invoices, notes }) => [...badNumbers(invoices, ''), ...badNumbers(notes, 'AV')],
  },
  {
    name: 'documents_are_their_lines',
    title: {
      en: 'The totals of each invoice and credit note are the sums of their lines',
      fr: 'Les totaux de chaque facture et avoir sont les sommes de leurs lignes',
    },
    find: ({ invoices, notes }) =>
      [...invoices, ...notes]
        .filter((each) => {
          const lines: Record<(typeof keys)[number], number>[] = each.lines;
          return keys.some((key) => sumOf(lines, (line) => line[key]) !== each[key]);
        })
        .map(({ number }) => number),
  },
  {
    name: 'line_is_price_by_days',
    title: {
      en: 'Each line is its price by its exact fraction, rounded once',
      fr: 'Chaque ligne est son prix par sa fraction exacte, arrondi une fois',
    },
    find: ({ invoices }) => numbersOf(invoices, wrongLine),
  },
  {
    name: 'tax_is_of_its_base',
    title: {
      en: 'The tax of each rate is that of its base, rounded once',
      fr: 'La taxe de chaque taux est celle de sa base, arrondie une fois',
    },
    find: ({ invoices }) => numbersOf(invoices, wrongTax),
  },
  {
    name: 'periods_follow_anchor',
    title: {
      en: 'Every period runs from boundary to boundary of the remembered anchor',
      fr: "Chaque période va d'une échéance à l'autre depuis le jour mémorisé",
    },
    find: ({ invoices }) => numbersOf(invoices, drifts),
  },
  {
    name: 'credits_within_lines',
    title: {
      en: 'No line is credited beyond its own amounts',
      fr: "Aucune ligne n'est créditée au-delà de ses propres montants",
    },
    find: overCredited,
  },
  {
    name: 'status_follows_balance',
    title: {
      en: 'An invoice is open while something is left to pay, and paid when nothing is',
      fr: "Une facture est ouverte tant qu'il reste à payer, et payée quand il ne reste rien",
    },
    find: ({ invoices }) =>
      numbersOf(invoices, (invoice) => {
        const balance = balanceOf(invoice);
        const { status } = invoice;
        return (
          balance < 0 ||
          (status === 'open') !== (balance > 0 && status !== 'uncollectible' && status !== 'void')
        );
      }),
  },
  {
    name: 'billed_once',
    title: {
      en: 'Each period of a subscription is billed once',
      fr: "Chaque période d'un abonnement est facturée une fois",
    },
    find: ({ invoices }) => {
      const seen = new Set<string>();
      return numbersOf(invoices, ({ sub, period, type, status }) => {
        const key = `${sub.id} ${period.start} ${addDays(period.start, 0)}`;
        if (type !== 'subscription' || status === 'void') return false;
        const twice = seen.has(key);
        seen.add(key);
        return twice;
      });
    },
  },
];
