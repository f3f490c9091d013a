import { Checkbox } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import type { DataTableProps } from './DataTable.tsx';
import { type Column, isSelected } from './types.ts';
import type { TableModel } from './useColumns.ts';
import type { useSelecting } from './useSelecting.ts';

type Props<Row extends object> = {
  row: ReturnType<TableModel<Row>['getRowModel']>['rows'][number];
  index: number;
  columns: Column<Row>[];
  selecting: ReturnType<typeof useSelecting<Row>>;
  isCursor: boolean;
  table: DataTableProps<Row>;
};

/** One row: a click opens, the box selects (with Shift, the stretch since the last one). */
export function TableRow<Row extends object>(props: Props<Row>) {
  const { t } = useTranslation('ui');
  const { row, index, columns, selecting, isCursor, table } = props;
  const isOn = table.selection ? isSelected(table.selection, row.id) : false;
  const onClick = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input');
    const isMarkingText = (window.getSelection()?.toString() ?? '') !== '';
    if (!isOnControl && !isMarkingText) table.onOpen?.(row.original);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      data-on={isOn || table.openId === row.id || undefined}
      data-cursor={isCursor || undefined}
      data-opens={table.onOpen ? true : undefined}
      onClick={onClick}
    >
      {table.selection ? (
        <td className={classes.tick}>
          <Checkbox
            aria-label={t('table.select_row', { name: table.rowName(row.original) })}
            checked={isOn}
            onChange={(event) => {
              const isShifted = (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey;
              if (isShifted) selecting.stretchTo(row.original);
              else selecting.toggle(row.original);
            }}
          />
        </td>
      ) : null}
      {row.getVisibleCells().map((cell) => {
        const column = columns.find((each) => each.id === cell.column.id);
        return (
          <td key={cell.id} className={column?.align === 'end' ? 'num' : undefined}>
            {column?.cell(row.original)}
          </td>
        );
      })}
    </tr>
  );
}
