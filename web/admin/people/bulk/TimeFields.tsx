import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/index.ts';
import type { FieldsProps } from './BulkFields.tsx';
import type { BulkValues } from './values.ts';

/** Free time, by days or up to a day. */
export function ExtendFields({ form }: FieldsProps) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { values } = form;
  return (
    <>
      <SegmentedControl
        aria-label={t('extend_by')}
        value={values.by}
        data={[
          { value: 'days', label: t('by_days') },
          { value: 'until', label: t('by_day') },
        ]}
        onChange={(by) => form.set('by', by as BulkValues['by'])}
      />
      {values.by === 'days' ? (
        <NumberInput
          data-autofocus
          label={t('days')}
          min={1}
          max={3650}
          value={values.days}
          onChange={(days) => form.set('days', days)}
          error={form.errorOf('does.days')}
        />
      ) : (
        <DatePickerInput
          label={t('last_day')}
          description={t('last_day_help')}
          valueFormat="D MMMM YYYY"
          minDate={format.today}
          value={values.until}
          onChange={(date) => form.set('until', date)}
        />
      )}
    </>
  );
}

/** When a pause begins and ends, and what may be opened meanwhile. */
export function PauseFields({ form }: FieldsProps) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { values } = form;
  return (
    <>
      <DatePickerInput
        label={t('from')}
        description={t('from_help')}
        valueFormat="D MMMM YYYY"
        clearable
        minDate={format.today}
        value={values.from_on}
        onChange={(date) => form.set('from_on', date)}
      />
      <DatePickerInput
        label={t('until')}
        description={t('until_help')}
        valueFormat="D MMMM YYYY"
        clearable
        minDate={values.from_on ?? format.today}
        value={values.until_on}
        onChange={(date) => form.set('until_on', date)}
      />
      <Select
        label={t('access')}
        allowDeselect={false}
        value={values.access}
        data={(['usual', 'open', 'closed'] as const).map((value) => ({
          value,
          label: t(`access_during.${value}`),
        }))}
        onChange={(access) => form.set('access', access as BulkValues['access'])}
      />
    </>
  );
}
