import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillingDay } from '../../api/billing.ts';
import type { Money } from '../../api/types.ts';
import { EmptyState, type PlainColumn, PlainTable, Totals, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';

type Props = { days: BillingDay[]; until: string; stale: boolean };

/** Adds up sums by currency. */
function sumOf(sums: Money[]): Money[] {
  const found = new Map<string, number>();
  for (const { currency, amount } of sums) {
    found.set(currency, (found.get(currency) ?? 0) + amount);
  }
  return [...found].map(([currency, amount]) => ({ currency, amount }));
}

/** Says sums of several currencies: "12,00 € + 5,00 $". */
function useSums() {
  const format = useFormat();
  return (sums: Money[]) =>
    sums.map(({ amount, currency }) => format.money(amount, currency)).join(' + ');
}

function useDayColumns(): PlainColumn<BillingDay>[] {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const money = useSums();
  const count = (value: number) => (value > 0 ? format.number(value) : null);
  return [
    {
      key: 'on',
      header: t('column.day'),
      narrow: 'title',
      cell: (day) => <span className="nowrap">{format.dayAndDate(day.on)}</span>,
    },
    {
      key: 'invoices',
      header: t('column.invoices'),
      narrow: 'named',
      align: 'end',
      cell: (day) => (day.invoices > 0 ? <Invoices day={day} /> : null),
    },
    {
      key: 'amount',
      header: t('column.amount'),
      narrow: 'figure',
      align: 'end',
      cell: (day) => <span className="nowrap">{money(day.amount) || '—'}</span>,
    },
    {
      key: 'retries',
      header: t('column.retries'),
      narrow: 'named',
      align: 'end',
      cell: (day) => count(day.retries),
    },
    {
      key: 'notices',
      header: t('column.notices'),
      narrow: 'named',
      align: 'end',
      cell: (day) => count(day.notices),
    },
    {
      key: 'starts',
      header: t('column.starts'),
      narrow: 'named',
      align: 'end',
      cell: (day) => count(day.starts),
    },
    {
      key: 'ends',
      header: t('column.ends'),
      align: 'end',
      narrow: 'named',
      cell: (day) => count(day.ends),
    },
  ];
}

/** How many are issued on a day, leading to them below. */
function Invoices({ day: { on, invoices } }: { day: BillingDay }) {
  const format = useFormat();
  return (
    <Link
      from="/o/$org/billing"
      to="."
      search={(now) => ({ ...now, day: on })}
      resetScroll={false}
      className={shared.figureLink}
    >
      {format.number(invoices)}
    </Link>
  );
}

/** A day on which the run does something. */
function isBusy({ invoices, starts, ends, retries, notices }: BillingDay): boolean {
  return invoices + starts + ends + retries + notices > 0;
}

/** Day by day: invoices with their sum, starts, ends, retries, notices. Quiet days are left out. */
export function PreviewDays({ days, until, stale }: Props) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const busy = days.filter(isBusy);
  const money = useSums();
  const columns = useDayColumns();
  const total = (key: 'invoices' | 'retries') => busy.reduce((sum, day) => sum + day[key], 0);
  if (busy.length === 0) {
    return (
      <EmptyState done title={t('quiet', { date: format.fullDate(until) })}>
        {t('quiet_text')}
      </EmptyState>
    );
  }
  return (
    <section className={shared.section} aria-busy={stale}>
      <h2>{t('days')}</h2>
      <Totals
        items={[
          {
            key: 'invoices',
            value: format.number(total('invoices')),
            label: t('totals.invoices', { count: total('invoices') }),
          },
          {
            key: 'amount',
            value: money(sumOf(busy.flatMap((day) => day.amount))) || format.money(0),
            label: t('totals.amount'),
          },
          {
            key: 'retries',
            value: format.number(total('retries')),
            label: t('totals.retries', { count: total('retries') }),
          },
        ]}
      />
      <PlainTable label={t('days')} rows={busy} rowKey={(day) => day.on} columns={columns} />
    </section>
  );
}
