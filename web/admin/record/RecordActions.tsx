import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActDialog } from './acts/ActDialog.tsx';
import { type Act, acts } from './acts.ts';
import classes from './Record.module.css';
import type { RecordState } from './useRecord.ts';

type Props = {
  record: RecordState;
  /** The act named in the address: its dialog is open. */
  act: string | undefined;
  onAct: (act: Act | null) => void;
  /** The contact was deleted. */
  onGone: () => void;
};

const grave: Act[] = ['revoke', 'block', 'delete', 'cancel'];
const shown = 4;

/** Buttons for what the record allows now; the rest behind "More". */
export function RecordActions({ record, act, onAct, onGone }: Props) {
  const { t } = useTranslation('record');
  const first = record.acts.filter((each) => !grave.includes(each)).slice(0, shown);
  const rest = acts.filter((each) => record.acts.includes(each) && !first.includes(each));
  const open = record.acts.find((each) => each === act);
  return (
    <div className={classes.actions}>
      {first.map((each) => (
        <Button key={each} onClick={() => onAct(each)}>
          {t(`act.${each}`)}
        </Button>
      ))}
      {rest.length > 0 ? (
        <Menu position="bottom-start" width={240}>
          <Menu.Target>
            <Button variant="subtle" color="gray">
              {t('more')}
              <span aria-hidden="true">&nbsp;▾</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((each) => (
              <Menu.Item
                key={each}
                color={grave.includes(each) ? 'red' : undefined}
                onClick={() => onAct(each)}
              >
                {t(`act.${each}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {open ? (
        <ActDialog
          act={open}
          contact={record.contact}
          subscription={record.subscription}
          onClose={() => onAct(null)}
          onGone={onGone}
        />
      ) : null}
    </div>
  );
}
