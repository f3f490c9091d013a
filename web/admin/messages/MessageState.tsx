import { useTranslation } from 'react-i18next';
import type { MessageState as State } from '../../api/outbox.ts';
import { StatusDot, type Tone } from '../../ui/index.ts';

const tones: Record<State, Tone> = {
  sent: 'good',
  queued: 'info',
  outbox: 'info',
  failed: 'bad',
  withheld: 'idle',
};

/** Where a mail is, as a dot and a word. */
export function MessageState({ state }: { state: State }) {
  const { t } = useTranslation('messages');
  return <StatusDot tone={tones[state]}>{t(`state.${state}`)}</StatusDot>;
}
