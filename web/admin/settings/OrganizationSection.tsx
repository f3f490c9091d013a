import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../api/types.ts';
import { useForm, useFormat } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { AccentField } from './AccentField.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type Fields = {
  name: string;
  language: Language;
  timezone: string;
  country: string;
  billing_day: number;
  accent: string;
  anchor: boolean;
};

type FormProps = { form: ReturnType<typeof useForm<Fields>> };

/** Name, language, zone, billing day, color. */
export function OrganizationSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<Fields>(
    {
      name: full.name,
      language: full.language,
      timezone: full.timezone,
      country: full.country,
      billing_day: full.billing_day,
      accent: full.accent ?? '#0f6b5c',
      anchor: full.settings.anchor_days_29_31,
    },
    save.error,
  );
  const { values } = form;
  const { anchor, ...facts } = values;
  return (
    <>
      <h2>{t('section.organization')}</h2>
      <p className={classes.lead}>{t('organization.text')}</p>
      <SettingsForm
        onSave={() => save.mutate({ ...facts, settings: { anchor_days_29_31: anchor } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <TextInput
          required
          label={t('organization.name')}
          maxLength={100}
          value={values.name}
          error={form.errorOf('name')}
          onChange={(event) => form.set('name', event.currentTarget.value)}
        />
        <LanguageAndCurrency form={form} currency={full.currency} />
        <Place form={form} />
        <BillingDay form={form} />
        <AccentField
          value={values.accent}
          error={form.errorOf('accent')}
          onChange={(accent) => form.set('accent', accent)}
        />
      </SettingsForm>
    </>
  );
}

function LanguageAndCurrency({ form, currency }: FormProps & { currency: string }) {
  const { t } = useTranslation('settings');
  const { values } = form;
  return (
    <div className={shared.pair}>
      <Select
        label={t('organization.language')}
        description={t('organization.language_help')}
        allowDeselect={false}
        data={[
          { value: 'fr', label: t('language.fr') },
          { value: 'en', label: t('language.en') },
        ]}
        value={values.language}
        onChange={(value) => form.set('language', value as Language)}
      />
      <TextInput
        label={t('organization.currency')}
        description={t('organization.currency_help')}
        readOnly
        value={currency}
      />
    </div>
  );
}

function Place({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const { values } = form;
  const countries = useCountries();
  return (
    <div className={shared.pair}>
      <Select
        searchable
        label={t('organization.timezone')}
        allowDeselect={false}
        limit={60}
        data={Intl.supportedValuesOf('timeZone')}
        value={values.timezone}
        error={form.errorOf('timezone')}
        onChange={(value) => form.set('timezone', value ?? values.timezone)}
      />
      <Select
        searchable
        label={t('organization.country')}
        allowDeselect={false}
        limit={60}
        data={countries}
        value={values.country}
        error={form.errorOf('country')}
        onChange={(value) => form.set('country', value ?? values.country)}
      />
    </div>
  );
}

function BillingDay({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const { values } = form;
  return (
    <>
      <NumberInput
        label={t('organization.billing_day')}
        description={t('organization.billing_day_help')}
        min={1}
        max={values.anchor ? 31 : 28}
        value={values.billing_day}
        error={form.errorOf('billing_day')}
        onChange={(value) => form.set('billing_day', Number(value) || 1)}
      />
      <Checkbox
        label={t('organization.anchor')}
        description={t('organization.anchor_help')}
        checked={values.anchor}
        onChange={(event) => form.set('anchor', event.currentTarget.checked)}
      />
    </>
  );
}

const codes =
  `AD AE AR AT AU BE BF BG BI BJ BR CA CD CF CG CH CI CL CM CN CO CY CZ DE DJ DK DZ EE EG ES
FI FR GA GB GE GF GN GP GR HK HR HT HU IE IL IN IS IT JP KE KM KR LB LI LT LU LV MA MC MD MG ML MQ
MR MT MU MX MY NC NE NG NL NO NZ PE PF PH PL PM PT RE RO RS RW SA SE SG SI SK SN TD TG TH TN TR TW
UA US UY VN YT ZA`.split(/\s+/);

function useCountries() {
  const { locale, compare } = useFormat();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return codes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((a, b) => compare(a.label, b.label));
  }, [locale, compare]);
}
