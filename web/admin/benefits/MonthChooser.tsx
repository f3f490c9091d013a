import { ActionIcon, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addMonths, useFormat } from '../../ui/index.ts';
import classes from './Benefits.module.css';

const route = getRouteApi('/o/$org/benefits/$benefit');

/** Which month's periods are shown, kept in the address: one after the other, or from a list. */
export function MonthChooser({ shown, months }: { shown: string; months: string[] }) {
  const { t } = useTranslation('benefits');
  const format = useFormat();
  const navigate = route.useNavigate();
  const current = format.today.slice(0, 7);
  const go = (month: string) =>
    void navigate({
      search: (now) => ({ ...now, month: month === current ? undefined : month }),
      replace: true,
    });
  const isAll = shown === 'all';
  const listed = [...new Set([current, ...(isAll ? [] : [shown]), ...months])].toSorted().reverse();
  const step = (by: number) => addMonths(`${shown}-01`, by).slice(0, 7);
  return (
    <span className={classes.months}>
      <ActionIcon aria-label={t('month.previous')} disabled={isAll} onClick={() => go(step(-1))}>
        ‹
      </ActionIcon>
      <Select
        aria-label={t('month.label')}
        allowDeselect={false}
        w={180}
        value={shown}
        data={[
          ...listed.map((value) => ({ value, label: format.monthOf(`${value}-01`) })),
          { value: 'all', label: t('month.all') },
        ]}
        onChange={(value) => go(value ?? current)}
      />
      <ActionIcon aria-label={t('month.next')} disabled={isAll} onClick={() => go(step(1))}>
        ›
      </ActionIcon>
    </span>
  );
}
