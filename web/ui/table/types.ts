import type { ReactNode } from 'react';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; the rest of the width is shared out in proportion. */
  size?: number;
  align?: 'end';
  /** The API's sort key; without it the column does not sort. */
  sort?: string;
  /** Cannot be hidden. */
  fixed?: boolean;
  /** Off until somebody switches it on. */
  off?: boolean;
};

/** What a person chose to see: kept per staff member. */
export type ColumnLayout = {
  order: string[];
  hidden: string[];
  sizes: Record<string, number>;
};

/** Some rows, or everything that matches the filter (also what is not loaded). */
export type Selection = { mode: 'some'; ids: ReadonlySet<string> } | { mode: 'all' };

export const nothingSelected: Selection = { mode: 'some', ids: new Set() };

/** True when nothing at all is selected. */
export function isNothing(selection: Selection): boolean {
  return selection.mode === 'some' && selection.ids.size === 0;
}

/** True when this row is part of the selection. */
export function isSelected(selection: Selection, id: string): boolean {
  return selection.mode === 'all' || selection.ids.has(id);
}

/** The usual layout of a set of columns. */
export function usualLayout<Row>(columns: Column<Row>[]): ColumnLayout {
  return {
    order: columns.map((column) => column.id),
    hidden: columns.filter((column) => column.off).map((column) => column.id),
    sizes: {},
  };
}

/** A stored layout made to fit today's columns: unknown ones dropped, new ones added. */
export function fitLayout<Row>(columns: Column<Row>[], stored: ColumnLayout | null): ColumnLayout {
  const usual = usualLayout(columns);
  if (!stored) return usual;
  const known = stored.order.filter((id) => usual.order.includes(id));
  const added = usual.order.filter((id) => !stored.order.includes(id));
  const fixed = new Set(columns.filter((column) => column.fixed).map((column) => column.id));
  return {
    order: [...known, ...added],
    hidden: [
      ...stored.hidden.filter((id) => usual.order.includes(id) && !fixed.has(id)),
      ...usual.hidden.filter((id) => added.includes(id)),
    ],
    sizes: stored.sizes,
  };
}
