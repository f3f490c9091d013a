import { useTranslation } from 'react-i18next';
import { Choices } from './Choices.tsx';
import { type Kind, type Start, starts } from './values.ts';

type Props = {
  kind: Kind;
  value: Start;
  onChange: (start: Start) => void;
  legendIs?: 'shown' | 'hidden';
};

/** What a new organization begins with: plans of its kind, a lived-in demo, or nothing. */
export function StartFields({ kind, value, onChange, legendIs }: Props) {
  const { t } = useTranslation('entry');
  const textOf = (start: Start) =>
    start === 'plan_set' ? t(`start.plan_set_text.${kind}`) : t(`start.${start}_text`);
  return (
    <Choices
      legend={t('start.label')}
      legendIs={legendIs}
      value={value}
      onChange={onChange}
      choices={starts.map((start) => ({
        value: start,
        name: t(`start.${start}`),
        text: textOf(start),
      }))}
    />
  );
}
