import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RevenueDocument } from '../../api/reports.ts';
import { type PlainColumn, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { plainColumn, usePersonColumn } from './columns.tsx';
import { ReportRows } from './ReportRows.tsx';

type Props = {
  month: string;
  /** An id, or `none`; without one, all plans. */
  plan: string | undefined;
  name: string;
  currency: string;
};

/** The invoices and credit notes behind what a plan brought in in a month. */
export function RevenueDocuments({ month, plan, name, currency }: Props) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const columns = useColumns(currency);
  return (
    <ReportRows
      title={t('people.title', { name, month: format.monthOf(`${month}-01`) })}
      at="reports/plan-revenue/documents"
      query={{ month, plan, currency }}
      columns={columns}
      rowKey={(row) => row.document_id}
    />
  );
}

function useColumns(currency: string): PlainColumn<RevenueDocument>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { org } = useOrganization();
  const money = (key: 'net' | 'tax') =>
    plainColumn<RevenueDocument>({
      key,
      title: t(`forecast.${key}`),
      align: 'end',
      raw: (row) => row[key],
      cell: (row) => format.money(row[key], currency),
    });
  return [
    plainColumn({
      key: 'number',
      title: t('documents.number'),
      raw: (row) => row.number,
      cell: (row) => (
        <Link
          className={shared.linkRow}
          to={`/o/${org}/invoices` as string}
          search={{ open: row.invoice_id } as never}
        >
          {row.number}
        </Link>
      ),
    }),
    plainColumn({
      key: 'kind',
      title: t('documents.kind'),
      raw: (row) => t(`documents.${row.kind}`),
    }),
    plainColumn({
      key: 'on',
      title: t('documents.on'),
      raw: (row) => row.on,
      cell: (row) => format.shortDate(row.on),
    }),
    usePersonColumn<RevenueDocument>(),
    money('net'),
    money('tax'),
  ];
}
