import type { ReactNode } from 'react';
import classes from './PlainTable.module.css';
import { useNarrow } from './useNarrow.ts';

export type PlainColumn<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: 'end';
};

type Props<Row> = {
  label: string;
  columns: PlainColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** One row on a phone; without it the table scrolls sideways in its box. */
  compact?: (row: Row) => ReactNode;
};

/** A short table inside a page: same look as the big one, nothing virtual. */
export function PlainTable<Row>({ label, columns, rows, rowKey, compact }: Props<Row>) {
  const isNarrow = useNarrow();
  if (isNarrow && compact) {
    return (
      <ul className={classes.list} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)}>{compact(row)}</li>
        ))}
      </ul>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
    <section className={classes.box} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align === 'end' ? 'num' : ''}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.align === 'end' ? 'num' : ''}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
