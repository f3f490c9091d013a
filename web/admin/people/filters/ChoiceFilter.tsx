import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps } from '../FilterEditor.tsx';
import classes from '../People.module.css';
import { valuesIn, valuesText } from '../queryEdit.ts';

/** Any of some values, or none of them. */
export function ChoiceFilter({ filterKey, filter, onFilter }: EditorProps) {
  const { t } = useTranslation('people');
  const [search, setSearch] = useState('');
  const chosen = filter ? valuesIn(filter.values) : [];
  const values = filterKey.values.map((value) => valuesIn(value)[0] ?? value);
  const shown = values.filter((value) =>
    value.toLocaleLowerCase().includes(search.toLocaleLowerCase()),
  );
  const write = (next: string[], negated: boolean) =>
    onFilter(next.length > 0 ? { key: filterKey.key, values: valuesText(next), negated } : null);
  const toggle = (value: string) =>
    write(
      chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value],
      filter?.negated ?? false,
    );
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('filter.sense')}
        value={filter?.negated ? 'not' : 'is'}
        disabled={chosen.length === 0}
        onChange={(sense) => write(chosen, sense === 'not')}
        data={[
          { value: 'is', label: t('filter.any_of') },
          { value: 'not', label: t('filter.none_of') },
        ]}
      />
      {values.length > 8 ? (
        <TextInput
          size="xs"
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.choices}>
        {shown.map((value) => (
          <Checkbox
            key={value}
            label={filterKey.kind === 'word' ? value.replaceAll('-', ' ') : value}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
        ))}
      </div>
    </>
  );
}
