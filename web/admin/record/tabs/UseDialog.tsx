import { NumberInput, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Subscription } from '../../../api/subscriptions.ts';
import { ConfirmDialog, useForm, useFormat } from '../../../ui/index.ts';
import { useAct } from '../acts/useAct.ts';

type Pack = NonNullable<Subscription['pack']>;
type Wish = { count: number; used_on: string; note: string };
type Props = { subscription: Subscription; pack: Pack; onClose: () => void };

/** Writes uses of a pack down: how many, for which day, and what for. */
export function UseDialog({ subscription, pack, onClose }: Props) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { id, version } = subscription;
  const act = useAct<Wish>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/subscriptions/${id}/uses`, { body, version, idempotencyKey }),
    done: (): string => t('pack.used', { count: values.count, left: pack.left - values.count }),
    onDone: onClose,
  });
  const form = useForm<Wish>({ count: 1, used_on: format.today, note: '' }, act.error);
  const { values } = form;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('pack.use_title')}
      confirm={t('pack.use_confirm', { count: values.count })}
      pending={act.isPending}
      error={act.error}
      disabled={values.count < 1 || values.count > pack.left}
      onConfirm={() => act.mutate(values)}
    >
      <NumberInput
        data-autofocus
        label={t('pack.count')}
        description={t('pack.left', { left: pack.left, granted: pack.granted })}
        min={1}
        max={pack.left}
        value={values.count}
        error={form.errorOf('count')}
        onChange={(value) => form.set('count', Number(value) || 0)}
      />
      <DatePickerInput
        label={t('pack.used_on')}
        valueFormat="D MMMM YYYY"
        maxDate={format.today}
        value={values.used_on}
        error={form.errorOf('used_on')}
        onChange={(date) => form.set('used_on', date ?? format.today)}
      />
      <TextInput
        label={t('pack.note')}
        maxLength={500}
        value={values.note}
        error={form.errorOf('note')}
        onChange={(event) => form.set('note', event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
