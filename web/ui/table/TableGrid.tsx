import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import type { DataTableProps } from './DataTable.tsx';
import { SkeletonRows } from './SkeletonRows.tsx';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { usualLayout } from './types.ts';
import { useColumns } from './useColumns.ts';
import { useCursor } from './useCursor.ts';
import { useSelecting } from './useSelecting.ts';

const ROW = 36;

/** The table proper: a scrolling box with a sticky head and only the rows in sight. */
export function TableGrid<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation('ui');
  const { rows, columns, more } = props;
  const box = useRef<HTMLDivElement>(null);
  const usual = useMemo(() => usualLayout(columns), [columns]);
  const model = useColumns({ ...props, layout: props.layout ?? usual });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const selecting = useSelecting(props);
  const cursor = useCursor({
    ...props,
    onToggle: props.onSelection ? selecting.toggle : undefined,
    scrollTo: (index) => virtual.scrollToIndex(index),
  });
  const visible = virtual.getVirtualItems();
  useNextPage(visible.at(-1)?.index ?? 0, rows.length, more);
  const before = visible[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (visible.at(-1)?.end ?? 0);
  const modelRows = model.getRowModel().rows;
  const width = model.getTotalSize() + (props.selection ? 36 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
    <section className={classes.box} ref={box} tabIndex={0} aria-label={props.label}>
      <table
        className={classes.table}
        style={{ minWidth: width }}
        aria-label={props.label}
        aria-rowcount={more?.has ? -1 : rows.length + 1}
        aria-busy={props.state === 'loading' || props.stale}
        data-stale={props.stale || undefined}
      >
        <colgroup>
          {props.selection ? <col style={{ width: 36 }} /> : null}
          {model.getVisibleLeafColumns().map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
        </colgroup>
        <TableHead model={model} selecting={selecting} {...props} />
        <tbody>
          {before > 0 ? <tr style={{ height: before }} /> : null}
          {visible.map((item) => {
            const row = modelRows[item.index];
            return row ? (
              <TableRow
                key={row.id}
                row={row}
                index={item.index}
                columns={columns}
                selecting={selecting}
                isCursor={cursor === row.id}
                table={props}
              />
            ) : null;
          })}
          {after > 0 ? <tr style={{ height: after }} /> : null}
          {props.state === 'loading' ? (
            <SkeletonRows columns={model.getVisibleLeafColumns().length} wide={!!props.selection} />
          ) : null}
        </tbody>
      </table>
      <div role="status" className="sr">
        {more?.loading ? t('table.loading_more') : ''}
      </div>
    </section>
  );
}

/** Loads the next page when the last rows in sight come near the end of what is there. */
export function useNextPage(last: number, count: number, more: DataTableProps<object>['more']) {
  const isNear = last >= count - 25;
  useEffect(() => {
    if (more?.has && !more.loading && isNear && count > 0) more.load();
  }, [more, isNear, count]);
}
