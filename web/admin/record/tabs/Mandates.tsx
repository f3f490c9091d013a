import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mandate } from '../../../api/debits.ts';
import { api } from '../../../api/http.ts';
import {
  ConfirmDialog,
  DateText,
  type PlainColumn,
  PlainTable,
  StatusDot,
  type Tone,
} from '../../../ui/index.ts';
import { mandatesQuery } from '../../debits/queries.ts';
import { useOrganization } from '../../organization.ts';
import shared from '../../shared/Page.module.css';
import { useAct } from '../acts/useAct.ts';

const tones: Record<Mandate['state'], Tone> = {
  active: 'good',
  expired: 'warn',
  revoked: 'idle',
  replaced: 'idle',
  returned: 'bad',
};

/** The direct-debit mandates of a person, if they ever gave one. */
export function Mandates({ id }: { id: string }) {
  const { t } = useTranslation('debits');
  const { org } = useOrganization();
  const [revoking, setRevoking] = useState<Mandate | null>(null);
  const mandates = useQuery(mandatesQuery(org, id)).data?.items ?? [];
  const columns = useMandateColumns(setRevoking);
  if (mandates.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t('mandate.list')}</h2>
      <PlainTable
        label={t('mandate.list')}
        rows={mandates}
        rowKey={(row) => row.id}
        columns={columns}
      />
      {revoking ? <Revoke mandate={revoking} onClose={() => setRevoking(null)} /> : null}
    </section>
  );
}

function useMandateColumns(onRevoke: (mandate: Mandate) => void): PlainColumn<Mandate>[] {
  const { t } = useTranslation('debits');
  const { can } = useOrganization();
  return [
    {
      key: 'reference',
      header: t('mandate.reference'),
      cell: (row) => <span className="strong nowrap">{row.reference}</span>,
    },
    {
      key: 'account',
      header: t('mandate.account'),
      cell: (row) => (
        <>
          <span className="nowrap">
            {row.country}·· {row.last4}
          </span>{' '}
          <span className="soft">{row.holder}</span>
        </>
      ),
    },
    {
      key: 'signed',
      header: t('mandate.signed'),
      cell: (row) => (
        <>
          <DateText value={row.signed_on} />{' '}
          <span className="soft">{t(row.agreed_text ? 'mandate.online' : 'mandate.paper')}</span>
        </>
      ),
    },
    {
      key: 'used',
      header: t('mandate.used'),
      cell: (row) => (row.used_on ? <DateText value={row.used_on} /> : '—'),
    },
    {
      key: 'state',
      header: t('column.state'),
      cell: (row) => (
        <StatusDot tone={tones[row.state]}>{t(`mandate.state.${row.state}`)}</StatusDot>
      ),
    },
    {
      key: 'act',
      header: <span className="sr">{t('column.act')}</span>,
      align: 'end',
      cell: (row) =>
        row.revocable && can('billing.write') ? (
          <Button size="xs" onClick={() => onRevoke(row)}>
            {t('mandate.revoke')}
          </Button>
        ) : null,
    },
  ];
}

function Revoke({ mandate, onClose }: { mandate: Mandate; onClose: () => void }) {
  const { t } = useTranslation('debits');
  const { reference } = mandate;
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/mandates/${mandate.id}/revocation`, { idempotencyKey }),
    done: t('mandate.revoked', { reference }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('mandate.revoke_title', { reference })}
      confirm={t('mandate.revoke')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('mandate.revoke_text')}</p>
    </ConfirmDialog>
  );
}
