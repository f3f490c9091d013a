import { Checkbox } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm, useFormat } from '../../../ui/index.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

/** Pauses from a day until a day, or until somebody resumes. */
export function PauseDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/pause`;
  const act = useAct<{ from_on: string; until_on: string | null; keeps_access: boolean }>({
    send: (path, idempotencyKey, body) =>
      api.post(path + address, { idempotencyKey, version: subscription.version, body }),
    done: t('pause.done', { name }),
    undo: { label: t('undo'), run: (path) => api.delete(path + address) },
    onDone: onClose,
  });
  const form = useForm(
    { from_on: format.today, until_on: null as string | null, keeps_access: false },
    act.error,
  );
  const { values } = form;
  const preview = useActPreview(address, {
    method: 'get',
    input: { from_on: values.from_on, until_on: values.until_on },
  });
  const isCredit = preview.data?.gives_back === 'credit';
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('pause.title', { name })}
      confirm={t('pause.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(values)}
    >
      <DatePickerInput
        label={t('pause.from')}
        valueFormat="D MMMM YYYY"
        minDate={format.today}
        value={values.from_on}
        onChange={(date) => form.set('from_on', date ?? format.today)}
        error={form.errorOf('from_on')}
      />
      <DatePickerInput
        clearable
        label={t('pause.until')}
        description={t('pause.until_help')}
        valueFormat="D MMMM YYYY"
        minDate={values.from_on}
        value={values.until_on}
        onChange={(date) => form.set('until_on', date)}
        error={form.errorOf('until_on')}
      />
      <Checkbox
        label={t('pause.keeps_access')}
        checked={values.keeps_access}
        onChange={(event) => form.set('keeps_access', event.currentTarget.checked)}
      />
      <ActReceipt
        title={t('receipt.title')}
        preview={preview}
        foot={t(isCredit ? 'pause.foot_credit' : 'pause.foot')}
      />
    </ConfirmDialog>
  );
}

/** Ends a pause today; the dates move by the days it lasted. */
export function ResumeDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const preview = useActPreview(`/subscriptions/${subscription.id}/resumption`, {
    method: 'get',
    input: {},
  });
  const act = useAct({
    send: (path) =>
      api.delete(`${path}/subscriptions/${subscription.id}/pause`, {
        version: subscription.version,
      }),
    done: t('resume.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('resume.title', { name })}
      confirm={t('resume.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <ActReceipt title={t('receipt.title')} preview={preview} />
    </ConfirmDialog>
  );
}
