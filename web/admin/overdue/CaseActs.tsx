import { Button, Radio, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { ConfirmDialog, toast, useFormat, useIntent, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { useAct } from '../record/acts/useAct.ts';
import classes from './Overdue.module.css';

type Retried = { outcome?: string; reason_text?: string | null } | undefined;

/** Tries the card again now and says what the bank answered. */
function useRetry(row: OverdueRow) {
  const { t } = useTranslation('overdue');
  const { org, path } = useOrganization();
  const intent = useIntent();
  const sentence = useSentence();
  return useMutation({
    mutationFn: () =>
      api.post<Retried>(`${path}/overdue-cases/${row.id}/retry`, { idempotencyKey: intent.key }),
    onError: (error) => {
      intent.renew();
      toast({ message: sentence(error), tone: 'bad' });
    },
    onSuccess: async (answer) => {
      intent.renew();
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      const name = row.contact.name;
      if (answer?.outcome === 'declined') {
        const reason = answer.reason_text ?? t('retry.no_reason');
        toast({ message: t('retry.declined', { name, reason }), tone: 'bad' });
      } else if (answer?.outcome === 'succeeded' || answer?.outcome === 'paid') {
        toast({ message: t('retry.paid', { name }) });
      } else toast({ message: t('retry.sent', { name }) });
    },
  });
}

/** Try again, suspend or go on, forgive. */
export function CaseActs({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const [isForgiving, setForgiving] = useState(false);
  const retry = useRetry(row);
  const pause = useAct({
    send: (path) =>
      row.paused
        ? api.delete(`${path}/overdue-cases/${row.id}/pause`)
        : api.post(`${path}/overdue-cases/${row.id}/pause`),
    done: t(row.paused ? 'pause.resumed' : 'pause.done'),
    onDone: () => undefined,
  });
  return (
    <div className={classes.acts}>
      <Button variant="filled" loading={retry.isPending} onClick={() => retry.mutate()}>
        {t('retry.act')}
      </Button>
      <Button loading={pause.isPending} onClick={() => pause.mutate()}>
        {t(row.paused ? 'pause.resume' : 'pause.act')}
      </Button>
      <Button variant="subtle" color="red" onClick={() => setForgiving(true)}>
        {t('forgive.act')}
      </Button>
      {isForgiving ? <ForgiveDialog row={row} onClose={() => setForgiving(false)} /> : null}
    </div>
  );
}

type How = 'void' | 'uncollectible';

function ForgiveDialog({ row, onClose }: { row: OverdueRow; onClose: () => void }) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const [how, setHow] = useState<How>('void');
  const amount = format.money(row.invoice.balance, row.invoice.currency);
  const { name } = row.contact;
  const forgive = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/overdue-cases/${row.id}/forgiveness`, { idempotencyKey, body: { how } }),
    done: t('forgive.done', { amount, name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('forgive.title', { amount, name })}
      confirm={t('forgive.confirm', { amount })}
      pending={forgive.isPending}
      error={forgive.error}
      onConfirm={() => forgive.mutate()}
    >
      <p>{t('forgive.text')}</p>
      <Radio.Group label={t('forgive.how')} value={how} onChange={(value) => setHow(value as How)}>
        <Stack gap={10} pt={6}>
          {(['void', 'uncollectible'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`forgive.${value}`)}
              description={t(`forgive.${value}_help`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
