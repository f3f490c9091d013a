import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import type { DataTableProps } from './DataTable.tsx';
import { useNextPage } from './TableGrid.tsx';
import { isNothing, isSelected } from './types.ts';
import { useCursor } from './useCursor.ts';
import { useSelecting } from './useSelecting.ts';

const ROW = 60;

type Props<Row extends object> = DataTableProps<Row> & { compact: (row: Row) => ReactNode };

/** The same list on a phone: two lines per row, scrolling with the page. */
export function CompactList<Row extends object>(props: Props<Row>) {
  const { t } = useTranslation('ui');
  const { rows, rowId } = props;
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const page = scrollerOf(list.current);
    if (list.current && page) {
      const gap = list.current.getBoundingClientRect().top - page.getBoundingClientRect().top;
      setTop(gap + page.scrollTop);
    }
  }, []);
  const virtual = useVirtualizer({
    count: props.state === 'loading' ? 8 : rows.length,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: top,
  });
  const selecting = useSelecting(props);
  useCursor({ ...props, scrollTo: (index) => virtual.scrollToIndex(index) });
  const visible = virtual.getVirtualItems();
  useNextPage(visible.at(-1)?.index ?? 0, rows.length, props.more);
  const isSelecting = props.selection !== undefined && !isNothing(props.selection);
  return (
    <ul
      ref={list}
      className={classes.compact}
      style={{ height: virtual.getTotalSize() }}
      aria-label={props.label}
      aria-busy={props.state === 'loading' || props.stale}
      data-selecting={isSelecting || undefined}
    >
      {visible.map((item) => {
        const row = rows[item.index];
        const place = { transform: `translateY(${item.start - top}px)`, height: ROW };
        if (!row) return <li key={item.key} style={place} className={classes.wait} />;
        const isOn = props.selection ? isSelected(props.selection, rowId(row)) : false;
        return (
          <li key={item.key} style={place} data-on={isOn || undefined}>
            {props.selection ? (
              <Checkbox
                size="sm"
                aria-label={t('table.select_row', { name: props.rowName(row) })}
                checked={isOn}
                onChange={() => selecting.toggle(row)}
              />
            ) : null}
            <div className={classes.compactRow}>{props.compact(row)}</div>
          </li>
        );
      })}
    </ul>
  );
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-scroll]') ?? document.documentElement;
}
