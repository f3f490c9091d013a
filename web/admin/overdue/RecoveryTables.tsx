import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryMonth } from '../../api/overdue.ts';
import { addDays, addMonths, PlainTable, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import classes from './Overdue.module.css';

type LinkProps = { to: Record<string, string>; children: ReactNode };

/** A number that opens the cases it counts. */
export function Cases({ to, children }: LinkProps) {
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
