import { useTranslation } from 'react-i18next';
import type { Dispute } from '../../api/disputes.ts';
import { StatusDot, type Tone } from '../../ui/index.ts';

const tones: Record<Dispute['state'], Tone> = {
  needs_response: 'bad',
  under_review: 'info',
  won: 'good',
  lost: 'idle',
};

/** Where a dispute stands, with the days that are left for an answer. */
export function DisputeState({ row }: { row: Dispute }) {
  const { t } = useTranslation('disputes');
  const mustDecide = row.state === 'lost' && !row.aftermath && row.owed > 0;
  const state = row.inquiry && row.state === 'needs_response' ? 'inquiry' : row.state;
  return (
    <StatusDot tone={mustDecide ? 'warn' : tones[row.state]}>
      {mustDecide ? t('state.decide') : t(`state.${state}`)}
    </StatusDot>
  );
}

/** "3 days left", "today", "too late". */
export function DaysLeft({ row }: { row: Dispute }) {
  const { t } = useTranslation('disputes');
  const { days_left: days } = row;
  if (days === null) return <span className="muted">—</span>;
  if (days < 0) return <span className="soft">{t('days.over')}</span>;
  const text = days === 0 ? t('days.today') : t('days.left', { count: days });
  return <span className={days <= 3 ? 'strong' : undefined}>{text}</span>;
}
