import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../api/benefits.ts';
import { addDays, addressText, StatusDot, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { useTicking } from './useDeliveries.ts';

type Props = { row: Delivery };

/** To whom: their record, at what they are owed. */
export function RecipientLink({ row }: Props) {
  const { org } = useOrganization();
  return (
    <Link
      to={`/o/${org}/people/${row.contact.id}` as string}
      search={{ tab: 'benefits' } as never}
      className="rowName"
    >
      {row.contact.name}
    </Link>
  );
}

/** The days it is for, in words. */
export function PeriodText({ row }: Props) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const from = format.shortDate(row.period_start);
  if (row.period_end === null) return t('unending', { from });
  return t('since', { from, to: format.shortDate(addDays(row.period_end, -1)) });
}

/** Where it goes, on one line. */
export function AddressCell({ row }: Props) {
  const { t } = useTranslation('benefits');
  const text = addressText(row.address);
  return text ? <span title={text}>{text}</span> : <span className="muted">{t('no_address')}</span>;
}

/** To do, or done when and by whom. */
export function DeliveryState({ row }: Props) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  if (row.done_at === null) return <StatusDot tone="warn">{t('todo')}</StatusDot>;
  const date = format.shortDate(format.dateOf(row.done_at));
  return (
    <span title={row.done_by ? t('done_by', { name: row.done_by }) : undefined}>
      <StatusDot tone="good">{t('done_on', { date })}</StatusDot>
    </span>
  );
}

/** Ticks one off, or takes that back. */
export function TickButton({ row }: Props) {
  const { t } = useTranslation('benefits');
  const { can } = useOrganization();
  const { tick, untick } = useTicking(row.benefit.id);
  if (!can('people.write')) return null;
  const isDone = row.done_at !== null;
  const word = t(isDone ? 'unmark' : 'mark');
  const change = isDone ? untick : tick;
  return (
    <Button
      size="xs"
      aria-label={`${word}: ${row.contact.name}`}
      loading={change.isPending}
      onClick={(event) => {
        event.stopPropagation();
        change.mutate({ ids: [row.id] });
      }}
    >
      {word}
    </Button>
  );
}

/** A delivery on a phone: two lines. */
export function DeliveryCompact({ row }: Props) {
  return (
    <span className={shared.compact}>
      <RecipientLink row={row} />
      <DeliveryState row={row} />
      <span className="soft small">
        <AddressCell row={row} />
      </span>
      <TickButton row={row} />
    </span>
  );
}
