import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm } from '../../../ui/index.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

/** Brings an ended subscription back. */
export function ReactivateDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const preview = useActPreview(`/subscriptions/${subscription.id}/reactivation`, {
    method: 'get',
    input: {},
  });
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/subscriptions/${subscription.id}/reactivation`, {
        idempotencyKey,
        version: subscription.version,
      }),
    done: t('reactivate.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('reactivate.title', { name })}
      confirm={t('reactivate.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('reactivate.text')}</p>
      <ActReceipt title={t('receipt.title')} preview={preview} />
    </ConfirmDialog>
  );
}

/** Several periods were missed and billing waits: bill them all, or only the current one. */
export function HeldDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct<{ bill: string }>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/subscriptions/${subscription.id}/held-billing`, {
        idempotencyKey,
        version: subscription.version,
        body,
      }),
    done: t('held.done', { name }),
    onDone: onClose,
  });
  const form = useForm({ bill: 'current' }, act.error);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('held.title', { name })}
      confirm={form.values.bill === 'all' ? t('held.confirm_all') : t('held.confirm_current')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(form.values)}
    >
      <p>{t('held.text')}</p>
      <Radio.Group
        aria-label={t('held.which')}
        value={form.values.bill}
        onChange={(bill) => form.set('bill', bill)}
      >
        <Stack gap={8}>
          <Radio value="current" label={t('held.current')} />
          <Radio value="all" label={t('held.all')} />
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
