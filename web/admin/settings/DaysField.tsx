import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  label: string;
  help: string;
  days: number[];
  error?: string;
  onChange: (days: number[]) => void;
};

/** Days as people write them: "2, 5, 7". Must go up. */
export function DaysField({ label, help, days, error, onChange }: Props) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(days.join(', '));
  const read = (value: string) =>
    value
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number);
  const isFine = (list: number[]) =>
    list.length > 0 &&
    list.every((day, i) => Number.isInteger(day) && day > (list[i - 1] ?? 0) && day <= 120);
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="numeric"
      value={text}
      error={isFine(read(text)) ? error : t('payments.days_wrong')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
