import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FirstTry } from '../../api/overdue.ts';
import { type PlainColumn, StatusDot, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { ReportRows } from '../reports/ReportRows.tsx';
import shared from '../shared/Page.module.css';

type Props = {
  from: string;
  to: string;
  /** Only those that paid; else all that were answered. */
  paid: boolean;
  currency: string | undefined;
};

/** The charges behind the rate of the first try. */
export function FirstTries({ from, to, paid, currency }: Props) {
  const { t } = useTranslation('overdue');
  return (
    <ReportRows
      title={t(paid ? 'first_tries.paid' : 'first_tries.tried')}
      at="overdue-cases/statistics/first-tries"
      query={{ from, to, currency, outcome: paid ? 'succeeded' : undefined }}
      columns={useColumns()}
      rowKey={(row) => row.id}
    />
  );
}

function useColumns(): PlainColumn<FirstTry>[] {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const { org } = useOrganization();
  return [
    {
      key: 'name',
      header: t('column.name'),
      cell: (row) => (
        <Link className={shared.linkRow} to={`/o/${org}/people/${row.contact.id}` as string}>
          {row.contact.name}
        </Link>
      ),
    },
    {
      key: 'invoice',
      header: t('first_tries.invoice'),
      cell: (row) => (
        <Link
          className={shared.figureLink}
          to={`/o/${org}/invoices` as string}
          search={{ open: row.invoice.id } as never}
        >
          {row.invoice.number}
        </Link>
      ),
    },
    { key: 'on', header: t('first_tries.on'), cell: (row) => format.shortDate(row.on) },
    {
      key: 'outcome',
      header: t('first_tries.outcome'),
      cell: (row) => (
        <StatusDot tone={row.outcome === 'succeeded' ? 'good' : 'bad'}>
          {row.reason_text ?? t(`first_tries.${row.outcome}`)}
        </StatusDot>
      ),
    },
    {
      key: 'amount',
      header: t('column.amount'),
      align: 'end',
      cell: (row) => format.money(row.amount, row.currency),
    },
  ];
}
