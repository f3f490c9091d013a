import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nothingSelected, type Selection, SelectionAction, SelectionBar } from '../../ui/index.ts';
import { BulkDialogs } from '../people/bulk/BulkMenu.tsx';

type Props = {
  selection: Selection;
  onSelection: (selection: Selection) => void;
};

/** Many requests at once, like acts on many people: previewed, in the background, reported. */
export function RequestSelection({ selection, onSelection }: Props) {
  const { t } = useTranslation('requests');
  const [act, setAct] = useState<'approve' | 'decline' | null>(null);
  return (
    <>
      <SelectionBar selection={selection} onSelection={onSelection} total={null}>
        <SelectionAction onClick={() => setAct('approve')}>{t('approve')}</SelectionAction>
        <SelectionAction onClick={() => setAct('decline')}>{t('decline')}</SelectionAction>
      </SelectionBar>
      <BulkDialogs
        who={{ subscription_ids: selection.mode === 'some' ? [...selection.ids] : [] }}
        act={act}
        onClose={() => setAct(null)}
        onStarted={() => {
          setAct(null);
          onSelection(nothingSelected);
        }}
      />
    </>
  );
}
