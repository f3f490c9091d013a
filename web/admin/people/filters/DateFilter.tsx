import { Button, UnstyledButton } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/index.ts';
import type { EditorProps } from '../FilterEditor.tsx';
import classes from '../People.module.css';

const past = ['this-month', 'last-month', 'last:30d', 'this-year', 'last-year'] as const;
const future = ['this-week', 'next:30d', 'this-month', 'next-month', 'this-year'] as const;
const coming = ['access-ends', 'next-invoice'];

/** A date: usual stretches, or from one day to another. */
export function DateFilter({ filterKey, filter, onFilter, onClose }: EditorProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const [range, setRange] = useState<[string | null, string | null]>(rangeIn(filter?.values));
  const pick = (values: string) => {
    onFilter({ key: filterKey.key, values, negated: false });
    onClose();
  };
  const spoken = (preset: string) => t(`date.${preset.replace(':', '_') as 'this-month'}`);
  const [from, to] = range;
  return (
    <>
      <div className={classes.presets}>
        {(coming.includes(filterKey.canonical) ? future : past).map((preset) => (
          <UnstyledButton
            key={preset}
            className={classes.preset}
            data-on={filter?.values === spoken(preset).replaceAll(' ', '-') || undefined}
            onClick={() => pick(preset)}
          >
            {spoken(preset)}
          </UnstyledButton>
        ))}
      </div>
      <DatePicker
        type="range"
        size="xs"
        allowSingleDateInRange
        value={range}
        onChange={setRange}
        defaultDate={from ?? format.today}
      />
      <Button
        variant="filled"
        disabled={!from}
        onClick={() => pick(to && to !== from ? `${from}..${to}` : `>=${from}`)}
      >
        {from && to ? t('filter.these_days') : t('filter.since_day')}
      </Button>
    </>
  );
}

function rangeIn(values: string | undefined): [string | null, string | null] {
  const days = values?.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  return [days[0] ?? null, days[1] ?? null];
}
