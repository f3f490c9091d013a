import { Textarea } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailTag } from '../../api/emailTexts.ts';
import classes from './Emails.module.css';
import { meaningsIn } from './edited.ts';
import { TagPicker } from './TagPicker.tsx';

type Props = {
  label: string;
  value: string;
  tags: EmailTag[];
  error?: string;
  /** A single line: line breaks become spaces. */
  line?: boolean;
  /** How tall it is at least; two lines where nothing is said. */
  minRows?: number;
  maxLength: number;
  disabled: boolean;
  onChange: (value: string) => void;
};

/** A text with smart tags: typed, or put in at the cursor from the list; what they mean below. */
export function TagField(props: Props) {
  const {
    label,
    value,
    tags,
    error,
    line = false,
    minRows = 2,
    maxLength,
    disabled,
    onChange,
  } = props;
  const { t } = useTranslation('emails');
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const meanings = meaningsIn(value, tags);
  const insert = (tag: string) => {
    const field = input.current;
    const start = field?.selectionStart ?? value.length;
    const end = field?.selectionEnd ?? value.length;
    onChange(value.slice(0, start) + tag + value.slice(end));
    // The cursor goes behind the tag once the field shows it.
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(start + tag.length, start + tag.length);
    });
  };
  return (
    <div>
      <div className={classes.fieldHead}>
        <label htmlFor={id}>{label}</label>
        {disabled ? null : <TagPicker field={label} tags={tags} onInsert={insert} />}
      </div>
      <Textarea
        ref={input}
        id={id}
        autosize
        minRows={line ? 1 : minRows}
        maxLength={maxLength}
        disabled={disabled}
        value={value}
        error={error}
        onChange={({ currentTarget: { value: typed } }) =>
          onChange(line ? typed.replace(/\n+/g, ' ') : typed)
        }
      />
      {meanings.length > 0 ? (
        <p className={classes.meanings}>
          <span className="sr">{t('tag.used')} </span>
          {meanings.join(' · ')}
        </p>
      ) : null}
      {value.includes('{%') ? <p className={classes.meanings}>{t('tag.conditions')}</p> : null}
    </div>
  );
}
