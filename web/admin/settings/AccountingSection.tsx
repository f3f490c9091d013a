import { ActionIcon, Button, CloseIcon, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Accounting } from '../../api/settings.ts';
import { useForm, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type FormProps = { form: ReturnType<typeof useForm<Accounting>> };

const plain = ['receivable', 'revenue', 'credit', 'bad_debt', 'fees', 'transit'] as const;
const gateways = ['offline', 'stripe', 'sepa', 'test'] as const;

/** The chart of accounts of the accounting file, and when the fiscal year begins. */
export function AccountingSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<Accounting>(full.settings.accounting, save.error);
  return (
    <>
      <h2>{t('section.accounting')}</h2>
      <p className={classes.lead}>{t('accounting.text')}</p>
      <SettingsForm
        onSave={() => save.mutate({ settings: { accounting: form.values } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <YearField form={form} />
        <PlainAccounts form={form} />
        <CashAccounts form={form} />
        <TaxAccounts form={form} />
      </SettingsForm>
    </>
  );
}

function YearField({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <Select
      label={t('accounting.year_starts')}
      allowDeselect={false}
      data={Array.from({ length: 12 }, (_, at) => ({
        value: String(at + 1),
        label: new Intl.DateTimeFormat(format.language, { month: 'long', timeZone: 'UTC' }).format(
          new Date(Date.UTC(2026, at, 1)),
        ),
      }))}
      value={String(form.values.year_starts)}
      onChange={(value) => form.set('year_starts', Number(value))}
    />
  );
}

function PlainAccounts({ form }: FormProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={shared.pair}>
      {plain.map((key) => (
        <TextInput
          key={key}
          label={t(`accounting.${key}`)}
          value={form.values[key]}
          error={form.errorOf(`settings.accounting.${key}`)}
          onChange={(event) => form.set(key, event.currentTarget.value.trim())}
        />
      ))}
    </div>
  );
}

function CashAccounts({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const { cash } = form.values;
  return (
    <div className={shared.pair}>
      {gateways.map((gateway) => (
        <TextInput
          key={gateway}
          label={t('accounting.cash', { gateway: t(`accounting.gateway.${gateway}`) })}
          value={cash[gateway]}
          error={form.errorOf(`settings.accounting.cash.${gateway}`)}
          onChange={(event) =>
            form.set('cash', { ...cash, [gateway]: event.currentTarget.value.trim() })
          }
        />
      ))}
      <TextInput
        label={t('accounting.cash_other')}
        value={form.values.cash_other}
        error={form.errorOf('settings.accounting.cash_other')}
        onChange={(event) => form.set('cash_other', event.currentTarget.value.trim())}
      />
    </div>
  );
}

function TaxAccounts({ form }: FormProps) {
  const { t, i18n } = useTranslation('settings');
  const rates = form.values.tax_by_rate;
  const change = (at: number, part: Partial<(typeof rates)[number]>) =>
    form.set(
      'tax_by_rate',
      rates.map((row, i) => (i === at ? { ...row, ...part } : row)),
    );
  const error = (path: string) => form.errorOf(`settings.accounting.tax_by_rate.${path}`);
  return (
    <fieldset className={`${shared.set} ${shared.form}`}>
      <legend>{t('accounting.rates')}</legend>
      {rates.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while being typed
        <div key={i} className={classes.rate}>
          <TextInput
            aria-label={t('accounting.rate_label')}
            inputMode="decimal"
            rightSection="%"
            value={i18n.language === 'fr' ? row.rate.replace('.', ',') : row.rate}
            error={error(`${i}.rate`)}
            onChange={(event) =>
              change(i, { rate: event.currentTarget.value.trim().replace(',', '.') })
            }
          />
          <TextInput
            aria-label={t('accounting.account_label', { rate: row.rate })}
            value={row.account}
            error={error(`${i}.account`)}
            onChange={(event) => change(i, { account: event.currentTarget.value.trim() })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('accounting.remove', { rate: row.rate })}
            onClick={() =>
              form.set(
                'tax_by_rate',
                rates.filter((_, each) => each !== i),
              )
            }
          >
            <CloseIcon size="16" />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          onClick={() => form.set('tax_by_rate', [...rates, { rate: '', account: '' }])}
        >
          {t('accounting.add_rate')}
        </Button>
      </div>
      <TextInput
        label={t('accounting.tax')}
        value={form.values.tax}
        error={form.errorOf('settings.accounting.tax')}
        onChange={(event) => form.set('tax', event.currentTarget.value.trim())}
      />
    </fieldset>
  );
}
