import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { LabelRow } from '../../api/settings.ts';
import type { Items } from '../../api/types.ts';
import {
  ConfirmDialog,
  EmptyState,
  ErrorState,
  type PlainColumn,
  PlainTable,
  useFormat,
  useSentence,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import classes from './Settings.module.css';

/** Words that sort people: made by hand, or given by a rule. */
export function LabelsSection() {
  const { t } = useTranslation('settings');
  const { org, path, can } = useOrganization();
  const labels = useQuery({
    queryKey: ['org', org, 'labels'],
    queryFn: ({ signal }) => api.get<Items<LabelRow>>(`${path}/labels`, { signal }),
  });
  return (
    <>
      <h2>{t('section.labels')}</h2>
      <p className={classes.lead}>{t('labels.text')}</p>
      {can('people.write') ? <NewLabel /> : null}
      {labels.isError ? (
        <ErrorState error={labels.error} onRetry={() => void labels.refetch()} />
      ) : null}
      {labels.isPending ? <SkeletonLines lines={4} /> : null}
      {labels.data?.items.length === 0 ? (
        <EmptyState title={t('labels.empty')}>{t('labels.empty_text')}</EmptyState>
      ) : null}
      {labels.data && labels.data.items.length > 0 ? (
        <LabelTable labels={labels.data.items} />
      ) : null}
    </>
  );
}

function NewLabel() {
  const { t } = useTranslation('settings');
  const sentence = useSentence();
  const [name, setName] = useState('');
  const add = useAct({
    send: (path) => api.post(`${path}/labels`, { body: { name: name.trim() } }),
    done: t('labels.added', { name }),
    onDone: () => setName(''),
  });
  return (
    <form
      className={classes.bar}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) add.mutate();
      }}
    >
      <TextInput
        label={t('labels.new')}
        maxLength={60}
        value={name}
        error={add.error ? sentence(add.error) : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
        {t('add')}
      </Button>
    </form>
  );
}

type Open = { label: LabelRow; act: 'rename' | 'delete' };

function LabelTable({ labels }: { labels: LabelRow[] }) {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState<Open | null>(null);
  const columns = useColumns(setOpen);
  return (
    <>
      <PlainTable
        label={t('section.labels')}
        rows={labels}
        rowKey={(label) => label.id}
        columns={columns}
      />
      {open?.act === 'rename' ? (
        <RenameLabel label={open.label} onClose={() => setOpen(null)} />
      ) : null}
      {open?.act === 'delete' ? (
        <DeleteLabel label={open.label} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function useColumns(onOpen: (open: Open) => void): PlainColumn<LabelRow>[] {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { org, can } = useOrganization();
  return [
    { key: 'name', header: t('labels.name'), narrow: 'title', cell: (label) => label.name },
    {
      key: 'rule',
      header: t('labels.rule'),
      cell: (label) =>
        label.rule ? (
          <span className="soft">{t(`labels.by_${label.rule as 'plan'}`)}</span>
        ) : (
          <span className="muted">{t('labels.by_hand')}</span>
        ),
    },
    {
      key: 'count',
      header: t('labels.people'),
      align: 'end',
      narrow: 'figure',
      cell: (label) => (
        <Link
          to={`/o/${org}/people` as string}
          search={{ q: `label:"${label.name}"` } as never}
          aria-label={t('labels.count', { count: label.count, name: label.name })}
        >
          {format.number(label.count)}
        </Link>
      ),
    },
    {
      key: 'acts',
      header: <span className="sr">{t('acts')}</span>,
      align: 'end',
      cell: (label) =>
        label.rule === 'plan' || !can('people.write') ? null : (
          <span className="nowrap">
            <Button size="xs" variant="subtle" onClick={() => onOpen({ label, act: 'rename' })}>
              {t('rename')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              onClick={() => onOpen({ label, act: 'delete' })}
            >
              {t('delete')}
            </Button>
          </span>
        ),
    },
  ];
}

type DialogProps = { label: LabelRow; onClose: () => void };

function RenameLabel({ label, onClose }: DialogProps) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState(label.name);
  const rename = useAct({
    send: (path) =>
      api.patch(`${path}/labels/${label.id}`, { version: label.version, body: { name } }),
    done: t('labels.renamed', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('labels.rename_title', { name: label.name })}
      confirm={t('rename')}
      pending={rename.isPending}
      error={rename.error}
      disabled={name.trim() === ''}
      onConfirm={() => rename.mutate()}
    >
      <TextInput
        data-autofocus
        label={t('labels.name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

function DeleteLabel({ label, onClose }: DialogProps) {
  const { t } = useTranslation('settings');
  const { name, count } = label;
  const remove = useAct({
    send: (path) => api.delete(`${path}/labels/${label.id}`, { version: label.version }),
    done: t('labels.deleted', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('labels.delete_title', { name })}
      confirm={t('labels.delete_confirm', { name })}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('labels.delete_text', { count })}</p>
    </ConfirmDialog>
  );
}
