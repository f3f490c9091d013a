import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Renewal } from '../../api/renewals.ts';
import { nothingSelected, type Selection, SelectionAction, SelectionBar } from '../../ui/index.ts';
import { BulkDialogs } from '../people/bulk/BulkMenu.tsx';

const acts = ['renewal_send', 'renewal_approve', 'renewal_refuse', 'renewal_intervene'] as const;

type Props = {
  rows: Renewal[];
  selection: Selection;
  onSelection: (selection: Selection) => void;
};

/** Many renewals at once, like acts on many people: previewed, in the background, reported. */
export function RenewalSelection({ rows, selection, onSelection }: Props) {
  const { t } = useTranslation('bulk');
  const [act, setAct] = useState<(typeof acts)[number] | null>(null);
  const chosen = selection.mode === 'all' ? rows : rows.filter(({ id }) => selection.ids.has(id));
  return (
    <>
      <SelectionBar selection={selection} onSelection={onSelection} total={null}>
        {acts.map((each) => (
          <SelectionAction key={each} onClick={() => setAct(each)}>
            {t(`do.${each}`)}
          </SelectionAction>
        ))}
      </SelectionBar>
      <BulkDialogs
        who={{ subscription_ids: chosen.map((row) => row.subscription_id) }}
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
