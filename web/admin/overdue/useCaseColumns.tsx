import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/billing.ts';
import { Amount, type Column, DateText, StatusDot } from '../../ui/index.ts';

/** What happens next with a case, as a dot and words. */
export function NextStep({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  if (row.state === 'recovered') return <StatusDot tone="good">{t('state.recovered')}</StatusDot>;
  if (row.state !== 'open') return <StatusDot tone="idle">{t(`state.${row.state}`)}</StatusDot>;
  if (row.paused) return <StatusDot tone="warn">{t('next.paused')}</StatusDot>;
  if (row.next_step) {
    return (
      <StatusDot tone="info">
        {t(`next.${row.next_step.kind as 'retry'}`)}{' '}
        <DateText value={row.next_step.due_on} as="relative" />
      </StatusDot>
    );
  }
  return <StatusDot tone="bad">{t(row.hard ? 'next.new_method' : 'next.none')}</StatusDot>;
}

/** The columns of the board. */
export function useCaseColumns(): Column<OverdueRow>[] {
  const { t } = useTranslation('overdue');
  return useMemo<Column<OverdueRow>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        size: 190,
        fixed: true,
        cell: (row) => <span className="strong">{row.contact.name}</span>,
      },
      {
        id: 'amount',
        header: t('column.amount'),
        size: 100,
        align: 'end',
        cell: (row) => <Amount minor={row.invoice.balance} currency={row.invoice.currency} />,
      },
      {
        id: 'reason',
        header: t('column.reason'),
        size: 260,
        cell: (row) => row.reason_text ?? row.last_reason ?? <span className="muted">—</span>,
      },
      {
        id: 'next',
        header: t('column.next'),
        size: 220,
        cell: (row) => <NextStep row={row} />,
      },
      {
        id: 'age',
        header: t('column.age'),
        size: 110,
        cell: (row) => t('days', { count: row.age_days }),
      },
      {
        id: 'access',
        header: t('column.access'),
        size: 100,
        cell: (row) => (
          <StatusDot tone={row.access === 'open' ? 'good' : 'warn'}>
            {t(row.access === 'open' ? 'access.open' : 'access.closed')}
          </StatusDot>
        ),
      },
    ],
    [t],
  );
}
