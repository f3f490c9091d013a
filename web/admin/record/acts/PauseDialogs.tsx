import { Checkbox } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, isProblemShape, useForm, useFormat } from '../../../ui/index.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

type Wish = {
  from_on: string;
  until_on: string | null;
  /** Null: as the organization set it. */
  keeps_access: boolean | null;
  despite_overdue: boolean;
};

/** Pauses from a day until a day, or until somebody resumes. */
export function PauseDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/pause`;
  const act = useAct<Wish>({
    send: (path, idempotencyKey, { keeps_access, ...rest }) => {
      const body = keeps_access === null ? rest : { ...rest, keeps_access };
      return api.post(path + address, { idempotencyKey, version: subscription.version, body });
    },
    done: t('pause.done', { name }),
    undo: { label: t('undo'), run: (path) => api.delete(path + address) },
    onDone: onClose,
  });
  const form = useForm<Wish>(
    { from_on: format.today, until_on: null, keeps_access: null, despite_overdue: false },
    act.error,
  );
  const { values } = form;
  const { keeps_access: _said, ...input } = values;
  const preview = useActPreview(address, { method: 'get', input });
  const isCredit = preview.data?.gives_back === 'credit';
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('pause.title', { name })}
      confirm={t('pause.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      disabled={preview.isError}
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
      <PauseRules form={form} preview={preview} />
      <ActReceipt
        title={t('receipt.title')}
        preview={preview}
        foot={t(isCredit ? 'pause.foot_credit' : 'pause.foot')}
      />
    </ConfirmDialog>
  );
}

type RulesProps = {
  form: ReturnType<typeof useForm<Wish>>;
  preview: ReturnType<typeof useActPreview>;
};

/** Access meanwhile; and all the same, where an invoice is late. */
function PauseRules({ form, preview }: RulesProps) {
  const { t } = useTranslation('record');
  const { keeps_access, despite_overdue } = form.values;
  const isLate = isProblemShape(preview.error) && preview.error.code === 'pause_while_overdue';
  return (
    <>
      <Checkbox
        label={t('pause.keeps_access')}
        checked={keeps_access ?? preview.data?.keeps_access ?? false}
        onChange={(event) => form.set('keeps_access', event.currentTarget.checked)}
      />
      {isLate || despite_overdue ? (
        <Checkbox
          label={t('pause.despite_overdue')}
          description={t('pause.despite_overdue_help')}
          checked={despite_overdue}
          onChange={(event) => form.set('despite_overdue', event.currentTarget.checked)}
        />
      ) : null}
    </>
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
      <ActReceipt
        title={t('receipt.title')}
        preview={preview}
        foot={preview.data?.open_balance ? t('resume.foot_owed') : undefined}
      />
    </ConfirmDialog>
  );
}
