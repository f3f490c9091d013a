import { NumberInput, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullOrganization } from '../../api/settings.ts';
import { useForm, useFormat } from '../../ui/index.ts';
import { AccessPolicy } from '../plans/PlanRules.tsx';
import shared from '../shared/Page.module.css';
import { GatewaysSection } from './GatewaysSection.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type Fields = Pick<FullOrganization['settings'], 'overdue' | 'refunds' | 'invoice'>;
type FormProps = { form: ReturnType<typeof useForm<Fields>> };

/** When invoices are due, what happens when a payment fails, what can be refunded. */
export function PaymentsSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const { overdue, refunds, invoice } = full.settings;
  const form = useForm<Fields>({ overdue, refunds, invoice }, save.error);
  const { values } = form;
  const error = (path: string) => form.errorOf(`settings.${path}`);
  return (
    <>
      <GatewaysSection />
      <h2>{t('section.payments')}</h2>
      <p className={classes.lead}>{t('payments.text')}</p>
      <SettingsForm
        onSave={() => save.mutate({ settings: values })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <OverdueFields form={form} />
        <NumberInput
          label={t('payments.due_days')}
          description={t('payments.due_days_help')}
          min={0}
          max={120}
          value={values.invoice.due_days}
          error={error('invoice.due_days')}
          onChange={(value) =>
            form.set('invoice', { ...values.invoice, due_days: Number(value) || 0 })
          }
        />
        <DaysField
          label={t('payments.remind_before')}
          help={t('payments.remind_before_help')}
          days={values.invoice.remind_before}
          error={error('invoice.remind_before')}
          order="any"
          onChange={(remind_before) => form.set('invoice', { ...values.invoice, remind_before })}
        />
        <RefundFields form={form} />
      </SettingsForm>
    </>
  );
}

function OverdueFields({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const { values } = form;
  const set = (change: Partial<Fields['overdue']>) =>
    form.set('overdue', { ...values.overdue, ...change });
  const error = (path: string) => form.errorOf(`settings.overdue.${path}`);
  return (
    <>
      <div className={shared.pair}>
        <DaysField
          label={t('payments.retries')}
          help={t('payments.retries_help')}
          days={values.overdue.retry_offsets}
          error={error('retry_offsets')}
          onChange={(retry_offsets) => set({ retry_offsets })}
        />
        <DaysField
          label={t('payments.reminders')}
          help={t('payments.reminders_help')}
          days={values.overdue.reminder_offsets}
          error={error('reminder_offsets')}
          onChange={(reminder_offsets) => set({ reminder_offsets })}
        />
      </div>
      <HourField hour={values.overdue.hour} onChange={(hour) => set({ hour })} />
      <AccessPolicy
        value={values.overdue.access}
        onChange={(access) => access && set({ access })}
      />
      <Radio.Group
        label={t('payments.after_last')}
        value={values.overdue.after_last}
        onChange={(value) => set({ after_last: value as 'void' })}
      >
        <Stack gap={8} pt={4}>
          <Radio value="uncollectible" label={t('payments.uncollectible')} />
          <Radio value="void" label={t('payments.void')} />
        </Stack>
      </Radio.Group>
    </>
  );
}

function RefundFields({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const { values } = form;
  const error = (path: string) => form.errorOf(`settings.refunds.${path}`);
  return (
    <div className={shared.pair}>
      <NumberInput
        label={t('payments.latest')}
        description={t('payments.latest_help')}
        min={1}
        max={36}
        value={values.refunds.latest}
        error={error('latest')}
        onChange={(value) => form.set('refunds', { ...values.refunds, latest: Number(value) || 1 })}
      />
      <NumberInput
        label={t('payments.max_age')}
        description={t('payments.max_age_help')}
        min={1}
        max={3650}
        value={values.refunds.max_age_days}
        error={error('max_age_days')}
        onChange={(value) =>
          form.set('refunds', { ...values.refunds, max_age_days: Number(value) || 1 })
        }
      />
    </div>
  );
}

function HourField({ hour, onChange }: { hour: number; onChange: (hour: number) => void }) {
  const { t } = useTranslation('settings');
  const { timeZone } = useFormat();
  return (
    <Select
      label={t('payments.hour')}
      description={t('payments.hour_help', { zone: timeZone })}
      allowDeselect={false}
      data={Array.from({ length: 24 }, (_, at) => ({
        value: String(at),
        label: `${String(at).padStart(2, '0')}:00`,
      }))}
      value={String(hour)}
      onChange={(value) => onChange(Number(value))}
    />
  );
}

type DaysProps = {
  label: string;
  help: string;
  days: number[];
  error?: string;
  /** `up`: one at least, each later than the one before. */
  order?: 'up' | 'any';
  onChange: (days: number[]) => void;
};

/** Days as people write them: "2, 5, 7". */
function DaysField({ label, help, days, error, order = 'up', onChange }: DaysProps) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(days.join(', '));
  const read = (value: string) =>
    value
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number);
  const isFine = (list: number[]) =>
    order === 'any'
      ? list.every((day) => Number.isInteger(day) && day >= 1 && day <= 60)
      : list.length > 0 &&
        list.every((day, i) => Number.isInteger(day) && day > (list[i - 1] ?? 0) && day <= 120);
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="numeric"
      value={text}
      error={
        isFine(read(text))
          ? error
          : t(order === 'up' ? 'payments.days_wrong' : 'payments.remind_days_wrong')
      }
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
