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
  never: 'idle',
};

const chargeTones: Record<ChargeOutcome, Tone> = {
  paid: 'good',
  declined: 'bad',
  pending: 'info',
  refunded: 'idle',
  partly_refunded: 'idle',
  fraud: 'bad',
  none: 'idle',
};

/** A person's status in a word. */
export function Status({ status }: { status: StatusWord }) {
  const { t } = useTranslation('people');
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
  if (row.access === 'closed') {
    if (row.status === 'overdue' || row.status === 'declined') {
      return <StatusDot tone="warn">{t('access.suspended')}</StatusDot>;
    }
    if (row.status === 'never') return <span className="muted">—</span>;
    return (
      <span className="muted">
        {row.access_until ? <DateText value={row.access_until} /> : t('access.closed')}
      </span>
    );
  }
  const isLeaving = !row.will_renew && row.ends_on !== null;
  return (
    <>
      {row.access_until ? <DateText value={row.access_until} /> : t('access.open')}
      {isLeaving ? <span className="muted"> · {t('access.leaving')}</span> : null}
    </>
  );
}

/** Plan name with its seats, or "no plan" for an amount of one's own. */
export function PlanText({ row }: { row: PersonRow }) {
  const { t } = useTranslation('people');
  const names = row.plans.map(({ name }) => name);
  const text = names.length > 0 ? names.join(', ') : row.plan_name;
  if (!text) {
    const isPaying = row.custom_amount && row.amount !== null;
    return <span className="muted">{isPaying ? t('plan.custom') : '—'}</span>;
  }
  return (
    <>
      {text}
      {row.quantity && row.quantity > 1 ? ` ×${row.quantity}` : null}
    </>
  );
}
