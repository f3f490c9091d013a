import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/overdue.ts';
import { type Selection, SelectionAction, SelectionBar } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import type { ActKind } from './CaseActDialog.tsx';
import type { Acting } from './CaseBoard.tsx';

const kinds: ActKind[] = ['write', 'retry', 'pause', 'resume', 'move', 'extend', 'forgive'];

/** The server takes on this many at a time. */
const most = 200;

type Props = {
  rows: OverdueRow[];
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onAct: (acting: Acting) => void;
};

/** What can be done with the selected cases. */
export function CaseSelection({ rows, selection, onSelection, onAct }: Props) {
  const { t } = useTranslation('overdue');
  const { can } = useOrganization();
  const chosen = selection.mode === 'all' ? rows : rows.filter(({ id }) => selection.ids.has(id));
  return (
    <SelectionBar selection={selection} onSelection={onSelection} total={null}>
      {can('billing.write')
        ? kinds.map((kind) => (
            <SelectionAction
              key={kind}
              onClick={() => onAct({ kind, rows: chosen.slice(0, most) })}
            >
              {t(`act.${kind}.menu`)}
            </SelectionAction>
          ))
        : null}
    </SelectionBar>
  );
}
