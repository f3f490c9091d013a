import { NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm, useFormat } from '../../../ui/index.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { useAct, useActPreview } from './useAct.ts';

type Wish = { by: string; days: number | string; until: string | null; reason: string };

/** Gives free time: by a number of days, or up to a date. */
export function ExtendDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/extension`;
  const act = useAct<Record<string, string | number>>({
    send: (path, idempotencyKey, body) =>
      api.post(path + address, { idempotencyKey, version: subscription.version, body }),
    done: t('extend.done', { name }),
    undo: { label: t('undo'), run: (path) => api.delete(path + address) },
    onDone: onClose,
  });
  const form = useForm<Wish>({ by: 'days', days: 30, until: null, reason: '' }, act.error);
  const { values } = form;
  const by = lengthOf(values);
  const preview = useActPreview(address, by && { method: 'get', input: by });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('extend.title', { name })}
      confirm={
        values.by === 'days'
          ? t('extend.confirm_days', { count: Number(values.days), name })
          : t('extend.confirm', { name })
      }
      pending={act.isPending}
      error={act.error}
      disabled={by === null || preview.isError}
      onConfirm={() => act.mutate({ ...by, ...(values.reason ? { reason: values.reason } : {}) })}
    >
      <LengthFields form={form} />
      <Textarea
        label={t('reason')}
        autosize
        value={values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
      {by ? <ActReceipt title={t('receipt.title')} preview={preview} /> : null}
    </ConfirmDialog>
  );
}

/** What the server is told, once enough is said. */
function lengthOf(values: Wish): Record<string, string | number> | null {
  const days = Number(values.days);
  if (values.by === 'days') return days > 0 ? { days } : null;
  return values.until ? { until: values.until } : null;
}

function LengthFields({ form }: { form: ReturnType<typeof useForm<Wish>> }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { values } = form;
  return (
    <>
      <SegmentedControl
        aria-label={t('extend.by')}
        value={values.by}
        onChange={(value) => form.set('by', value)}
        data={[
          { value: 'days', label: t('extend.by_days') },
          { value: 'until', label: t('extend.by_date') },
        ]}
      />
      {values.by === 'days' ? (
        <NumberInput
          data-autofocus
          label={t('extend.days')}
          min={1}
          max={3660}
          value={values.days}
          onChange={(value) => form.set('days', value)}
          error={form.errorOf('days')}
        />
      ) : (
        <DatePickerInput
          label={t('extend.until')}
          valueFormat="D MMMM YYYY"
          minDate={format.today}
          value={values.until}
          onChange={(date) => form.set('until', date)}
          error={form.errorOf('until')}
        />
      )}
    </>
  );
}

/** Takes the free days back that were given last, while none of them is used up. */
export function UnextendDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const count = subscription.undoable_extension?.days ?? 0;
  const act = useAct({
    send: (path) =>
      api.delete(`${path}/subscriptions/${subscription.id}/extension`, {
        version: subscription.version,
      }),
    done: t('unextend.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('unextend.title', { name })}
      confirm={t('unextend.confirm', { count })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('unextend.text', { count })}</p>
    </ConfirmDialog>
  );
}
