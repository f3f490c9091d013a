import { Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddContact } from './AddContact.tsx';
import { AddMember } from './AddMember.tsx';

type Props = { kind: string; onClose: () => void; onAdded: (contactId: string) => void };

const kinds = ['member', 'person', 'company'] as const;

/** Adds somebody: as a member with a plan, or only as a contact or company. */
export function AddDialog({ kind, onClose, onAdded }: Props) {
  const { t } = useTranslation('people');
  const [chosen, setChosen] = useState(kinds.find((each) => each === kind) ?? 'member');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`add.title.${chosen}`)}
      size={chosen === 'member' ? 860 : 480}
      closeButtonProps={{ 'aria-label': t('add.close') }}
    >
      <SegmentedControl
        mb="md"
        aria-label={t('add.kind')}
        value={chosen}
        onChange={(value) => setChosen(value as (typeof kinds)[number])}
        data={kinds.map((value) => ({ value, label: t(`add.${value}`) }))}
      />
      {chosen === 'member' ? (
        <AddMember
          onClose={onClose}
          onAdded={onAdded}
          onContactInstead={() => setChosen('person')}
        />
      ) : (
        <AddContact key={chosen} kind={chosen} onClose={onClose} onAdded={onAdded} />
      )}
    </Modal>
  );
}
