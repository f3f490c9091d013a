import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Address } from '../../api/people.ts';
import type { Language } from '../../api/types.ts';
import { setLanguage } from '../../i18n/index.ts';
import {
  type AddressLine,
  addressAutoComplete,
  addressOf,
  toast,
  useForm,
} from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import { overviewQuery, queryClient } from '../queries.ts';
import type { Overview } from '../types.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** What members keep up to date themselves: language, phone, address, password. */
export function ProfilePage() {
  const { t } = useTranslation('portal');
  return (
    <Page title={t('profile.title')}>
      <Fixed />
      <DetailsForm />
      <section className={classes.section}>
        <div>
          <h2>{t('password.title')}</h2>
          <p className="soft">{t('password.text')}</p>
        </div>
        <PasswordForm />
      </section>
    </Page>
  );
}

function Fixed() {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const { me, organization } = overview;
  const email = organization.contact_email;
  return (
    <div className={classes.fixed}>
      <span className="strong">{me.name}</span>
      {me.email ? <span className="soft">{me.email}</span> : null}
      <span className={classes.hint}>
        {email
          ? t('profile.fixed', { email })
          : t('profile.fixed_nobody', { organization: organization.name })}
      </span>
    </div>
  );
}

function useDetails() {
  const { t, i18n } = useTranslation('portal');
  const { org, path, overview } = usePortal();
  const { me } = overview;
  const save = useMutation({
    mutationFn: (body: unknown) => api.patch<Overview>(`${path}/me`, { body }),
    onSuccess: async (changed) => {
      queryClient.setQueryData(overviewQuery(org).queryKey, changed);
      await setLanguage(form.values.language);
      toast({ message: t('profile.saved', { lng: form.values.language }) });
    },
  });
  const spoken: Language = me.language ?? (i18n.language === 'fr' ? 'fr' : 'en');
  const form = useForm(
    { language: spoken, phone: me.phone ?? '', address: me.address ?? ({} as Address) },
    save.error,
  );
  const submit = () => {
    const { language, phone, address } = form.values;
    save.mutate({ language, phone: phone.trim() || null, address: addressOf(address) });
  };
  return { form, save, submit };
}

function DetailsForm() {
  const { t } = useTranslation('portal');
  const { form, save, submit } = useDetails();
  const id = useId();
  const { values } = form;
  const line = (key: AddressLine) => ({
    size: 'lg',
    label: t(`profile.${key}`),
    autoComplete: addressAutoComplete[key],
    value: values.address[key] ?? '',
    error: form.errorOf(`address.${key}`),
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      form.set('address', { ...values.address, [key]: event.currentTarget.value }),
  });
  return (
    <form
      className={classes.section}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div>
        <span id={id} className="strong">
          {t('profile.language')}
        </span>
        <SegmentedControl
          fullWidth
          size="md"
          mt={4}
          aria-labelledby={id}
          value={values.language}
          onChange={(value) => form.set('language', value === 'fr' ? 'fr' : 'en')}
          data={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <TextInput
        size="lg"
        type="tel"
        autoComplete="tel"
        label={t('profile.phone')}
        value={values.phone}
        error={form.errorOf('phone')}
        onChange={(event) => form.set('phone', event.currentTarget.value)}
      />
      <TextInput {...line('line1')} />
      <TextInput {...line('line2')} />
      <div className={classes.pair}>
        <TextInput {...line('postal_code')} />
        <TextInput {...line('city')} />
      </div>
      <TextInput {...line('country')} />
      <Failure error={save.error} except={['phone', 'address', 'language']} />
      <Button type="submit" size="lg" variant="filled" fullWidth loading={save.isPending}>
        {t('profile.save')}
      </Button>
    </form>
  );
}
