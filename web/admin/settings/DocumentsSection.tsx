import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../api/settings.ts';
import { Callout, useForm } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { InvoiceOptions } from './InvoiceOptions.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type Key = Exclude<keyof Identity, 'address'>;
type AddressKey = keyof Identity['address'];

/** What stands on invoices: who issues them, and what the law wants said. */
export function DocumentsSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<Identity>(full.settings.identity, save.error);
  const { values } = form;
  return (
    <>
      <h2>{t('section.documents')}</h2>
      <p className={classes.lead}>{t('identity.text')}</p>
      {full.settings.identity.legal_name === '' ? (
        <div className={classes.lead}>
          <Callout tone="warn">{t('identity.missing')}</Callout>
        </div>
      ) : null}
      <SettingsForm
        onSave={() => save.mutate({ settings: { identity: values } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <IdentityFields form={form} />
      </SettingsForm>
      <InvoiceOptions />
    </>
  );
}

function IdentityFields({ form }: { form: ReturnType<typeof useForm<Identity>> }) {
  const { t } = useTranslation('settings');
  const { values } = form;
  const error = (path: string) => form.errorOf(`settings.identity.${path}`);
  const line = (key: Key, type?: string) => (
    <TextInput
      type={type}
      label={t(`identity.${key}`)}
      value={values[key]}
      error={error(key)}
      onChange={(event) => form.set(key, event.currentTarget.value)}
    />
  );
  const place = (key: AddressKey) => (
    <TextInput
      label={t(`identity.${key}`)}
      value={values.address[key]}
      error={error(`address.${key}`)}
      onChange={(event) =>
        form.set('address', { ...values.address, [key]: event.currentTarget.value })
      }
    />
  );
  return (
    <>
      <div className={shared.pair}>
        {line('legal_name')}
        {line('legal_form')}
      </div>
      {place('line1')}
      {place('line2')}
      <div className={shared.pair}>
        {place('postal_code')}
        {place('city')}
      </div>
      {place('country')}
      <div className={shared.pair}>
        {line('siren')}
        {line('register')}
      </div>
      {line('vat_number')}
      <div className={shared.pair}>
        {line('email', 'email')}
        {line('phone', 'tel')}
      </div>
      {line('website', 'url')}
      {(['tax_mention', 'penalty_text'] as const).map((key) => (
        <Textarea
          key={key}
          autosize
          minRows={2}
          label={t(`identity.${key}`)}
          description={t(`identity.${key}_help`)}
          value={values[key]}
          error={error(key)}
          onChange={(event) => form.set(key, event.currentTarget.value)}
        />
      ))}
    </>
  );
}
