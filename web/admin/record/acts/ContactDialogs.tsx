import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, Receipt, useForm } from '../../../ui/index.ts';
import type { ActProps } from './ActDialog.tsx';
import { useAct } from './useAct.ts';

/** Sends the invitation to the portal: complete one's details, set a password or passkey. */
export function InviteDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/contacts/${contact.id}/invitation`, { idempotencyKey }),
    done: t('invite.done', { email: contact.email ?? '' }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('invite.title', { name })}
      confirm={t('invite.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <Receipt
        title={t('receipt.title')}
        lines={[{ key: 'mail', text: t('invite.line'), value: contact.email }]}
        foot={contact.portal.state === 'invited' ? t('invite.again') : t('invite.foot')}
      />
    </ConfirmDialog>
  );
}

/** Blocks: no sign-in, no joining; running subscriptions end at once. */
export function BlockDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const address = `/contacts/${contact.id}/block`;
  const act = useAct<{ reason: string }>({
    send: (path, idempotencyKey, body) => api.post(path + address, { idempotencyKey, body }),
    done: t('block.done', { name }),
    undo: { label: t('undo'), run: (path) => api.delete(path + address) },
    onDone: onClose,
  });
  const form = useForm({ reason: '' }, act.error);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('block.title', { name })}
      confirm={t('block.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(form.values)}
    >
      <p>{t('block.text')}</p>
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

/** Lifts a block. */
export function UnblockDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct({
    send: (path) => api.delete(`${path}/contacts/${contact.id}/block`),
    done: t('unblock.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('unblock.title', { name })}
      confirm={t('unblock.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('unblock.text')}</p>
    </ConfirmDialog>
  );
}

/** Deletes a contact; what the law keeps stays, without the name. */
export function DeleteDialog({ contact, onClose, onGone }: ActProps & { onGone: () => void }) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct({
    send: (path) => api.delete(`${path}/contacts/${contact.id}`, { version: contact.version }),
    done: t('delete.done', { name }),
    onDone: () => {
      onClose();
      onGone();
    },
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('delete.title', { name })}
      confirm={t('delete.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('delete.text')}</p>
    </ConfirmDialog>
  );
}
