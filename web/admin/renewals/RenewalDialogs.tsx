import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { RenewalDetail } from '../../api/renewals.ts';
import { Callout, ConfirmDialog, useForm, useFormat } from '../../ui/index.ts';
import { useAct } from '../record/acts/useAct.ts';
import { ReasonFields } from './ReasonFields.tsx';
import { RenewalBill } from './RenewalBill.tsx';

export type RenewalDialogProps = { renewal: RenewalDetail; onClose: () => void };

type Way = 'approve' | 'refuse' | 'send' | 'remind' | 'reset' | 'intervention';

/** One act on a renewal at its address; the toast says what was done. */
function useRenewalAct<Input extends object | undefined = undefined>(
  { renewal, onClose }: RenewalDialogProps,
  { way, done }: { way: Way; done: string },
) {
  return useAct<Input>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/renewals/${renewal.id}/${way}`, { idempotencyKey, body }),
    done,
    onDone: onClose,
  });
}

/** What it begins and bills, then one button that says how much. */
export function ApproveDialog(props: RenewalDialogProps) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const { renewal, onClose } = props;
  const name = renewal.contact.name;
  const total = renewal.next?.invoice?.total ?? 0;
  const act = useRenewalAct(props, { way: 'approve', done: t('approve.done', { name }) });
  const amount = format.money(total, renewal.offer.currency);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('approve.title', { name })}
      confirm={total > 0 ? t('approve.confirm', { amount }) : t('approve.confirm_free')}
      pending={act.isPending}
      error={act.error}
      disabled={renewal.next === null}
      onConfirm={() => act.mutate(undefined)}
    >
      {renewal.next ? (
        <RenewalBill
          renewal={renewal}
          foot={total > 0 ? t('approve.foot') : t('approve.foot_free')}
        />
      ) : (
        <Callout tone="warn">{t('told.stuck')}</Callout>
      )}
    </ConfirmDialog>
  );
}

/** They leave at the end of the term; with a reason of the list or in words. */
export function RefuseDialog(props: RenewalDialogProps) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const { renewal, onClose } = props;
  const name = renewal.contact.name;
  const act = useRenewalAct<{ reason: string; comment: string }>(props, {
    way: 'refuse',
    done: t('refuse.done', { name }),
  });
  const form = useForm({ reason: '', comment: '' }, act.error);
  const { values } = form;
  const date = format.fullDate(renewal.last_day);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('refuse.title', { name })}
      confirm={t('refuse.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(values)}
    >
      <p>{t('refuse.text', { date })}</p>
      {renewal.state === 'approved' ? <p>{t('reset.invoice')}</p> : null}
      <ReasonFields
        {...values}
        onReason={(reason) => form.set('reason', reason)}
        onComment={(comment) => form.set('comment', comment)}
        error={form.errorOf('reason')}
      />
    </ConfirmDialog>
  );
}

/** The notice goes out, again, or is recalled. */
export function SendDialog(props: RenewalDialogProps & { act: 'send' | 'remind' }) {
  const { t } = useTranslation('renewals');
  const { renewal, onClose, act: way } = props;
  const { name, email } = renewal.contact;
  const act = useRenewalAct(props, { way, done: t(`${way}.done`, { name }) });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t(`${way}.title`, { name })}
      confirm={t(`${way}.confirm`, { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(undefined)}
    >
      <p>{email ? t(`${way}.text`, { email }) : t('no_email_text')}</p>
      <RenewalBill renewal={renewal} />
    </ConfirmDialog>
  );
}

/** Nothing goes out by itself until staff let it go on. */
export function InterveneDialog(props: RenewalDialogProps) {
  const { t } = useTranslation('renewals');
  const { renewal, onClose } = props;
  const name = renewal.contact.name;
  const act = useRenewalAct<{ reason: string }>(props, {
    way: 'intervention',
    done: t('intervene.done', { name }),
  });
  const form = useForm({ reason: '' }, act.error);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('intervene.title', { name })}
      confirm={t('intervene.confirm')}
      pending={act.isPending}
      error={act.error}
      disabled={form.values.reason.trim() === ''}
      onConfirm={() => act.mutate(form.values)}
    >
      <p>{t('intervene.text')}</p>
      <Textarea
        data-autofocus
        label={t('intervene.reason')}
        autosize
        maxLength={500}
        value={form.values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** It goes on where it was. */
export function ResumeDialog({ renewal, onClose }: RenewalDialogProps) {
  const { t } = useTranslation('renewals');
  const name = renewal.contact.name;
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.delete(`${path}/renewals/${renewal.id}/intervention`, { idempotencyKey }),
    done: t('resume.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('resume.title', { name })}
      confirm={t('resume.confirm')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{renewal.sent_at ? t('resume.text') : t('resume.text_unsent')}</p>
    </ConfirmDialog>
  );
}

/** Takes the decision back: says plainly what becomes of the invoice and of what was paid. */
export function ResetDialog(props: RenewalDialogProps) {
  const { t } = useTranslation('renewals');
  const { renewal, onClose } = props;
  const name = renewal.contact.name;
  const act = useRenewalAct(props, { way: 'reset', done: t('reset.done', { name }) });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('reset.title', { name })}
      confirm={t('reset.confirm')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(undefined)}
    >
      <p>{t('reset.text')}</p>
      {renewal.state === 'approved' ? <Callout tone="warn">{t('reset.invoice')}</Callout> : null}
    </ConfirmDialog>
  );
}
