import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps } from '../FilterEditor.tsx';
import classes from '../People.module.css';
import { valuesIn, valuesText } from '../queryEdit.ts';

/** A value typed by hand: a company, a payer, a text. */
export function TextFilter({ filterKey, filter, onFilter, onClose }: EditorProps) {
  const { t } = useTranslation('people');
  const [text, setText] = useState(filter ? valuesIn(filter.values).join(', ') : '');
  return (
    <form
      className={classes.editorForm}
      onSubmit={(event) => {
        event.preventDefault();
        const values = valuesText([text.trim()]);
        onFilter(text.trim() ? { key: filterKey.key, values, negated: false } : null);
        onClose();
      }}
    >
      <TextInput
        data-autofocus
        aria-label={t('filter.value')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled">
        {t('filter.apply')}
      </Button>
    </form>
  );
}
