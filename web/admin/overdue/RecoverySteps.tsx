import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import type { StepRate } from '../../api/overdue.ts';
import { type PlainColumn, PlainTable, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import classes from './Overdue.module.css';
import { Cases } from './RecoveryTables.tsx';
import { useStepName } from './useStepName.ts';

type ChargesProps = {
  to: { charges: 'tried' | 'paid'; of?: string | undefined };
  children: ReactNode;
};

/** A number that shows the charges it counts, below. */
function Charges({ to: { charges, of }, children }: ChargesProps) {
  return (
    <Link
      from="/o/$org/overdue"
      to="."
      search={(now) => ({ ...now, charges, of })}
      resetScroll={false}
      className={classes.number}
    >
      {children}
    </Link>
  );
}

type Between = { from: string; to: string };

/** How often each step was reached, and how often it paid. */
export function RecoverySteps({ steps, ...between }: Between & { steps: StepRate[] }) {
  const { t } = useTranslation('overdue');
  const { path } = useOrganization();
  const columns = useColumns(between);
  return (
    <section className={shared.section}>
      <div className={classes.titled}>
        <h2>{t('steps_rate.title')}</h2>
        <a
          href={apiUrl(`${path}/overdue-cases/statistics/steps/csv`, between)}
          aria-label={t('steps_rate.csv')}
        >
          {t('csv')}
        </a>
      </div>
      <p className={shared.lead}>{t('steps_rate.text')}</p>
      <PlainTable
        label={t('steps_rate.title')}
        rows={steps}
        rowKey={(row) => row.step}
        columns={columns}
      />
    </section>
  );
}

function useColumns(between: Between): PlainColumn<StepRate>[] {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const name = useStepName();
  const rate = (row: StepRate) =>
    row.step === 'other' || row.tried === 0 ? '' : format.percent(row.succeeded / row.tried);
  const figure = (key: 'tried' | 'paid', cell: (row: StepRate) => ReactNode) => ({
    ...{ key, header: t(`steps_rate.${key}`), cell },
    ...({ narrow: 'named', align: 'end' } as const),
  });
  return [
    {
      key: 'step',
      header: t('steps_rate.step'),
      narrow: 'title',
      cell: (row) => name(row.step),
    },
    figure('tried', (row) => <Tried row={row} between={between} />),
    figure('paid', (row) =>
      row.succeeded === 0 ? (
        '—'
      ) : (
        <Paid step={row.step} between={between}>
          {format.number(row.succeeded)}
        </Paid>
      ),
    ),
    { key: 'rate', header: t('steps_rate.rate'), narrow: 'figure', align: 'end', cell: rate },
    {
      key: 'amount',
      header: t('column.amount'),
      narrow: 'named',
      align: 'end',
      cell: (row) => <Amounts row={row} between={between} />,
    },
  ];
}

type RowProps = { row: StepRate; between: Between };

/** The cases that reached a step; of the first try, the charges. */
function Tried({ row: { step, tried }, between }: RowProps) {
  const format = useFormat();
  const number = format.number(tried);
  if (tried === 0) return '—';
  if (step === 'other') return '';
  if (step === 'first_try') return <Charges to={{ charges: 'tried' }}>{number}</Charges>;
  return <Cases to={{ state: 'ended', tried: step, ...between }}>{number}</Cases>;
}

type PaidProps = { step: string; between: Between; currency?: string; children: ReactNode };

/** The cases that a step made good; of the first try, the charges that paid. */
function Paid({ step, between, currency, children }: PaidProps) {
  if (step === 'first_try') {
    return <Charges to={{ charges: 'paid', of: currency }}>{children}</Charges>;
  }
  const of = { state: 'recovered', via: step, ...between, ...(currency ? { currency } : {}) };
  return <Cases to={of}>{children}</Cases>;
}

/** What a step brought in, currency by currency. */
function Amounts({ row: { step, amount: sums }, between }: RowProps) {
  const format = useFormat();
  const some = sums.filter(({ amount }) => amount !== 0);
  if (some.length === 0) return '—';
  return (
    <span className={classes.sums}>
      {some.map(({ amount, currency }) => (
        <Paid key={currency} step={step} between={between} currency={currency}>
          {format.money(amount, currency)}
        </Paid>
      ))}
    </span>
  );
}
