import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../api/people.ts';
import { type AddressLine, addressAutoComplete, MoneyInput } from '../../ui/index.ts';
import classes from '../frame/parts.module.css';
import type { Answer, Question } from '../joinTypes.ts';

type Props = {
  question: Question;
  value: Answer;
  error: string | undefined;
  onChange: (value: Answer) => void;
};

const types = { date: 'date', phone: 'tel', url: 'url', text: 'text' } as const;
const completes: Record<string, string> = { phone: 'tel', birthday: 'bday', website: 'url' };

/** One question of a plan's form, by its kind. */
export function JoinQuestion(props: Props) {
  const { question, value, error, onChange } = props;
  const { type, label, choices, required } = question;
  const common = { size: 'lg' as const, label, error, required, withAsterisk: required };
  switch (type) {
    case 'address':
      return <AddressQuestion {...props} />;
    case 'boolean':
      return (
        <Checkbox
          size="lg"
          required={required}
          label={<Label {...question} />}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={choices}
          clearable={!required}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      );
    case 'amount':
      return (
        <MoneyInput
          {...common}
          minor={typeof value === 'number' ? value : null}
          onMinor={onChange}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          type={types[type]}
          autoComplete={completes[question.key]}
          maxLength={5000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** What is asked, marked like a field where it has to be answered. */
function Label({ label, required }: Pick<Question, 'label' | 'required'>) {
  return (
    <span>
      {label}
      {required ? (
        <span aria-hidden="true" className={classes.star}>
          {' *'}
        </span>
      ) : null}
    </span>
  );
}

const lines = ['line1', 'line2', 'postal_code', 'city', 'country'] as const;

function AddressQuestion({ question, value, error, onChange }: Props) {
  const { t } = useTranslation('portal');
  const address = (typeof value === 'object' ? (value ?? {}) : {}) as Address;
  const line = (key: AddressLine & (typeof lines)[number]) => (
    <TextInput
      key={key}
      size="lg"
      label={t(`profile.${key}`)}
      autoComplete={addressAutoComplete[key]}
      maxLength={200}
      value={address[key] ?? ''}
      onChange={(event) => onChange({ ...address, [key]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.legend}>
        <Label {...question} />
      </legend>
      <div className={classes.form}>
        {lines.map(line)}
        {error ? (
          <p role="alert" className={classes.failure}>
            {error}
          </p>
        ) : null}
      </div>
    </fieldset>
  );
}
