import { useTranslation } from 'react-i18next';
import type { DebitFile } from '../../api/debits.ts';
import { StatusDot, type Tone } from '../../ui/index.ts';

/** Where a file is: to be sent, at the bank, over. */
export function FileState({ file }: { file: DebitFile }) {
  const { t } = useTranslation('debits');
  const state = stateOf(file);
  return <StatusDot tone={tones[state]}>{t(`file.state.${state}`)}</StatusDot>;
}

type State = 'made' | 'sent' | 'done' | 'cancelled';

const tones: Record<State, Tone> = { made: 'warn', sent: 'info', done: 'good', cancelled: 'idle' };

function stateOf({ state, count, settled, returned }: DebitFile): State {
  if (state !== 'sent') return state;
  return settled.count + returned.count === count ? 'done' : 'sent';
}
