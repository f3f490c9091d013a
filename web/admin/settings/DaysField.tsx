import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  label: string;
  help: string;
  days: number[];
  error?: string;
  /** `up`: one at least, each later than the one before; `up_or_none`: also none. */
  order?: 'up' | 'up_or_none' | 'any';
  /** What holds while it is empty. */
  placeholder?: string;
  onChange: (days: number[]) => void;
};

/** Days as people write them: "2, 5, 7". */
export function DaysField(props: Props) {
  const { label, help, days, error, order = 'up', placeholder, onChange } = props;
  const { t } = useTranslation('settings');
  const [text, setText] = useState(days.join(', '));
  const read = (value: string) =>
    value
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number);
  const isFine = (list: number[]) =>
    order === 'any'
      ? list.every((day) => Number.isInteger(day) && day >= 1 && day <= 60)
      : (list.length > 0 || order === 'up_or_none') &&
        list.every((day, i) => Number.isInteger(day) && day > (list[i - 1] ?? 0) && day <= 120);
  const wrong = order === 'any' ? 'payments.remind_days_wrong' : 'payments.days_wrong';
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="numeric"
      placeholder={placeholder}
      value={text}
      error={isFine(read(text)) ? error : t(wrong)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
