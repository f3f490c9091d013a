import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Renewal, RenewalBoard } from '../../api/renewals.ts';
import { Amount, type Column, DateText, useFormat } from '../../ui/index.ts';
import { InvoiceLink } from '../record/tabs/InvoiceLink.tsx';
import { CompactLink } from '../shared/CompactLink.tsx';
import { offerName, RenewalState, useReason } from './RenewalState.tsx';

/** What the offer costs per interval, without its add-ons. */
export function OfferAmount({ row }: { row: Renewal }) {
  const { amount, quantity, currency, interval_unit: unit, interval_count: count } = row.offer;
  return <Amount minor={amount * quantity} currency={currency} per={{ unit, count }} />;
}

type Key = 'name' | 'plan' | 'last_day' | 'state' | 'price' | Detail;
type Detail = 'send_on' | 'sent' | 'reminders' | 'invoice' | 'reason' | 'decided';

/** What matters on each board beside who and what; asked ones say when and how often. */
const asked: Key[] = ['name', 'plan', 'last_day', 'state', 'sent', 'reminders', 'price'];
const shownOn: Partial<Record<RenewalBoard, Key[]>> = {
  intervention: ['name', 'plan', 'last_day', 'reason', 'price'],
  unpaid: ['name', 'plan', 'last_day', 'price', 'invoice'],
  scheduled: ['name', 'plan', 'last_day', 'send_on', 'price'],
  decided: ['name', 'plan', 'last_day', 'state', 'decided', 'reason'],
};

/** The columns of a board. */
export function useRenewalColumns(board: RenewalBoard): Column<Renewal>[] {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const reasonOf = useReason();
  return useMemo<Column<Renewal>[]>(() => {
    const cells: Record<Key, Omit<Column<Renewal>, 'id' | 'header'>> = {
      name: {
        size: 160,
        fixed: true,
        cell: (row) => <span className="strong">{row.contact.name}</span>,
      },
      plan: { size: 130, cell: offerName },
      last_day: { size: 95, cell: (row) => <DateText value={row.last_day} as="relative" /> },
      state: { size: 165, cell: (row) => <RenewalState state={row.state} /> },
      send_on: { size: 110, cell: (row) => <DateText value={row.send_on} as="relative" /> },
      sent: { size: 85, cell: (row) => <DateText value={row.sent_at} as="short" /> },
      reminders: {
        size: 90,
        align: 'end',
        cell: (row) => (row.reminders > 0 ? format.number(row.reminders) : null),
      },
      price: { size: 115, align: 'end', cell: (row) => <OfferAmount row={row} /> },
      invoice: { size: 220, cell: (row) => <OpenInvoice row={row} /> },
      reason: { size: 280, cell: (row) => reasonOf(row.reason) },
      decided: { size: 110, cell: (row) => <DateText value={row.decided_at} as="short" /> },
    };
    return (shownOn[board] ?? asked).map((id) => ({ id, header: t(`column.${id}`), ...cells[id] }));
  }, [t, board, format, reasonOf]);
}

/** The invoice that is to be paid, and the day it was sent. */
function OpenInvoice({ row: { invoice } }: { row: Renewal }) {
  if (!invoice) return null;
  return (
    <>
      <InvoiceLink invoice={invoice} /> · <DateText value={invoice.issued_on} as="short" />
    </>
  );
}

/** A renewal on a phone: two lines. */
export function RenewalCompact({ row }: { row: Renewal }) {
  return (
    <CompactLink open={row.id}>
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
    </CompactLink>
  );
}
