import {
  type ColumnDef,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { Column, ColumnLayout } from './types.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

type Options<Row> = {
  columns: Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  layout: ColumnLayout;
  onLayout?: (layout: ColumnLayout) => void;
};

/** The table model: which columns, in which order, how wide, and a drag on a column's edge. */
export function useColumns<Row extends object>(options: Options<Row>) {
  const { columns, rows, rowId, layout, onLayout } = options;
  const [dragged, setDragged] = useState<Record<string, number> | null>(null);
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          cell: (context) => column.cell(context.row.original),
          size: column.size ?? 140,
          minSize: 64,
        }),
      ),
    [columns],
  );
  const sizes = dragged ?? layout.sizes;
  return useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    columnResizeMode: 'onEnd',
    state: {
      columnOrder: layout.order,
      columnVisibility: Object.fromEntries(layout.hidden.map((id) => [id, false])),
      columnSizing: sizes,
    },
    onColumnSizingChange: (change) => {
      const next = typeof change === 'function' ? change(sizes) : change;
      if (onLayout) onLayout({ ...layout, sizes: next });
      else setDragged(next);
    },
  });
}

export type TableModel<Row extends object> = ReturnType<typeof useColumns<Row>>;
