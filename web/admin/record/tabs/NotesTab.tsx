import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Note } from '../../../api/people.ts';
import { ConfirmDialog, DateText, Tag, toast, useForm, useSentence } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { queryClient } from '../../queries.ts';
import { contactKey, notesQuery } from '../queries.ts';
import classes from '../Record.module.css';
import { Loaded } from './Loaded.tsx';
import { useWord } from './useWord.ts';

const types = ['call', 'meeting', 'email', 'delivery', 'payment', 'other'] as const;

type Draft = { type: string; body: string; pinned: boolean };

/** Private notes of the team: typed, pinned ones first. */
export function NotesTab({ id }: { id: string }) {
  const { t } = useTranslation('record');
  const { org, path, can } = useOrganization();
  const query = useQuery(notesQuery(org, id));
  const canWrite = can('people.write');
  return (
    <div className={classes.stack}>
      {canWrite ? (
        <NoteForm
          key={query.data?.items.length ?? 0}
          button={t('notes.add')}
          send={(draft) => api.post(`${path}/contacts/${id}/notes`, { body: draft })}
          onDone={() => void queryClient.invalidateQueries({ queryKey: contactKey(org, id) })}
        />
      ) : null}
      <Loaded query={query} empty={t('empty.notes')}>
        {(items) => (
          <ul className={classes.notes}>
            {items.map((note) => (
              <OneNote key={note.id} note={note} contactId={id} canWrite={canWrite} />
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

type Mode = 'edit' | 'delete';

type OneProps = { note: Note; contactId: string; canWrite: boolean };

function OneNote({ note, contactId, canWrite }: OneProps) {
  const { t } = useTranslation('record');
  const { org, path } = useOrganization();
  const word = useWord();
  const sentence = useSentence();
  const [mode, setMode] = useState<Mode | null>(null);
  const at = `${path}/notes/${note.id}`;
  const done = async () => {
    setMode(null);
    await queryClient.invalidateQueries({ queryKey: contactKey(org, contactId) });
  };
  const pin = useMutation({
    mutationFn: () => api.patch(at, { body: { pinned: !note.pinned }, version: note.version }),
    onSuccess: done,
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(at, { version: note.version }),
    onSuccess: done,
  });
  if (mode === 'edit') {
    return (
      <li>
        <NoteForm
          start={note}
          button={t('notes.save')}
          send={(draft) => api.patch(at, { body: draft, version: note.version })}
          onDone={() => void done()}
          onCancel={() => setMode(null)}
        />
      </li>
    );
  }
  return (
    <li className={classes.note}>
      <p className={classes.noteHead}>
        <Tag>{word('note_type', note.type)}</Tag>
        {note.pinned ? <Tag>{t('notes.pinned')}</Tag> : null}
        <span>{note.author_name}</span>
        <DateText value={note.created_at} as="moment" />
        {note.edited_at ? <span>· {t('notes.edited')}</span> : null}
      </p>
      <p className={classes.noteBody}>{note.body}</p>
      {canWrite ? (
        <NoteActs pinned={note.pinned} onPin={() => pin.mutate()} onMode={setMode} />
      ) : null}
      <ConfirmDialog
        opened={mode === 'delete'}
        tone="bad"
        onClose={() => setMode(null)}
        title={t('notes.delete_title')}
        confirm={t('notes.delete_confirm')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
      >
        <p className={classes.noteBody}>{note.body}</p>
      </ConfirmDialog>
    </li>
  );
}

type ActsProps = { pinned: boolean; onPin: () => void; onMode: (mode: Mode) => void };

function NoteActs({ pinned, onPin, onMode }: ActsProps) {
  const { t } = useTranslation('record');
  return (
    <p className={classes.noteActs}>
      <Button size="xs" variant="subtle" color="gray" onClick={onPin}>
        {pinned ? t('notes.unpin') : t('notes.pin')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => onMode('edit')}>
        {t('notes.edit')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => onMode('delete')}>
        {t('notes.delete')}
      </Button>
    </p>
  );
}

type FormProps = {
  start?: Note;
  button: string;
  send: (draft: Draft) => Promise<unknown>;
  onDone: () => void;
  onCancel?: () => void;
};

function NoteForm({ start, button, send, onDone, onCancel }: FormProps) {
  const { t } = useTranslation('record');
  const sentence = useSentence();
  const save = useMutation({ mutationFn: send, onSuccess: onDone });
  const form = useForm<Draft>(
    { type: start?.type ?? 'other', body: start?.body ?? '', pinned: start?.pinned ?? false },
    save.error,
  );
  const { values } = form;
  return (
    <form
      className={classes.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(values);
      }}
    >
      <Textarea
        aria-label={t('notes.body')}
        placeholder={t('notes.placeholder')}
        autosize
        minRows={2}
        value={values.body}
        error={form.errorOf('body') ?? (save.error ? sentence(save.error) : undefined)}
        onChange={(event) => form.set('body', event.currentTarget.value)}
      />
      <div className={classes.noteFormFoot}>
        <Select
          size="xs"
          aria-label={t('notes.type')}
          allowDeselect={false}
          value={values.type}
          data={types.map((value) => ({ value, label: t(`note_type.${value}`) }))}
          onChange={(type) => form.set('type', type ?? 'other')}
        />
        <Checkbox
          label={t('notes.pin')}
          checked={values.pinned}
          onChange={(event) => form.set('pinned', event.currentTarget.checked)}
        />
        <span className={classes.grow} />
        {onCancel ? <Button onClick={onCancel}>{t('cancel_edit')}</Button> : null}
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={values.body.trim() === ''}
        >
          {button}
        </Button>
      </div>
    </form>
  );
}
