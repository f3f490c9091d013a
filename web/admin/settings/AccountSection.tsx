import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Language } from '../../api/types.ts';
import { setLanguage } from '../../i18n/index.ts';
import { toast, useForm, useSentence } from '../../ui/index.ts';
import { queryClient, sessionQuery } from '../queries.ts';
import shared from '../shared/Page.module.css';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';

/** One's own name, language and password. */
export function AccountSection() {
  const { t } = useTranslation('settings');
  const { data: session } = useQuery(sessionQuery);
  const user = session?.user;
  if (!user) return null;
  return (
    <>
      <h2>{t('section.account')}</h2>
      <p className={classes.lead}>{t('account.text', { email: user.email })}</p>
      <ProfileForm key={user.id} name={user.name} language={user.language} />
      <h2>{t('account.password')}</h2>
      <PasswordForm />
    </>
  );
}

function ProfileForm(props: { name: string; language: Language }) {
  const { t } = useTranslation('settings');
  const save = useMutation({
    mutationFn: (body: { name: string; language: Language }) => api.patch('/session', { body }),
    onSuccess: async (_answer, { language }) => {
      await setLanguage(language);
      await queryClient.invalidateQueries();
      toast({ message: t('saved') });
    },
  });
  const form = useForm(props, save.error);
  return (
    <SettingsForm
      mayWrite
      onSave={() => save.mutate(form.values)}
      pending={save.isPending}
      error={save.error}
    >
      <div className={shared.pair}>
        <TextInput
          label={t('account.name')}
          autoComplete="name"
          value={form.values.name}
          error={form.errorOf('name')}
          onChange={(event) => form.set('name', event.currentTarget.value)}
        />
        <Select
          label={t('account.language')}
          allowDeselect={false}
          data={[
            { value: 'fr', label: t('language.fr') },
            { value: 'en', label: t('language.en') },
          ]}
          value={form.values.language}
          onChange={(value) => form.set('language', value as Language)}
        />
      </div>
    </SettingsForm>
  );
}

const nothing = { current: '', new: '' };

function PasswordForm() {
  const { t } = useTranslation('settings');
  const sentence = useSentence();
  const change = useMutation({
    mutationFn: (body: typeof nothing) => api.post('/password', { body }),
    onSuccess: () => {
      form.setValues(nothing);
      toast({ message: t('account.password_changed') });
    },
  });
  const form = useForm(nothing, change.error);
  const { values } = form;
  return (
    <form
      className={shared.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(values);
      }}
    >
      <div className={shared.pair}>
        <PasswordInput
          label={t('account.current')}
          autoComplete="current-password"
          value={values.current}
          error={form.errorOf('current')}
          onChange={(event) => form.set('current', event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.new')}
          description={t('account.new_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          value={values.new}
          error={form.errorOf('new')}
          onChange={(event) => form.set('new', event.currentTarget.value)}
        />
      </div>
      {change.error ? (
        <p role="alert" className={shared.problem}>
          {sentence(change.error)}
        </p>
      ) : null}
      <div className={shared.buttons}>
        <Button
          type="submit"
          loading={change.isPending}
          disabled={values.new.length < 10 || values.current === ''}
        >
          {t('account.change')}
        </Button>
      </div>
    </form>
  );
}
