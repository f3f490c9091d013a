import { Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps } from '../FilterEditor.tsx';
import classes from '../People.module.css';

type Operator = '=' | '>=' | '<=' | '..';

function read(text: string): { operator: Operator; first: string; second: string } {
  const range = /^(.*)\.\.(.*)$/.exec(text);
  if (range) return { operator: '..', first: range[1] ?? '', second: range[2] ?? '' };
  const compare = /^(>=|<=|>|<|=)?(.*)$/.exec(text);
  const sign = compare?.[1]?.charAt(0);
  const operator = sign === '>' ? '>=' : sign === '<' ? '<=' : '=';
  return { operator, first: compare?.[2] ?? '', second: '' };
}

/** An amount or a number: exactly, at least, at most, between. */
export function AmountFilter({ filterKey, filter, onFilter, onClose }: EditorProps) {
  const { t } = useTranslation('people');
  const start = filter
    ? read(filter.values)
    : { operator: '>=' as Operator, first: '', second: '' };
  const [operator, setOperator] = useState<Operator>(start.operator);
  const [first, setFirst] = useState<string | number>(start.first);
  const [second, setSecond] = useState<string | number>(start.second);
  const isReady = first !== '' && (operator !== '..' || second !== '');
  const values = {
    '=': `${first}`,
    '>=': `>=${first}`,
    '<=': `<=${first}`,
    '..': `${first}..${second}`,
  }[operator];
  return (
    <form
      className={classes.editorForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onFilter({ key: filterKey.key, values, negated: filter?.negated ?? false });
        onClose();
      }}
    >
      <Select
        aria-label={t('filter.compare')}
        value={operator}
        onChange={(value) => setOperator((value ?? '=') as Operator)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: '>=', label: t('filter.at_least') },
          { value: '<=', label: t('filter.at_most') },
          { value: '=', label: t('filter.exactly') },
          { value: '..', label: t('filter.between') },
        ]}
      />
      <NumberInput aria-label={t('filter.from')} value={first} onChange={setFirst} data-autofocus />
      {operator === '..' ? (
        <NumberInput aria-label={t('filter.to')} value={second} onChange={setSecond} />
      ) : null}
      <Button type="submit" variant="filled" disabled={!isReady}>
        {t('filter.apply')}
      </Button>
    </form>
  );
}
