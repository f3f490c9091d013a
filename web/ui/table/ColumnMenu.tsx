import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ColumnMenu.module.css';
import type { Column, ColumnLayout } from './types.ts';
import { usualLayout } from './types.ts';

type Props<Row> = {
  columns: Column<Row>[];
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
};

/** Which columns, in which order. */
export function ColumnMenu<Row>({ columns, layout, onLayout }: Props<Row>) {
  const { t } = useTranslation('ui');
  const toggle = (id: string) =>
    onLayout({
      ...layout,
      hidden: layout.hidden.includes(id)
        ? layout.hidden.filter((each) => each !== id)
        : [...layout.hidden, id],
    });
  const move = (id: string, step: number) => {
    const order = layout.order.filter((each) => each !== id);
    order.splice(layout.order.indexOf(id) + step, 0, id);
    onLayout({ ...layout, order });
  };
  return (
    <Popover position="bottom-end" width={280} withinPortal trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray">
          {t('table.columns')} <span aria-hidden="true">&nbsp;▾</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ul className={classes.list}>
          {layout.order.map((id, index) => {
            const column = columns.find((each) => each.id === id);
            if (!column) return null;
            return (
              <li key={id}>
                <Checkbox
                  size="xs"
                  label={column.header}
                  checked={!layout.hidden.includes(id)}
                  disabled={column.fixed}
                  onChange={() => toggle(id)}
                />
                <span className={classes.moves}>
                  <ActionIcon
                    size={24}
                    disabled={index === 0}
                    aria-label={t('table.move_up', { column: column.header })}
                    onClick={() => move(id, -1)}
                  >
                    ↑
                  </ActionIcon>
                  <ActionIcon
                    size={24}
                    disabled={index === layout.order.length - 1}
                    aria-label={t('table.move_down', { column: column.header })}
                    onClick={() => move(id, 1)}
                  >
                    ↓
                  </ActionIcon>
                </span>
              </li>
            );
          })}
        </ul>
        <Button variant="subtle" size="xs" onClick={() => onLayout(usualLayout(columns))}>
          {t('table.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
