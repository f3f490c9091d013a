import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Invoices.module.css';
import { ageingQuery } from './queries.ts';

const late: Record<string, string | undefined> = {
  week: '1',
  month: '1',
  quarter: '2',
  older: '2',
};

/** What is open, by how long it has been due: a bar for each age. */
export function Ageing() {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { org } = useOrganization();
  const { data } = useQuery(ageingQuery(org));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const sizes = items.map(({ amount }) => amount.reduce((sum, money) => sum + money.amount, 0));
  const most = Math.max(...sizes, 1);
  return (
    <section className={classes.ageing} aria-label={t('ageing.title')}>
      <h2>{t('ageing.title')}</h2>
      {items.map(({ bucket, count, amount }, index) => (
        <Fragment key={bucket}>
          <span>{t(`ageing.${bucket}`)}</span>
          <span
            className={classes.bar}
            data-late={late[bucket]}
            style={{ width: `${((sizes[index] ?? 0) / most) * 100}%` }}
          />
          <span className="num">
            {amount.map((money) => format.money(money.amount, money.currency)).join(' + ')}
          </span>
          <span className="num muted">{t('ageing.count', { count })}</span>
        </Fragment>
      ))}
    </section>
  );
}
