import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { FieldRow } from '../../api/settings.ts';
import type { Items } from '../../api/types.ts';
import { ConfirmDialog, EmptyState, ErrorState, Loading, PlainTable } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import classes from './Settings.module.css';

type Open = { act: 'edit'; field: FieldRow | null } | { act: 'delete'; field: FieldRow } | null;

/** What the organization wants to know beside the usual. */
export function FieldsSection() {
  const { t } = useTranslation('settings');
  const { org, path, can } = useOrganization();
  const [open, setOpen] = useState<Open>(null);
  const fields = useQuery({
    queryKey: ['org', org, 'fields'],
    queryFn: ({ signal }) => api.get<Items<FieldRow>>(`${path}/fields`, { signal }),
  });
  const add = can('settings.write') ? (
    <Button variant="filled" onClick={() => setOpen({ act: 'edit', field: null })}>
      {t('fields.new')}
    </Button>
  ) : null;
  const items = fields.data?.items ?? [];
  return (
    <>
      <h2>{t('section.fields')}</h2>
      <p className={classes.lead}>{t('fields.text')}</p>
      {fields.isError ? (
        <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />
      ) : null}
      {fields.isPending ? <SkeletonLines lines={4} /> : null}
      {fields.data && items.length === 0 ? (
        <EmptyState title={t('fields.empty')} actions={add}>
          {t('fields.empty_text')}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <>
          <div className={classes.bar}>{add}</div>
          <FieldTable items={items} onOpen={setOpen} />
        </>
      ) : null}
      {open?.act === 'edit' ? (
        <FieldDialog field={open.field} onClose={() => setOpen(null)} />
      ) : null}
      {open?.act === 'delete' ? (
        <DeleteField field={open.field} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

type TableProps = { items: FieldRow[]; onOpen: (open: Open) => void };

function FieldTable({ items, onOpen }: TableProps) {
  const { t, i18n } = useTranslation('settings');
  const { can } = useOrganization();
  return (
    <PlainTable
      label={t('section.fields')}
      rows={items}
      rowKey={(field) => field.id}
      columns={[
        {
          key: 'label',
          header: t('fields.label'),
          narrow: 'title',
          cell: (field) => (i18n.language === 'fr' ? field.label_fr : field.label_en),
        },
        {
          key: 'key',
          header: t('fields.key'),
          cell: (field) => <code className="soft small">{field.key}</code>,
        },
        {
          key: 'type',
          header: t('fields.type'),
          cell: (field) => t(`fields.types.${field.type}`),
        },
        {
          key: 'visibility',
          header: t('fields.visibility'),
          cell: (field) => t(`fields.sees.${field.visibility}`),
        },
        {
          key: 'acts',
          header: <span className="sr">{t('acts')}</span>,
          align: 'end',
          cell: (field) =>
            can('settings.write') ? (
              <span className="nowrap">
                <Button size="xs" variant="subtle" onClick={() => onOpen({ act: 'edit', field })}>
                  {t('edit')}
                </Button>
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  onClick={() => onOpen({ act: 'delete', field })}
                >
                  {t('delete')}
                </Button>
              </span>
            ) : null,
        },
      ]}
    />
  );
}

type DeleteProps = { field: FieldRow; onClose: () => void };

function DeleteField({ field, onClose }: DeleteProps) {
  const { t, i18n } = useTranslation('settings');
  const { org, path } = useOrganization();
  const name = i18n.language === 'fr' ? field.label_fr : field.label_en;
  const used = useQuery({
    queryKey: ['org', org, 'field', field.id],
    queryFn: ({ signal }) =>
      api.get<FieldRow & { values: number }>(`${path}/fields/${field.id}`, { signal }),
    staleTime: 0,
  });
  const count = used.data?.values ?? 0;
  const remove = useAct({
    send: (at) => api.delete(`${at}/fields/${field.id}`, { version: field.version }),
    done: t('fields.deleted', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('fields.delete_title', { name })}
      confirm={t('fields.delete_confirm', { count })}
      pending={remove.isPending}
      error={remove.error ?? used.error}
      disabled={!used.data}
      onConfirm={() => remove.mutate()}
    >
      {used.data ? <p>{t('fields.delete_text', { count })}</p> : <Loading />}
    </ConfirmDialog>
  );
}
