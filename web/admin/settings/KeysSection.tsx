import { Anchor, Button, CopyButton, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { KeyRow } from '../../api/settings.ts';
import type { Items } from '../../api/types.ts';
import {
  Callout,
  ConfirmDialog,
  DateText,
  EmptyState,
  ErrorState,
  PlainTable,
  useForm,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import classes from './Settings.module.css';

/** Keys for programs that use the API; the secret of a new one is shown once. */
export function KeysSection() {
  const { t } = useTranslation('settings');
  const { org, path } = useOrganization();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const keys = useQuery({
    queryKey: ['org', org, 'api-keys'],
    queryFn: ({ signal }) => api.get<Items<KeyRow>>(`${path}/api-keys`, { signal }),
  });
  const add = (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {t('keys.new')}
    </Button>
  );
  return (
    <>
      <h2>{t('section.keys')}</h2>
      <p className={classes.lead}>
        {t('keys.text')}{' '}
        <Anchor underline="always" href="/docs/api" target="_blank" rel="noreferrer">
          {t('keys.docs')}
        </Anchor>
      </p>
      {secret ? <Secret secret={secret} /> : null}
      {keys.isError ? <ErrorState error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.isPending ? <SkeletonLines lines={3} /> : null}
      {keys.data?.items.length === 0 ? (
        <EmptyState title={t('keys.empty')} actions={add}>
          {t('keys.empty_text')}
        </EmptyState>
      ) : null}
      {keys.data && keys.data.items.length > 0 ? (
        <>
          <div className={classes.bar}>{add}</div>
          <KeyTable keys={keys.data.items} />
        </>
      ) : null}
      {isMaking ? <NewKey onMade={setSecret} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation('settings');
  return (
    <Callout tone="good">
      <p>
        <b>{t('keys.once')}</b> {t('keys.once_text')}
      </p>
      <div className={classes.secret}>
        <code>{secret}</code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="xs" onClick={copy}>
              {t(copied ? 'keys.copied' : 'keys.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </Callout>
  );
}

function KeyTable({ keys }: { keys: KeyRow[] }) {
  const { t } = useTranslation('settings');
  const [ending, setEnding] = useState<KeyRow | null>(null);
  return (
    <>
      <PlainTable
        label={t('section.keys')}
        rows={keys}
        rowKey={(key) => key.id}
        columns={[
          { key: 'name', header: t('keys.name'), cell: (key) => key.name },
          {
            key: 'prefix',
            header: t('keys.prefix'),
            cell: (key) => <code className="small">{key.prefix}…</code>,
          },
          { key: 'role', header: t('team.role'), cell: (key) => t(`role.${key.role}`) },
          {
            key: 'made',
            header: t('keys.made'),
            cell: (key) => <DateText value={key.created_at} />,
          },
          {
            key: 'until',
            header: t('keys.until'),
            cell: (key) =>
              key.expires_at ? <DateText value={key.expires_at} /> : t('keys.forever'),
          },
          {
            key: 'acts',
            header: <span className="sr">{t('acts')}</span>,
            align: 'end',
            cell: (key) => (
              <Button size="xs" variant="subtle" color="red" onClick={() => setEnding(key)}>
                {t('keys.end')}
              </Button>
            ),
          },
        ]}
      />
      {ending ? <EndKey apiKey={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function EndKey({ apiKey, onClose }: { apiKey: KeyRow; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { name } = apiKey;
  const end = useAct({
    send: (path) => api.delete(`${path}/api-keys/${apiKey.id}`),
    done: t('keys.ended', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('keys.end_title', { name })}
      confirm={t('keys.end_confirm', { name })}
      pending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
    >
      <p>{t('keys.end_text')}</p>
    </ConfirmDialog>
  );
}

type Wish = { name: string; role: KeyRow['role']; until: string | null };

type NewProps = { onMade: (secret: string) => void; onClose: () => void };

const offered: KeyRow['role'][] = ['reader', 'accountant', 'manager', 'administrator'];

function NewKey({ onMade, onClose }: NewProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const make = useAct<Wish>({
    send: async (path, idempotencyKey, { name, role, until }) => {
      const expires_at = until ? `${until}T00:00:00.000Z` : null;
      const body = { name, role, expires_at };
      const made = await api.post<{ secret: string }>(`${path}/api-keys`, { idempotencyKey, body });
      onMade(made.secret);
    },
    done: t('keys.made_done'),
    onDone: onClose,
  });
  const form = useForm<Wish>({ name: '', role: 'reader', until: null }, make.error);
  const { values } = form;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('keys.new')}
      confirm={t('keys.make')}
      pending={make.isPending}
      error={make.error}
      disabled={values.name.trim() === ''}
      onConfirm={() => make.mutate(values)}
    >
      <TextInput
        data-autofocus
        label={t('keys.name')}
        description={t('keys.name_help')}
        maxLength={80}
        value={values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name', event.currentTarget.value)}
      />
      <Select
        label={t('team.role')}
        description={t(`role_help.${values.role}`)}
        allowDeselect={false}
        data={offered.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={values.role}
        onChange={(role) => form.set('role', role as Wish['role'])}
      />
      <DatePickerInput
        clearable
        label={t('keys.until')}
        placeholder={t('keys.forever')}
        valueFormat="D MMMM YYYY"
        minDate={format.today}
        value={values.until}
        error={form.errorOf('expires_at')}
        onChange={(date) => form.set('until', date)}
      />
    </ConfirmDialog>
  );
}
