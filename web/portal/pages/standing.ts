import { useTranslation } from 'react-i18next';
import { addDays, type Tone } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { Overview, PortalSubscription, SubscriptionState } from '../types.ts';

/** True for what has ended and is only remembered. */
export function isOver({ state }: PortalSubscription): boolean {
  return state === 'cancelled' || state === 'expired';
}

const tones: Record<SubscriptionState, Tone> = {
  pending_approval: 'info',
  scheduled: 'info',
  trialing: 'info',
  active: 'good',
  paused: 'warn',
  overdue: 'bad',
  cancelled: 'idle',
  expired: 'idle',
};

/** How a subscription stands: a dot, a word, and a sentence with its dates. */
export function useStanding(subscription: PortalSubscription) {
  const { t } = useTranslation('portal');
  const sentence = useSentenceOf(subscription);
  const { state, ends_on } = subscription;
  const isEnding = ends_on !== null && !isOver(subscription) && state !== 'overdue';
  return {
    tone: isEnding ? ('warn' as const) : tones[state],
    word: isEnding ? t('state.ending') : t(`state.${state}`),
    sentence,
  };
}

function useSentenceOf(subscription: PortalSubscription): string {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { overview } = usePortal();
  const { state, starts_on, next_billing_on, ends_on, access_until } = subscription;
  // The server's ends are the first day without; people say the last day with.
  const last = ends_on === null ? null : addDays(ends_on, -1);
  // What ended on the day it began had no day before.
  const lastDay = last && say.date(last < starts_on ? starts_on : last);
  if (isOver(subscription)) return t('until.ended', { date: lastDay ?? say.date(starts_on) });
  if (state === 'overdue') {
    return overview.me.access === 'open' ? t('until.overdue_kept') : t('until.overdue');
  }
  if (lastDay !== null) return t('until.ending', { date: lastDay });
  const next = next_billing_on === null ? null : say.date(next_billing_on);
  if (state === 'scheduled') {
    const date = say.date(starts_on);
    return next ? t('until.scheduled_paid', { date, next }) : t('until.scheduled', { date });
  }
  if (state === 'trialing' && access_until !== null) {
    return t('until.trialing', { date: say.date(addDays(access_until, -1)) });
  }
  if (state === 'paused' && subscription.pause_until) {
    return t('until.paused_until', { date: say.date(addDays(subscription.pause_until, -1)) });
  }
  if (state === 'paused' || state === 'pending_approval') return t(`until.${state}`);
  if (isAsked(subscription, overview) && access_until !== null) {
    return t('until.asked', { date: say.date(addDays(access_until, -1)) });
  }
  const isCharged = next !== null && subscription.amount > 0;
  return isCharged ? t('until.active', { date: next }) : t('until.active_open');
}

/** Nothing is billed after the running term before the member says yes. */
function isAsked(held: PortalSubscription, { renewals }: Overview): boolean {
  if (held.next_billing_on !== null || held.once) return false;
  return held.amount > 0 || renewals.some((each) => each.subscription_id === held.id);
}
