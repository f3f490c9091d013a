import type { ReactNode } from 'react';
import { ErrorState } from '../States.tsx';
import { useNarrow } from '../useNarrow.ts';
import { CompactList } from './CompactList.tsx';
import classes from './DataTable.module.css';
import { TableGrid } from './TableGrid.tsx';
import type { Column, ColumnLayout, Selection } from './types.ts';

export type DataTableProps<Row extends object> = {
  /** What the table lists, for screen readers. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  state: 'loading' | 'error' | 'ready';
  /** Rows of an earlier question are shown while the new answer is awaited. */
  stale?: boolean;
  error?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  /** Asks for the next page when the end comes near. */
  more?: { has: boolean; loading: boolean; load: () => void };
  /** The API's sort text: "name" or "-name". */
  sort?: string;
  onSort?: (sort: string) => void;
  layout?: ColumnLayout;
  onLayout?: (layout: ColumnLayout) => void;
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  /** The row whose record is open beside the list. */
  openId?: string | null;
  onOpen?: (row: Row) => void;
  onOpenFully?: (row: Row) => void;
  /** Where the keyboard stands in the list, for a page with keys of its own. */
  onCursor?: (id: string) => void;
  /** One row on a phone; without it the table scrolls sideways. */
  compact?: (row: Row) => ReactNode;
};

/** A list of any length: virtual rows, endless paging, sort, columns, selection, keyboard. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const isNarrow = useNarrow();
  if (props.state === 'error') return <ErrorState error={props.error} onRetry={props.onRetry} />;
  if (props.state === 'ready' && props.rows.length === 0) {
    return <div className={classes.empty}>{props.empty}</div>;
  }
  if (isNarrow && props.compact) return <CompactList {...props} compact={props.compact} />;
  return <TableGrid {...props} />;
}
