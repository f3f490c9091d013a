import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm, useFormat } from '../../../ui/index.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

/**
 * Cancels at the end of the paid time, which can be undone until then; where something is overdue
 * also without collecting any more, which is today and final.
 */
export function CancelDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/cancellation`;
  const [stops, setStops] = useState(false);
  const stop: Record<string, boolean> = stops ? { stop_collecting: true } : {};
  const preview = useActPreview(address, { method: 'get', input: stop });
  const isPausedOwing =
    subscription.state === 'paused' && (stops || Boolean(preview.data?.open_balance));
  const owes = subscription.state === 'overdue' || isPausedOwing;
  const act = useAct<{ reason: string }>({
    send: (path, idempotencyKey, { reason }) =>
      api.post(path + address, {
        idempotencyKey,
        version: subscription.version,
        body: { ...(reason ? { reason } : {}), ...stop },
      }),
    done: t(stops ? 'cancel.done_now' : 'cancel.done', { name }),
    undo: stops ? undefined : { label: t('undo'), run: (path) => api.delete(path + address) },
    onDone: onClose,
  });
  const form = useForm({ reason: '' }, act.error);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('cancel.title', { name })}
      confirm={t(stops ? 'cancel.confirm_now' : 'cancel.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(form.values)}
    >
      <ActReceipt
        title={t('receipt.title')}
        preview={preview}
        foot={t(stops ? 'cancel.foot_now' : 'cancel.foot')}
      />
      {owes ? (
        <Checkbox
          label={t('cancel.stop')}
          checked={stops}
          onChange={(event) => setStops(event.currentTarget.checked)}
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
  const address = `/subscriptions/${subscription.id}/cancellation`;
  const preview = useActPreview(`${address}/undoing`, { method: 'get', input: {} });
  const act = useAct({
    send: (path) => api.delete(path + address, { version: subscription.version }),
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
      disabled={!preview.data}
      onConfirm={() => act.mutate()}
    >
      <ActReceipt title={t('receipt.title')} preview={preview} foot={t('uncancel.text')} />
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
  const hasBegun = subscription.state !== 'scheduled';
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
