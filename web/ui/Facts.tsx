import { ActionIcon, Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Facts.module.css';
import { fieldErrors } from './problem.ts';
import { useSentence } from './States.tsx';

type TextEdit = {
  text: string;
  save: (text: string) => Promise<void>;
  type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number';
  options?: { value: string; label: string }[];
};

export type Fact = {
  key: string;
  label: string;
  /** What is shown; null or '' reads "not given". */
  value: ReactNode;
  /**
   * Makes the fact editable in place: one text, whose rejected save keeps the editor open and shows
   * why, or a form of its own for what has several parts.
   */
  edit?: TextEdit | { form: (onDone: () => void) => ReactNode };
  /** Something of its own beside the value: a "+" for labels. */
  extra?: ReactNode;
};

/** What is known, as label and value, each editable where it stands. */
export function Facts({ facts, label }: { facts: Fact[]; label: string }) {
  return (
    <div className={classes.facts}>
      <dl className={classes.list} aria-label={label}>
        {facts.map((fact) => (
          <div key={fact.key} className={classes.fact}>
            <dt>{fact.label}</dt>
            <dd>
              <FactValue fact={fact} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function FactValue({ fact }: { fact: Fact }) {
  const { t } = useTranslation('ui');
  const [isEditing, setEditing] = useState(false);
  const { edit } = fact;
  const onDone = () => setEditing(false);
  if (isEditing && edit) {
    if ('form' in edit) return edit.form(onDone);
    return <Editor label={fact.label} edit={edit} onDone={onDone} />;
  }
  const isEmpty = fact.value === null || fact.value === undefined || fact.value === '';
  return (
    <span className={classes.value}>
      {isEmpty ? <span className="muted">{t('facts.empty')}</span> : fact.value}
      {fact.extra}
      {edit ? (
        <ActionIcon
          size={24}
          className={classes.pencil}
          aria-label={t('facts.edit', { label: fact.label })}
          onClick={() => setEditing(true)}
        >
          <Pencil />
        </ActionIcon>
      ) : null}
    </span>
  );
}

function Pencil() {
  return (
    <svg width="13" height="13" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M3 13l.7-3L10.8 2.9a1.2 1.2 0 011.7 0l.6.6a1.2 1.2 0 010 1.7L6 12.3 3 13z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
    </svg>
  );
}

type EditorProps = { label: string; edit: TextEdit; onDone: () => void };

function Editor({ label, edit, onDone }: EditorProps) {
  const { t } = useTranslation('ui');
  const sentence = useSentence();
  const [text, setText] = useState(edit.text);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      if (text !== edit.text) await edit.save(text);
      onDone();
    } catch (thrown) {
      setError(thrown);
      setSaving(false);
    }
  };
  const remark = error ? (Object.values(fieldErrors(error))[0] ?? sentence(error)) : undefined;
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      {edit.options ? (
        <select
          aria-label={label}
          className={classes.select}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        >
          {edit.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <TextInput
          size="xs"
          autoFocus
          aria-label={label}
          type={edit.type ?? 'text'}
          value={text}
          error={remark}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Button size="xs" variant="filled" type="submit" loading={isSaving}>
        {t('facts.save')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {t('facts.cancel')}
      </Button>
      {edit.options && remark ? <p role="alert">{remark}</p> : null}
    </form>
  );
}
