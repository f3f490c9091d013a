import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/overdue.ts';
import type { ActKind } from './CaseActDialog.tsx';
import classes from './Overdue.module.css';

type Props = { row: OverdueRow; onAct: (kind: ActKind) => void };

/** Try again, send the mail again, suspend or go on, another date, more time, forgive, write. */
export function CaseActs({ row, onAct }: Props) {
  const { t } = useTranslation('overdue');
  const act = (kind: ActKind) => ({ onClick: () => onAct(kind), children: t(`act.${kind}.menu`) });
  return (
    <div className={classes.acts}>
      {row.unresolved ? null : <Button variant="filled" {...act('retry')} />}
      <Button {...act('write')} />
      <Button {...act(row.paused ? 'resume' : 'pause')} />
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle">{t('more')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item {...act('move')} />
          <Menu.Item {...act('extend')} />
          <Menu.Item {...act('forgive')} />
          {row.payer.email ? (
            <Menu.Item component="a" href={`mailto:${row.payer.email}`}>
              {t('write', { name: row.payer.name })}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
