import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/index.ts';

/** An hour of the day in the organization's zone. */
export function HourField({ hour, onChange }: { hour: number; onChange: (hour: number) => void }) {
  const { t } = useTranslation('settings');
  const { timeZone } = useFormat();
  return (
    <Select
      label={t('payments.hour')}
      description={t('payments.hour_help', { zone: timeZone })}
      allowDeselect={false}
      data={Array.from({ length: 24 }, (_, at) => ({
        value: String(at),
        label: `${String(at).padStart(2, '0')}:00`,
      }))}
      value={String(hour)}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
