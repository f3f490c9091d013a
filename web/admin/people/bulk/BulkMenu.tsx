import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectionAction } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { useRunningWork } from '../../shared/useWork.ts';
import { type BulkAct, bulkActs, isHarsh, type Who } from './acts.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { BulkProgress } from './BulkProgress.tsx';

/** The acts on the selected people, those that one may do. */
export function BulkMenu({ onAct }: { onAct: (act: BulkAct) => void }) {
  const { t } = useTranslation('bulk');
  const { can } = useOrganization();
  const allowed = bulkActs.filter((act) =>
    can(act === 'delete' ? 'people.delete' : 'subscriptions.write'),
  );
  if (allowed.length === 0) return null;
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <SelectionAction>{t('menu')}</SelectionAction>
      </Menu.Target>
      <Menu.Dropdown>
        {allowed.map((act) => (
          <Menu.Item key={act} color={isHarsh(act) ? 'red' : undefined} onClick={() => onAct(act)}>
            {t(`act.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The dialogs of an act on many, and the one that runs, also after the page was left. */
export function BulkDialogs(props: {
  who: Who;
  act: BulkAct | null;
  onClose: () => void;
  onStarted: () => void;
}) {
  const { who, act, onClose, onStarted } = props;
  const running = useRunningWork('bulk');
  const [started, setStarted] = useState<string | null>(null);
  const [closed, setClosed] = useState<string | null>(null);
  const followed = started ?? running;
  return (
    <>
      {act ? (
        <BulkDialog
          act={act}
          who={who}
          onClose={onClose}
          onStarted={(workId) => {
            setStarted(workId);
            onStarted();
          }}
        />
      ) : null}
      {followed && followed !== closed ? (
        <BulkProgress key={followed} workId={followed} onClose={() => setClosed(followed)} />
      ) : null}
    </>
  );
}
