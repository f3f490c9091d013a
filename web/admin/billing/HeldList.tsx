import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldBilling } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { Amount, Callout, ConfirmDialog, DateText, PlainTable, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import shared from '../shared/Page.module.css';

type How = 'all' | 'current';

/** Subscriptions the run would bill for several missed periods at once: the team decides. */
export function HeldList({ held }: { held: HeldBilling[] }) {
  const { t } = useTranslation('billing');
  const { org, can } = useOrganization();
  const [choice, setChoice] = useState<{ row: HeldBilling; how: How } | null>(null);
  if (held.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t('held.title')}</h2>
      <Callout tone="warn">{t('held.text')}</Callout>
      <PlainTable
        label={t('held.title')}
        rows={held}
        rowKey={(row) => row.subscription_id}
        columns={[
          {
            key: 'name',
            header: t('held.name'),
            cell: (row) => (
              <Link className={shared.linkRow} to={`/o/${org}/people/${row.contact.id}` as string}>
                {row.contact.name}
              </Link>
            ),
          },
          { key: 'plan', header: t('held.plan'), cell: (row) => row.plan_name ?? '—' },
          {
            key: 'since',
            header: t('held.since'),
            cell: (row) => <DateText value={row.next_billing_on} />,
          },
          {
            key: 'periods',
            header: t('held.periods'),
            align: 'end',
            cell: (row) => t('held.of', { count: row.periods }),
          },
          {
            key: 'amount',
            header: t('held.amount'),
            align: 'end',
            cell: (row) => <Amount minor={row.amount} currency={row.currency} />,
          },
          {
            key: 'acts',
            header: <span className="sr">{t('held.decide')}</span>,
            align: 'end',
            cell: (row) =>
              can('billing.write') || can('subscriptions.write') ? (
                <span className="nowrap">
                  <Button size="xs" onClick={() => setChoice({ row, how: 'current' })}>
                    {t('held.current')}
                  </Button>{' '}
                  <Button size="xs" variant="subtle" onClick={() => setChoice({ row, how: 'all' })}>
                    {t('held.all')}
                  </Button>
                </span>
              ) : null,
          },
        ]}
      />
      {choice ? <DecideDialog {...choice} onClose={() => setChoice(null)} /> : null}
    </section>
  );
}

type DecideProps = { row: HeldBilling; how: How; onClose: () => void };

function DecideDialog({ row, how, onClose }: DecideProps) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { name } = row.contact;
  const decide = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/subscriptions/${row.subscription_id}/held-billing`, {
        idempotencyKey,
        body: { bill: how },
      }),
    done: t('held.done', { name }),
    onDone: onClose,
  });
  const periods = how === 'all' ? row.periods : 1;
  const amount = how === 'all' ? row.amount : Math.round(row.amount / Math.max(1, row.periods));
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t(how === 'all' ? 'held.all_title' : 'held.current_title', { name })}
      confirm={t('held.confirm', {
        count: periods,
        amount: format.money(amount, row.currency),
      })}
      pending={decide.isPending}
      error={decide.error}
      onConfirm={() => decide.mutate()}
    >
      <p>{t(how === 'all' ? 'held.all_text' : 'held.current_text')}</p>
    </ConfirmDialog>
  );
}
