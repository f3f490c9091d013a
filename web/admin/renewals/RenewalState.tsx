import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Renewal, RenewalState as State } from '../../api/renewals.ts';
import { StatusDot, type Tone } from '../../ui/index.ts';

const tones: Record<State, Tone> = {
  scheduled: 'idle',
  sent: 'info',
  change_requested: 'warn',
  intervention: 'warn',
  approved: 'info',
  refused: 'idle',
  completed: 'good',
  lapsed: 'idle',
};

/** Where a renewal stands: a dot and a word. */
export function RenewalState({ state }: { state: State }) {
  const { t } = useTranslation('renewals');
  return <StatusDot tone={tones[state]}>{t(`state.${state}`)}</StatusDot>;
}

/** A reason as people say it: staff wrote it, or a code says why it could not be sent. */
export function useReason(): (reason: string) => string {
  const { t, i18n } = useTranslation('renewals');
  return useCallback(
    (reason) => {
      const known: unknown = i18n.getResource(i18n.language, 'renewals', `why.${reason}`);
      if (typeof known === 'string') return known;
      return /^[a-z]+(_[a-z]+)+$/.test(reason) ? t('why_other', { code: reason }) : reason;
    },
    [t, i18n],
  );
}

/** The name of what is offered, with how many. */
export function offerName({ offer }: Pick<Renewal, 'offer'>): string {
  return offer.quantity > 1 ? `${offer.plan.name} ×${offer.quantity}` : offer.plan.name;
}
