import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FullOrganization } from '../../api/settings.ts';
import { useForm } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { DaysField } from './DaysField.tsx';
import { GatewaysSection } from './GatewaysSection.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type Fields = Pick<FullOrganization['settings'], 'refunds' | 'invoice'>;
type FormProps = { form: ReturnType<typeof useForm<Fields>> };

/** When invoices are due, and what can be refunded. */
export function PaymentsSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const { refunds, invoice } = full.settings;
  const form = useForm<Fields>({ refunds, invoice }, save.error);
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
