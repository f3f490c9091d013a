import { Checkbox, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayMonth, Season } from '../../api/billing.ts';
import { useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';

/** What a kind needs beside its prices: a season, a number of uses, an end or none. */
export function KindFields({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { kind, uses, forever } = form.values;
  if (kind === 'fixed_date') return <SeasonFields form={form} />;
  if (kind !== 'one_time' && kind !== 'pack') return null;
  return (
    <div className={shared.form}>
      {kind === 'pack' ? (
        <NumberInput
          required
          label={t('field.uses')}
          min={1}
          max={100_000}
          value={uses ?? ''}
          error={form.errorOf('uses')}
          onChange={(value) => form.set('uses', Number(value) || null)}
        />
      ) : null}
      <Checkbox
        label={t(kind === 'pack' ? 'field.forever_pack' : 'field.forever')}
        checked={forever}
        onChange={(event) => form.set('forever', event.currentTarget.checked)}
      />
    </div>
  );
}

function SeasonFields({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { season } = form.values;
  const change = (edit: Partial<Season>) => form.set('season', { ...season, ...edit });
  return (
    <div className={shared.form}>
      <DayOfYear
        label={t('season.start')}
        value={season.start}
        error={form.errorOf('season.start') ?? form.errorOf('season')}
        onChange={(start) => change({ start })}
      />
      <Select
        label={t('season.first')}
        description={t('season.first_help')}
        allowDeselect={false}
        data={(['full', 'months', 'days'] as const).map((value) => ({
          value,
          label: t(`season.${value}`),
        }))}
        value={season.first_period}
        onChange={(value) => change({ first_period: value as Season['first_period'] })}
      />
      <Checkbox
        label={t('season.rolls_over')}
        description={t('season.rollover_help')}
        checked={season.rollover !== null}
        onChange={(event) =>
          change({ rollover: event.currentTarget.checked ? { day: 1, month: 10 } : null })
        }
      />
      {season.rollover ? (
        <DayOfYear
          label={t('season.rollover')}
          value={season.rollover}
          error={form.errorOf('season.rollover')}
          onChange={(rollover) => change({ rollover })}
        />
      ) : null}
    </div>
  );
}

type DayProps = {
  label: string;
  value: DayMonth;
  error?: string;
  onChange: (value: DayMonth) => void;
};

/** A day of the year: day and month, in the order people say them. */
function DayOfYear({ label, value, error, onChange }: DayProps) {
  const { t } = useTranslation('plans');
  const { locale } = useFormat();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, i) => ({
    value: String(i + 1),
    label: name.format(new Date(Date.UTC(2000, i, 1))),
  }));
  return (
    <fieldset className={shared.set}>
      <legend className={classes.label}>{label}</legend>
      <div className={classes.dayOfYear}>
        <NumberInput
          aria-label={`${label} · ${t('season.day')}`}
          min={1}
          max={31}
          hideControls
          value={value.day}
          onChange={(day) => onChange({ ...value, day: Number(day) || 1 })}
        />
        <Select
          aria-label={`${label} · ${t('season.month')}`}
          allowDeselect={false}
          data={months}
          value={String(value.month)}
          onChange={(month) => onChange({ ...value, month: Number(month) })}
        />
      </div>
      {error ? (
        <p role="alert" className={shared.problem}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
