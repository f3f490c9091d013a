import { Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm, useFormat } from '../../../ui/index.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

/** Cancels at the end of the paid time; can be undone until then. */
export function CancelDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/cancellation`;
  const preview = useActPreview(address, { method: 'get', input: {} });
  const act = useAct<{ reason: string; stop: boolean }>({
    send: (path, idempotencyKey, { reason, stop }) =>
      api.post(path + address, {
        idempotencyKey,
        version: subscription.version,
        body: { ...(reason ? { reason } : {}), ...(stop ? { stop_collecting: true } : {}) },
      }),
    done: t('cancel.done', { name }),
    undo: { label: t('undo'), run: (path) => api.delete(path + address) },
    onDone: onClose,
  });
  const form = useForm({ reason: '', stop: false }, act.error);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('cancel.title', { name })}
      confirm={t('cancel.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(form.values)}
    >
      <ActReceipt title={t('receipt.title')} preview={preview} foot={t('cancel.foot')} />
      {preview.data?.open_balance ? (
        <Checkbox
          label={t('cancel.stop')}
          checked={form.values.stop}
          onChange={(event) => form.set('stop', event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        label={t('reason')}
        autosize
        value={form.values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Takes a pending cancellation back. */
export function UncancelDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct({
    send: (path) =>
      api.delete(`${path}/subscriptions/${subscription.id}/cancellation`, {
        version: subscription.version,
      }),
    done: t('uncancel.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('uncancel.title', { name })}
      confirm={t('uncancel.confirm')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('uncancel.text')}</p>
    </ConfirmDialog>
  );
}

/** Ends a subscription today, with what was paid for still ahead. */
export function RevokeDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/revocation`;
  const preview = useActPreview(address, { method: 'get', input: {} });
  const act = useAct<{ reason: string }>({
    send: (path, idempotencyKey, { reason }) =>
      api.post(path + address, {
        idempotencyKey,
        version: subscription.version,
        body: reason ? { reason } : {},
      }),
    done: t('revoke.done', { name }),
    onDone: onClose,
  });
  const form = useForm({ reason: '' }, act.error);
  const hasBegun = subscription.state !== 'scheduled' && subscription.state !== 'pending_approval';
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('revoke.title', { name })}
      confirm={t('revoke.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      disabled={preview.isError}
      onConfirm={() => act.mutate(form.values)}
    >
      {preview.data?.ends_on ? (
        <p>
          {t(hasBegun ? 'revoke.text' : 'revoke.text_unbegun', {
            date: format.fullDate(preview.data.ends_on),
          })}
        </p>
      ) : null}
      {preview.data && !preview.data.open_balance ? null : (
        <ActReceipt title={t('receipt.title')} preview={preview} dates="said" />
      )}
      <Textarea
        label={t('reason')}
        autosize
        value={form.values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
