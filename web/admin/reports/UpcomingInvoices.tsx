import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { UpcomingInvoice } from '../../api/reports.ts';
import { type PlainColumn, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { plainColumn } from './columns.tsx';
import { ReportRows } from './ReportRows.tsx';

type Props = {
  title: string;
  /** Days of issue, both inclusive. */
  from: string;
  to: string;
  /** All when not given. */
  currency?: string;
};

/** The invoices that the runs of some days will issue, one by one, by the engine that bills. */
export function UpcomingInvoices({ title, from, to, currency }: Props) {
  return (
    <ReportRows
      title={title}
      at="billing/upcoming"
      query={{ from, to, currency }}
      columns={useColumns()}
      rowKey={(row) => `${row.on} ${row.subscription_id} ${row.what} ${row.total}`}
    />
  );
}

function useColumns(): PlainColumn<UpcomingInvoice>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { org } = useOrganization();
  const money = (key: 'net' | 'total') =>
    plainColumn<UpcomingInvoice>({
      key,
      title: t(`forecast.${key}`),
      align: 'end',
      raw: (row) => row[key],
      cell: (row) => format.money(row[key], row.currency),
    });
  const person = ({ id, name }: UpcomingInvoice['contact']) => (
    <Link className={shared.linkRow} to={`/o/${org}/people/${id}` as string}>
      {name}
    </Link>
  );
  return [
    plainColumn({
      key: 'name',
      title: t('people.name'),
      raw: (row) => row.contact.name,
      // One invoice for several members is the payer's.
      cell: (row) => person(row.covers > 1 ? row.payer : row.contact),
    }),
    plainColumn({
      key: 'payer',
      title: t('upcoming.payer'),
      raw: (row) => row.payer.name,
      cell: (row) =>
        row.covers > 1
          ? t('upcoming.covers', { count: row.covers })
          : row.payer.id === row.contact.id
            ? null
            : row.payer.name,
    }),
    plainColumn({ key: 'what', title: t('upcoming.what'), raw: (row) => row.what }),
    plainColumn({
      key: 'on',
      title: t('people.on'),
      raw: (row) => row.on,
      cell: (row) => format.shortDate(row.on),
    }),
    money('net'),
    money('total'),
  ];
}
