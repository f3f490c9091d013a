import { useTranslation } from 'react-i18next';
import type { ImportState } from '../../api/imports.ts';
import { StatusDot, type Tone } from '../../ui/index.ts';

const tones: Record<ImportState, Tone> = {
  uploaded: 'info',
  checked: 'info',
  running: 'info',
  done: 'good',
  failed: 'bad',
  undone: 'idle',
};

/** How far an import is, as a dot and words. */
export function ImportStatus({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  return <StatusDot tone={tones[state]}>{t(`state.${state}`)}</StatusDot>;
}
