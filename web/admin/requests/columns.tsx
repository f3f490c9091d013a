import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JoinRequest } from '../../api/requests.ts';
import { Amount, type Column, DateText, StatusDot, type Tone } from '../../ui/index.ts';
import { CompactLink } from '../shared/CompactLink.tsx';

const tones: Record<'waiting' | NonNullable<JoinRequest['outcome']>, Tone> = {
  waiting: 'info',
  approved: 'good',
  declined: 'idle',
  withdrawn: 'idle',
};

/** What became of a request, as a word with its dot. */
export function Outcome({ row }: { row: JoinRequest }) {
  const { t } = useTranslation('requests');
  const word = row.outcome ?? 'waiting';
  return <StatusDot tone={tones[word]}>{t(`outcome.${word}`)}</StatusDot>;
}

/** What it would cost, per interval unless it is paid once. */
export function RequestAmount({ row }: { row: JoinRequest }) {
  const per = row.once ? null : { unit: row.interval_unit, count: row.interval_count };
  return <Amount minor={row.amount * row.quantity} currency={row.currency} per={per} />;
}

/** What they wrote: their words first, else the answers in one line. */
function said({ message, answers }: JoinRequest): string {
  return message || answers.map(({ value }) => value).join(' · ');
}

/** The columns of the queue, or of what was decided. */
export function useRequestColumns(isDecided: boolean): Column<JoinRequest>[] {
  const { t } = useTranslation('requests');
  return useMemo<Column<JoinRequest>[]>(() => {
    const columns: Column<JoinRequest>[] = [
      {
        id: 'name',
        header: t('column.name'),
        size: 190,
        fixed: true,
        cell: (row) => <span className="strong">{row.contact.name}</span>,
      },
      {
        id: 'plan',
        header: t('column.plan'),
        size: 150,
        cell: (row) => row.plan.name,
      },
      {
        id: 'amount',
        header: t('column.amount'),
        size: 120,
        align: 'end',
        cell: (row) => <RequestAmount row={row} />,
      },
      { id: 'said', header: t('column.said'), size: 320, cell: said },
      {
        id: 'asked',
        header: t('column.asked'),
        size: 120,
        cell: (row) => <DateText value={row.asked_at} as="short" />,
      },
    ];
    if (!isDecided) return columns;
    return [
      ...columns,
      {
        id: 'outcome',
        header: t('column.outcome'),
        size: 130,
        cell: (row) => <Outcome row={row} />,
      },
    ];
  }, [t, isDecided]);
}

/** A request on a phone: two lines. */
export function RequestCompact({ row }: { row: JoinRequest }) {
  return (
    <CompactLink open={row.subscription_id}>
      <span className="strong">{row.contact.name}</span>
      <span className="num">
        <RequestAmount row={row} />
      </span>
      <span className="small">{row.plan.name}</span>
      <span className="soft small">
        {row.outcome ? <Outcome row={row} /> : <DateText value={row.asked_at} as="short" />}
      </span>
    </CompactLink>
  );
}
