import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '../../api/billing.ts';
import { Amount, type Column, DateText } from '../../ui/index.ts';
import { InvoiceState } from './InvoiceState.tsx';

/** The columns of the list of invoices; with what it `has`, how much of that. */
export function useInvoiceColumns(has?: string): Column<InvoiceRow>[] {
  const { t } = useTranslation('invoices');
  return useMemo<Column<InvoiceRow>[]>(
    () => [
      {
        id: 'number',
        header: t('column.number'),
        size: 150,
        fixed: true,
        cell: (row) => <span className="strong">{row.number}</span>,
      },
      { id: 'name', header: t('column.name'), size: 180, cell: (row) => row.contact.name },
      {
        id: 'payer',
        header: t('column.payer'),
        size: 130,
        cell: (row) =>
          row.payer.id === row.contact.id ? <span className="muted">—</span> : row.payer.name,
      },
      { id: 'type', header: t('column.type'), size: 110, cell: (row) => kindWord(t, row) },
      {
        id: 'issued',
        header: t('column.issued'),
        size: 110,
        cell: (row) => <DateText value={row.issued_on} />,
      },
      {
        id: 'due',
        header: t('column.due'),
        size: 110,
        cell: (row) => <DateText value={row.due_on} />,
      },
      {
        id: 'status',
        header: t('column.status'),
        size: 130,
        cell: (row) => <InvoiceState row={row} />,
      },
      {
        id: 'total',
        header: t('column.total'),
        size: 110,
        align: 'end',
        cell: (row) => <Amount minor={row.total} currency={row.currency} />,
      },
      ...(has === 'payment' || has === 'credit' ? [partColumn(t, has)] : []),
      {
        id: 'balance',
        header: t('column.balance'),
        size: 110,
        align: 'end',
        cell: (row) =>
          row.balance > 0 && row.status !== 'void' ? (
            <Amount minor={row.balance} currency={row.currency} />
          ) : (
            <span className="muted">—</span>
          ),
      },
    ],
    [t, has],
  );
}

type T = ReturnType<typeof useTranslation<'invoices'>>['t'];

function partColumn(t: T, has: 'payment' | 'credit'): Column<InvoiceRow> {
  const amount = (row: InvoiceRow) => (has === 'payment' ? row.settled : row.credited);
  return {
    id: has,
    header: t(`column.${has}`),
    size: 110,
    align: 'end',
    cell: (row) => <Amount minor={amount(row)} currency={row.currency} />,
  };
}

/** What kind of bill it is; a notice says that it is one. */
const kindWord = (t: T, row: InvoiceRow) =>
  row.proforma ? t('form.proforma_mark') : typeWord(t, row.type);

const typeWord = (t: T, type: string) =>
  t(`type.${type as 'manual'}`, { defaultValue: type.replaceAll('_', ' ') });
