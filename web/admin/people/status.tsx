import { useTranslation } from 'react-i18next';
import type { ChargeOutcome, PersonRow, StatusWord } from '../../api/people.ts';
import { DateText, StatusDot, type Tone } from '../../ui/index.ts';

const statusTones: Record<StatusWord, Tone> = {
  active: 'good',
  trialing: 'info',
  scheduled: 'info',
  pending_approval: 'info',
  follower: 'info',
  paused: 'idle',
  declined: 'bad',
  overdue: 'bad',
  fraud: 'bad',
  refunded: 'idle',
  cancelled: 'idle',
  expired: 'idle',
};

const chargeTones: Record<ChargeOutcome, Tone> = {
  paid: 'good',
  declined: 'bad',
  pending: 'info',
  refunded: 'idle',
  partly_refunded: 'idle',
  refunded_as_fraud: 'bad',
  none: 'idle',
};

/** A person's status in a word. */
export function Status({ status }: { status: StatusWord | null }) {
  const { t } = useTranslation('people');
  if (status === null) return <StatusDot tone="idle">{t('status.never')}</StatusDot>;
  return <StatusDot tone={statusTones[status] ?? 'idle'}>{t(`status.${status}`)}</StatusDot>;
}

/** The last attempt to charge: how it went, and when. */
export function LastCharge({ row }: { row: PersonRow }) {
  const { t } = useTranslation('people');
  const outcome = row.last_charge_outcome;
  if (!outcome || outcome === 'none') return <span className="muted">—</span>;
  return (
    <StatusDot tone={chargeTones[outcome] ?? 'idle'}>
      <span>
        {t(`charge.${outcome}`)}{' '}
        {row.last_charge_on ? <DateText value={row.last_charge_on} /> : null}
      </span>
    </StatusDot>
  );
}

/** Until when somebody may come in, or why not. */
export function Access({ row }: { row: PersonRow }) {
  const { t } = useTranslation('people');
  if (row.blocked) return <StatusDot tone="bad">{t('access.blocked')}</StatusDot>;
  if (row.status === null) return <span className="muted">—</span>;
  if (!row.access_open) {
    if (row.access_closed === 'overdue' || row.status === 'overdue') {
      return <StatusDot tone="warn">{t('access.suspended')}</StatusDot>;
    }
    if (row.status === 'paused') return <span className="muted">{t('access.paused')}</span>;
    const since = row.access_until ? <DateText value={row.access_until} /> : t('access.closed');
    return <span className="muted">{since}</span>;
  }
  const isLeaving = !row.renews && Boolean(row.ends_on);
  return (
    <>
      {row.access_until ? <DateText value={row.access_until} /> : t('access.open')}
      {isLeaving ? <span className="muted"> · {t('access.leaving')}</span> : null}
    </>
  );
}

/** Plan name, or "no plan" for an amount of one's own. */
export function PlanText({ row }: { row: PersonRow }) {
  const { t } = useTranslation('people');
  if (row.plan_name) return <>{row.plan_name}</>;
  const isPaying = row.custom_amount && Boolean(row.amount);
  return <span className="muted">{isPaying ? t('plan.custom') : '—'}</span>;
}
