import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../../api/http.ts';
import type { InvoiceSummary } from '../../../api/subscriptions.ts';
import {
  Amount,
  DateText,
  type PlainColumn,
  PlainTable,
  StatusDot,
  type Tone,
} from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { invoicesQuery } from '../queries.ts';
import { InvoiceLink } from './InvoiceLink.tsx';
import { Loaded } from './Loaded.tsx';
import { useWord } from './useWord.ts';

const tones: Record<string, Tone> = {
  open: 'info',
  paid: 'good',
  void: 'idle',
  uncollectible: 'bad',
};

/** Invoices with their state and the document. */
export function InvoicesTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const query = useQuery(invoicesQuery(org, id));
  const columns = useColumns();
  return (
    <Loaded query={query} empty={t('empty.invoices')}>
      {(items) => (
        <PlainTable
          label={t('tab.invoices')}
          rows={items}
          rowKey={(invoice) => invoice.id}
          columns={columns}
        />
      )}
    </Loaded>
  );
}

function useColumns(): PlainColumn<InvoiceSummary>[] {
  const { t } = useTranslation('record');
  const { path } = useOrganization();
  const word = useWord();
  const status = (invoice: InvoiceSummary) => {
    const isLate = invoice.status === 'open' && (invoice.overdue_days ?? 0) > 0;
    return (
      <StatusDot tone={isLate ? 'bad' : (tones[invoice.status] ?? 'idle')}>
        {isLate
          ? t('invoices.late', { count: invoice.overdue_days ?? 0 })
          : word('invoice_status', invoice.status)}
      </StatusDot>
    );
  };
  return [
    {
      key: 'number',
      header: t('invoices.number'),
      cell: (invoice) => <InvoiceLink invoice={invoice} />,
    },
    {
      key: 'issued',
      header: t('invoices.issued'),
      cell: (invoice) => <DateText value={invoice.issued_on} />,
    },
    { key: 'status', header: t('invoices.status'), cell: status },
    {
      key: 'total',
      header: t('invoices.total'),
      align: 'end',
      cell: (invoice) => <Amount minor={invoice.total} currency={invoice.currency} />,
    },
    {
      key: 'balance',
      header: t('invoices.balance'),
      align: 'end',
      cell: (invoice) =>
        invoice.balance ? (
          <Amount minor={invoice.balance} currency={invoice.currency} />
        ) : (
          <span className="muted">—</span>
        ),
    },
    {
      key: 'pdf',
      header: <span className="sr">PDF</span>,
      align: 'end',
      cell: (invoice) => (
        <Anchor
          href={apiUrl(`${path}/invoices/${invoice.id}/pdf`)}
          target="_blank"
          rel="noreferrer"
          aria-label={t('pdf_of', { number: invoice.number })}
        >
          PDF
        </Anchor>
      ),
    },
  ];
}
