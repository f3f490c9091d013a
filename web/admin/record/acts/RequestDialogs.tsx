import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm } from '../../../ui/index.ts';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

/** A request to join, with the version that was seen. */
export type RequestActProps = {
  name: string;
  subscription: { id: string; version: number };
  onClose: () => void;
  /** Instead, once it is decided. */
  onDone?: () => void;
};

/** Lets somebody in who asked to join: from when, and what is billed. */
export function ApproveDialog({ name, subscription, onClose, onDone = onClose }: RequestActProps) {
  const { t } = useTranslation('record');
  const address = `/subscriptions/${subscription.id}/approval`;
  const preview = useActPreview(address, { method: 'get', input: {} });
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(path + address, { idempotencyKey, version: subscription.version }),
    done: t('approve.done', { name }),
    onDone,
  });
  const isCharged = preview.data?.collection === 'automatic';
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('approve.title', { name })}
      confirm={t('approve.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      disabled={!preview.data}
      onConfirm={() => act.mutate()}
    >
      <ActReceipt
        title={t('receipt.title')}
        preview={preview}
        foot={t(isCharged ? 'approve.foot_charged' : 'approve.foot')}
      />
    </ConfirmDialog>
  );
}

/** Turns a request to join down; the applicant reads the reason. */
export function DeclineDialog({ name, subscription, onClose, onDone = onClose }: RequestActProps) {
  const { t } = useTranslation('record');
  const act = useAct<{ reason: string }>({
    send: (path, idempotencyKey, body) =>
      api.delete(`${path}/subscriptions/${subscription.id}/approval`, {
        idempotencyKey,
        version: subscription.version,
        body,
      }),
    done: t('decline.done', { name }),
    onDone,
  });
  const form = useForm({ reason: '' }, act.error);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('decline.title', { name })}
      confirm={t('decline.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(form.values)}
    >
      <p>{t('decline.text')}</p>
      <Textarea
        label={t('decline.reason')}
        description={t('decline.reason_help')}
        autosize
        maxLength={1000}
        value={form.values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
