import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../api/settings.ts';
import { useForm } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

const switches = ['factur_x'] as const;

/** What invoices are made of besides the identity on them. */
export function InvoiceOptions() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<Settings['invoice']>(full.settings.invoice, save.error);
  return (
    <section className={shared.section}>
      <h2>{t('invoice_options.title')}</h2>
      <SettingsForm
        onSave={() => save.mutate({ settings: { invoice: form.values } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <Switch
          label={t('invoice_options.per_payer')}
          description={t('invoice_options.per_payer_help')}
          checked={form.values.per_payer === 'payer'}
          onChange={(event) =>
            form.set('per_payer', event.currentTarget.checked ? 'payer' : 'member')
          }
        />
        <Switch
          label={t('invoice_options.proforma')}
          description={t('invoice_options.proforma_help')}
          checked={form.values.membership_bills === 'proforma'}
          onChange={(event) =>
            form.set('membership_bills', event.currentTarget.checked ? 'proforma' : 'invoice')
          }
        />
        {form.values.membership_bills === 'proforma' ? (
          <TextInput
            className={shared.narrow}
            label={t('invoice_options.proforma_prefix')}
            description={t('invoice_options.proforma_prefix_help')}
            maxLength={6}
            value={form.values.proforma_prefix}
            error={form.errorOf('settings.invoice.proforma_prefix')}
            onChange={(event) =>
              form.set('proforma_prefix', event.currentTarget.value.trim().toUpperCase())
            }
          />
        ) : null}
        {switches.map((key) => (
          <Switch
            key={key}
            label={t(`invoice_options.${key}`)}
            description={t(`invoice_options.${key}_help`)}
            checked={form.values[key]}
            onChange={(event) => form.set(key, event.currentTarget.checked)}
          />
        ))}
      </SettingsForm>
    </section>
  );
}
