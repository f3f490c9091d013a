import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Renewal, RenewalBoard } from '../../api/renewals.ts';
import { Amount, type Column, DateText, useFormat } from '../../ui/index.ts';
import { InvoiceLink } from '../record/tabs/InvoiceLink.tsx';
import shared from '../shared/Page.module.css';
import { offerName, RenewalState, useReason } from './RenewalState.tsx';

/** What the offer costs per interval, without its add-ons. */
export function OfferAmount({ row }: { row: Renewal }) {
  const { amount, quantity, currency, interval_unit: unit, interval_count: count } = row.offer;
  return <Amount minor={amount * quantity} currency={currency} per={{ unit, count }} />;
}

/** The columns of every board, and what matters on this one. */
export function useRenewalColumns(board: RenewalBoard): Column<Renewal>[] {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const reasonOf = useReason();
  return useMemo<Column<Renewal>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        size: 180,
        fixed: true,
        cell: (row) => <span className="strong">{row.contact.name}</span>,
      },
      { id: 'plan', header: t('column.plan'), size: 150, cell: offerName },
      {
        id: 'last_day',
        header: t('column.last_day'),
        size: 110,
        cell: (row) => <DateText value={row.last_day} as="relative" />,
      },
      {
        id: 'state',
        header: t('column.state'),
        size: 160,
        cell: (row) => <RenewalState state={row.state} />,
      },
      board === 'scheduled'
        ? {
            id: 'send_on',
            header: t('column.send_on'),
            size: 110,
            cell: (row) => <DateText value={row.send_on} as="relative" />,
          }
        : {
            id: 'sent',
            header: t('column.sent'),
            size: 100,
            cell: (row) => <DateText value={row.sent_at} as="short" />,
          },
      {
        id: 'reminders',
        header: t('column.reminders'),
        size: 90,
        align: 'end',
        cell: (row) => (row.reminders > 0 ? format.number(row.reminders) : null),
      },
      {
        id: 'price',
        header: t('column.price'),
        size: 120,
        align: 'end',
        cell: (row) => <OfferAmount row={row} />,
      },
      ...(board === 'unpaid' || board === 'all' ? [invoiceColumn(t('column.invoice'))] : []),
      ...(board === 'intervention' || board === 'decided'
        ? [
            {
              id: 'reason',
              header: t('column.reason'),
              size: 260,
              cell: (row: Renewal) => reasonOf(row.reason),
            },
          ]
        : []),
    ],
    [t, board, format, reasonOf],
  );
}

function invoiceColumn(header: string): Column<Renewal> {
  return {
    id: 'invoice',
    header,
    size: 210,
    cell: ({ invoice }) =>
      invoice ? (
        <>
          <InvoiceLink invoice={invoice} /> · <DateText value={invoice.issued_on} as="short" />
        </>
      ) : null,
  };
}

/** A renewal on a phone: two lines. */
export function RenewalCompact({ row }: { row: Renewal }) {
  return (
    <Link
      to="."
      search={((now: object) => ({ ...now, open: row.id })) as never}
      className={shared.compact}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      <span className="strong">{row.contact.name}</span>
      <span className="num">
        <OfferAmount row={row} />
      </span>
      <span className="small">
        {offerName(row)} · <DateText value={row.last_day} as="relative" />
      </span>
      <span className="soft small">
        <RenewalState state={row.state} />
      </span>
    </Link>
  );
}
