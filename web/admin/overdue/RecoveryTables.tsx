import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryMonth, StepRate } from '../../api/overdue.ts';
import { addDays, addMonths, PlainTable, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import classes from './Overdue.module.css';
import { useStepName } from './useStepName.ts';

type LinkProps = { to: Record<string, string>; children: ReactNode };

/** A number that opens the cases it counts. */
function Cases({ to, children }: LinkProps) {
  const { org } = useOrganization();
  return (
    <Link to={`/o/${org}/overdue` as string} search={to as never} className={classes.number}>
      {children}
    </Link>
  );
}

type MonthsProps = { months: RecoveryMonth[]; currency: string };

/** Month by month: what came back, what was lost, the share; the latest first. */
export function RecoveryMonths({ months, currency }: MonthsProps) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const cell = (state: 'recovered' | 'lost') => (row: RecoveryMonth) => {
    const from = `${row.month}-01`;
    const to = addDays(addMonths(from, 1), -1);
    const { amount, count } = row[state];
    if (count === 0) return null;
    return (
      <Cases to={{ state, from, to, currency }}>
        {format.money(amount, currency)} <small>{t('cases', { count })}</small>
      </Cases>
    );
  };
  const rate = ({ recovered, lost }: RecoveryMonth) => {
    const all = recovered.amount + lost.amount;
    return all > 0 ? format.percent(recovered.amount / all) : '—';
  };
  return (
    <section className={shared.section}>
      <h2>{t('months.title')}</h2>
      <PlainTable
        label={t('months.title')}
        rows={[...months].reverse()}
        rowKey={(row) => row.month}
        columns={[
          {
            key: 'month',
            header: t('months.month'),
            narrow: 'title',
            cell: (row) => format.monthOf(`${row.month}-01`),
          },
          {
            key: 'recovered',
            header: t('figure.recovered'),
            align: 'end',
            narrow: 'named',
            cell: cell('recovered'),
          },
          {
            key: 'lost',
            header: t('figure.lost'),
            align: 'end',
            narrow: 'named',
            cell: cell('lost'),
          },
          {
            key: 'rate',
            header: t('figure.share'),
            align: 'end',
            narrow: 'figure',
            cell: rate,
          },
        ]}
      />
    </section>
  );
}

type StepsProps = { steps: StepRate[]; from: string; to: string };

/** How often each step was reached, and how often it paid. */
export function RecoverySteps({ steps, from, to }: StepsProps) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const name = useStepName();
  const tried = ({ step, tried: count, succeeded }: StepRate) => {
    const number = format.number(count);
    if (count === 0) return '—';
    if (step === 'other') return '';
    if (step !== 'first_try') return <Cases to={{ tried: step, from, to }}>{number}</Cases>;
    if (count === succeeded) return number;
    return <Cases to={{ opened_from: from, opened_to: to }}>{number}</Cases>;
  };
  const succeeded = ({ step, succeeded: count }: StepRate) => {
    const number = format.number(count);
    if (count === 0 || step === 'first_try') return number;
    return <Cases to={{ state: 'recovered', via: step, from, to }}>{number}</Cases>;
  };
  const rate = (row: StepRate) =>
    row.step === 'other' || row.tried === 0 ? '' : format.percent(row.succeeded / row.tried);
  const amount = (row: StepRate) =>
    row.amount.map((sum) => format.money(sum.amount, sum.currency)).join(' + ');
  return (
    <section className={shared.section}>
      <h2>{t('steps_rate.title')}</h2>
      <p className={shared.lead}>{t('steps_rate.text')}</p>
      <PlainTable
        label={t('steps_rate.title')}
        rows={steps}
        rowKey={(row) => row.step}
        columns={[
          { key: 'step', header: t('steps_rate.step'), cell: (row) => name(row.step) },
          { key: 'tried', header: t('steps_rate.tried'), align: 'end', cell: tried },
          { key: 'paid', header: t('steps_rate.paid'), align: 'end', cell: succeeded },
          { key: 'rate', header: t('steps_rate.rate'), align: 'end', cell: rate },
          { key: 'amount', header: t('column.amount'), align: 'end', cell: amount },
        ]}
      />
    </section>
  );
}
