import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../api/benefits.ts';
import { nothingSelected, type Selection, SelectionAction, SelectionBar } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useTicking } from './useDeliveries.ts';

type Props = {
  benefitId: string;
  rows: Delivery[];
  selection: Selection;
  onSelection: (selection: Selection) => void;
};

/** Ticks what is selected, or takes its tick back. */
export function DeliverySelection({ benefitId, rows, selection, onSelection }: Props) {
  const { t } = useTranslation('benefits');
  const { can } = useOrganization();
  const { tick, untick } = useTicking(benefitId, () => onSelection(nothingSelected));
  const chosen = rows.filter(({ id }) => selection.mode === 'all' || selection.ids.has(id));
  const idsOf = (isDone: boolean) =>
    chosen.filter(({ done_at: at }) => (at !== null) === isDone).map(({ id }) => id);
  const [todo, done] = [idsOf(false), idsOf(true)];
  if (!can('people.write')) return null;
  return (
    <SelectionBar selection={selection} onSelection={onSelection} total={null}>
      {todo.length > 0 ? (
        <SelectionAction onClick={() => tick.mutate({ ids: todo })}>{t('mark')}</SelectionAction>
      ) : null}
      {done.length > 0 ? (
        <SelectionAction onClick={() => untick.mutate({ ids: done })}>
          {t('unmark')}
        </SelectionAction>
      ) : null}
    </SelectionBar>
  );
}
