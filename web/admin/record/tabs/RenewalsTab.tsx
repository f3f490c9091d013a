import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Renewal } from '../../../api/renewals.ts';
import { DateText, type PlainColumn, PlainTable, useFormat } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { offerName, RenewalState } from '../../renewals/RenewalState.tsx';
import { OfferAmount } from '../../renewals/useRenewalColumns.tsx';
import { renewalsQuery } from '../queries.ts';
import { InvoiceLink } from './InvoiceLink.tsx';
import { Loaded } from './Loaded.tsx';

/** What somebody was asked about their next terms, the latest first; each opens on its page. */
export function RenewalsTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const query = useQuery(renewalsQuery(org, id));
  const columns = useColumns();
  return (
    <Loaded query={query} empty={t('empty.renewals')}>
      {(items) => (
        <PlainTable
          label={t('tab.renewals')}
          rows={items}
          rowKey={(row) => row.id}
          columns={columns}
        />
      )}
    </Loaded>
  );
}

function useColumns(): PlainColumn<Renewal>[] {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const { org } = useOrganization();
  return [
    {
      key: 'last_day',
      header: t('column.last_day'),
      cell: (row) => (
        <Anchor
          className="nowrap"
          component={Link}
          to={`/o/${org}/renewals` as string}
          search={{ open: row.id } as never}
        >
          {format.fullDate(row.last_day)}
        </Anchor>
      ),
    },
    { key: 'plan', header: t('column.plan'), cell: offerName },
    { key: 'state', header: t('column.state'), cell: (row) => <RenewalState state={row.state} /> },
    {
      key: 'sent',
      header: t('column.sent'),
      cell: (row) => <DateText value={row.sent_at} as="short" />,
    },
    {
      key: 'invoice',
      header: t('column.invoice'),
      cell: (row) => (row.invoice ? <InvoiceLink invoice={row.invoice} /> : null),
    },
    {
      key: 'price',
      header: t('column.price'),
      align: 'end',
      cell: (row) => <OfferAmount row={row} />,
    },
  ];
}
