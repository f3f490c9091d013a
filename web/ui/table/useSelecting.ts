import { useRef } from 'react';
import { isSelected, type Selection } from './types.ts';

type Options<Row> = {
  rows: Row[];
  rowId: (row: Row) => string;
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
};

/** Ticking rows one by one, a stretch with Shift held, or all that are loaded. */
export function useSelecting<Row>({ rows, rowId, selection, onSelection }: Options<Row>) {
  const last = useRef<string | null>(null);
  const idsNow = (): Set<string> => {
    if (selection?.mode === 'some') return new Set(selection.ids);
    return new Set(selection ? rows.map(rowId) : []);
  };
  const toggle = (row: Row) => {
    const ids = idsNow();
    const id = rowId(row);
    if (!ids.delete(id)) ids.add(id);
    last.current = id;
    onSelection?.({ mode: 'some', ids });
  };
  const stretchTo = (row: Row) => {
    const from = rows.findIndex((each) => rowId(each) === last.current);
    if (from < 0) return toggle(row);
    const to = rows.indexOf(row);
    const ids = idsNow();
    for (const each of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(rowId(each));
    onSelection?.({ mode: 'some', ids });
  };
  const all = rows.length > 0 && selection !== undefined;
  const areAll = all && rows.every((row) => isSelected(selection, rowId(row)));
  const areSome = all && !areAll && rows.some((row) => isSelected(selection, rowId(row)));
  const toggleAll = () =>
    onSelection?.({ mode: 'some', ids: new Set(areAll ? [] : rows.map(rowId)) });
  return { toggle, stretchTo, toggleAll, areAll, areSome };
}
