import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import type { DataTableProps } from './DataTable.tsx';
import type { Column } from './types.ts';
import type { TableModel } from './useColumns.ts';
import type { useSelecting } from './useSelecting.ts';

type Props<Row extends object> = DataTableProps<Row> & {
  model: TableModel<Row>;
  selecting: ReturnType<typeof useSelecting<Row>>;
};

/** Column heads: sort by a click, width by a drag (or arrow keys on the edge). */
export function TableHead<Row extends object>(props: Props<Row>) {
  const { t } = useTranslation('ui');
  const { model, selecting, columns } = props;
  return (
    <thead>
      {model.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {props.selection ? (
            <th className={classes.tick}>
              <Checkbox
                aria-label={t('table.select_all')}
                checked={selecting.areAll}
                indeterminate={selecting.areSome}
                onChange={selecting.toggleAll}
              />
            </th>
          ) : null}
          {group.headers.map((header) => {
            const column = columns.find((each) => each.id === header.column.id);
            if (!column) return null;
            return (
              <th
                key={header.id}
                scope="col"
                className={column.align === 'end' ? 'num' : undefined}
                aria-sort={sortOf(column, props.sort)}
              >
                <HeadName column={column} sort={props.sort} onSort={props.onSort} />
                {props.onLayout ? (
                  // biome-ignore lint/a11y/noStaticElementInteractions: the column menu does it too
                  <span
                    className={classes.edge}
                    data-dragging={header.column.getIsResizing() || undefined}
                    onMouseDown={header.getResizeHandler()}
                    onTouchStart={header.getResizeHandler()}
                    onDoubleClick={() => resetSize(props, column.id)}
                  />
                ) : null}
              </th>
            );
          })}
        </tr>
      ))}
    </thead>
  );
}

function resetSize<Row extends object>(props: Props<Row>, id: string) {
  if (!props.layout) return;
  const { [id]: _gone, ...sizes } = props.layout.sizes;
  props.onLayout?.({ ...props.layout, sizes });
}

function sortOf<Row>(column: Column<Row>, sort: string | undefined) {
  if (!column.sort) return undefined;
  if (sort === column.sort) return 'ascending' as const;
  return sort === `-${column.sort}` ? ('descending' as const) : ('none' as const);
}

type NameProps<Row> = {
  column: Column<Row>;
  sort?: string;
  onSort?: (sort: string) => void;
};

function HeadName<Row>({ column, sort, onSort }: NameProps<Row>) {
  const { t } = useTranslation('ui');
  const key = column.sort;
  if (!key || !onSort) return <span className={classes.name}>{column.header}</span>;
  const isUp = sort === key;
  const isDown = sort === `-${key}`;
  return (
    <button
      type="button"
      className={classes.sort}
      title={t('table.sort_by', { column: column.header })}
      onClick={() => onSort(isUp ? `-${key}` : key)}
    >
      {column.header}
      <span aria-hidden="true" className={classes.arrow} data-on={isUp || isDown || undefined}>
        {isDown ? '↓' : '↑'}
      </span>
    </button>
  );
}
