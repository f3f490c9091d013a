import type { ReactNode } from 'react';
import classes from './PlainTable.module.css';
import { useNarrow } from './useNarrow.ts';

export type PlainColumn<Row> = {
  key: string;
  header: ReactNode;
  /** What stands there; null is nothing: a dash in a table, left out on a phone. */
  cell: (row: Row) => ReactNode;
  align?: 'end';
  /**
   * Where it stands in a row of a phone: first, at the right of it, or below with its name before
   * it; without a word below and alone. A table with a `title` scrolls sideways no more.
   */
  narrow?: 'title' | 'figure' | 'named';
};

type Props<Row> = {
  label: string;
  columns: PlainColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
};

/** A short table inside a page: same look as the big one, nothing virtual. */
export function PlainTable<Row>(props: Props<Row>) {
  const isNarrow = useNarrow();
  const stacks = props.columns.some(({ narrow }) => narrow === 'title');
  return isNarrow && stacks ? <Stack {...props} /> : <Grid {...props} />;
}

function Grid<Row>({ label, columns, rows, rowKey }: Props<Row>) {
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
                  {column.cell(row) ?? (column.narrow === 'named' ? <Dash /> : null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Dash() {
  return <span className="muted">—</span>;
}

/** The same on a phone: a row of two or three lines each. */
function Stack<Row>({ label, columns, rows, rowKey }: Props<Row>) {
  const at = (place: 'title' | 'figure') => columns.find(({ narrow }) => narrow === place);
  const below = columns.filter(({ narrow }) => narrow === undefined || narrow === 'named');
  return (
    <ul className={classes.list} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <div className={classes.title}>{at('title')?.cell(row)}</div>
          <div className="num">{at('figure')?.cell(row)}</div>
          <div className={classes.below}>
            {below.map((column) => (
              <Below key={column.key} column={column} row={row} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Below<Row>({ column, row }: { column: PlainColumn<Row>; row: Row }) {
  const value = column.cell(row);
  if (value === null || value === '') return null;
  return (
    <div>
      {column.narrow === 'named' ? <>{column.header} </> : null}
      {value}
    </div>
  );
}
