import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Frame.module.css';
import type { FrameState } from './useFrameState.ts';

const keys = [
  ['palette', '⌘ K'],
  ['search', '/'],
  ['next', 'j'],
  ['previous', 'k'],
  ['select', 'x'],
  ['record', '⏎'],
  ['full', '⏎ ⏎'],
  ['close', 'esc'],
  ['help', '?'],
] as const;

/** What the keyboard can do. */
export function KeyHelp({ frame }: { frame: FrameState }) {
  const { t } = useTranslation('frame');
  return (
    <Modal
      opened={frame.isHelpOpen}
      onClose={frame.closeHelp}
      title={t('keys.title')}
      size={400}
      closeButtonProps={{ 'aria-label': t('menu.close') }}
    >
      <dl className={classes.keys}>
        {keys.map(([name, key]) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
