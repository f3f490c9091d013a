import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/overview.ts';
import { EmptyState, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Overview.module.css';

/** One line for each kind of work that waits; each leads to its rows. */
export function TodaysWork({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { org } = useOrganization();
  const { work, unknown } = overview;
  if (work.length === 0 && unknown.length === 0) {
    return (
      <EmptyState done title={t('work.none')}>
        {t('work.none_text')}
      </EmptyState>
    );
  }
  return (
    <nav className={classes.work} aria-label={t('work.label')}>
      {work.map(({ kind, count, to }) => (
        <Link key={kind} className={classes.line} {...address(`/o/${org}${to}`)}>
          <span>{t(`work.${kind}`, { count })}</span>
          <b>{format.number(count)}</b>
        </Link>
      ))}
      {unknown.map((charge) => (
        <Link
          key={charge.invoice_id}
          className={classes.line}
          {...address(`/o/${org}/invoices?open=${charge.invoice_id}`)}
        >
          <span>{t('work.unknown', { name: charge.name, number: charge.number })}</span>
          <b>{format.money(charge.amount, charge.currency)}</b>
        </Link>
      ))}
    </nav>
  );
}

/** An address with its search as the router wants them. */
function address(href: string) {
  const [to = '', search = ''] = href.split('?');
  return { to, search: Object.fromEntries(new URLSearchParams(search)) as never };
}
