import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/overdue.ts';
import { Amount, type Column, DateText, StatusDot } from '../../ui/index.ts';
import { standingOf } from './standing.ts';
import { useStepName } from './useStepName.ts';

/** What happens next with a case, as a dot and words. */
export function NextStep({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const stepName = useStepName();
  if (row.state === 'recovered') {
    return <StatusDot tone="good">{row.via ? stepName(row.via) : t('state.recovered')}</StatusDot>;
  }
  if (row.state !== 'open') return <StatusDot tone="idle">{t(`state.${row.state}`)}</StatusDot>;
  const standing = standingOf(row);
  if (standing && standing !== 'new_method') {
    return <StatusDot tone="warn">{t(`next.${standing}`)}</StatusDot>;
  }
  if (row.hard && row.ends_on) {
    return (
      <StatusDot tone="bad">
        {t('next.new_method')} <DateText value={row.ends_on} as="relative" />
      </StatusDot>
    );
  }
  if (row.next_step) {
    return (
      <StatusDot tone="info">
        {t(`next.${row.next_step.kind as 'retry'}`)}{' '}
        <DateText value={row.next_step.due_on} as="relative" />
      </StatusDot>
    );
  }
  return <StatusDot tone="bad">{t('next.none')}</StatusDot>;
}

/** What a case is about: what is owed, what came back, or what was given up. */
export function CaseAmount({ row }: { row: OverdueRow }) {
  return <Amount minor={row.amount} currency={row.invoice.currency} />;
}

/** The columns of the board. */
export function useCaseColumns(): Column<OverdueRow>[] {
  const { t } = useTranslation('overdue');
  return useMemo<Column<OverdueRow>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        size: 170,
        fixed: true,
        cell: (row) => <span className="strong">{row.contact.name}</span>,
      },
      {
        id: 'amount',
        header: t('column.amount'),
        size: 90,
        align: 'end',
        cell: (row) => <CaseAmount row={row} />,
      },
      {
        id: 'next',
        header: t('column.next'),
        size: 210,
        cell: (row) => <NextStep row={row} />,
      },
      {
        id: 'reason',
        header: t('column.reason'),
        size: 250,
        cell: (row) => row.reason_text ?? row.last_reason ?? <span className="muted">—</span>,
      },
      {
        id: 'age',
        header: t('column.age'),
        size: 80,
        cell: (row) => t('days', { count: row.age_days }),
      },
      {
        id: 'access',
        header: t('column.access'),
        size: 90,
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
