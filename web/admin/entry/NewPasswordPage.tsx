import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { fieldErrors } from '../../ui/index.ts';
import { queryClient } from '../queries.ts';
import classes from './Entry.module.css';
import { Failure } from './Failure.tsx';
import { Shell } from './Shell.tsx';

/** A forgotten password: first asks for the link, then, opened by it, for the new password. */
export function NewPasswordPage() {
  const { token } = useSearch({ from: '/new-password' });
  return token ? <Choose token={token} /> : <AskForLink />;
}

function AskForLink() {
  const { t } = useTranslation('entry');
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => api.post<{ mail: string }>('/password-resets', { body: { email } }),
  });
  if (ask.data) {
    const said = ask.data.mail === 'smtp' ? 'sent_text' : 'outbox_text';
    return (
      <Shell title={t('new_password.sent')} lead={t(`new_password.${said}`, { email })}>
        <Anchor href="/sign-in">{t('new_password.back')}</Anchor>
      </Shell>
    );
  }
  return (
    <Shell title={t('new_password.ask')} lead={t('new_password.ask_text')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <TextInput
          size="lg"
          type="email"
          required
          withAsterisk={false}
          autoComplete="username"
          label={t('email')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Failure error={ask.error} />
        <Button type="submit" size="lg" variant="filled" loading={ask.isPending}>
          {t('new_password.send')}
        </Button>
        <Anchor href="/sign-in">{t('new_password.back')}</Anchor>
      </form>
    </Shell>
  );
}

function Choose({ token }: { token: string }) {
  const { t } = useTranslation('entry');
  const router = useRouter();
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: () => api.post('/password-resets/redeem', { body: { token, password } }),
    onSuccess: () => {
      queryClient.clear();
      router.history.push('/');
    },
  });
  return (
    <Shell title={t('new_password.choose')} lead={t('new_password.choose_text')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          choose.mutate();
        }}
      >
        <PasswordInput
          size="lg"
          required
          withAsterisk={false}
          minLength={10}
          label={t('new_password.label')}
          description={t('password_hint')}
          autoComplete="new-password"
          value={password}
          error={fieldErrors(choose.error).password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Failure error={choose.error} shown={['password']} />
        <Button type="submit" size="lg" variant="filled" loading={choose.isPending}>
          {t('new_password.save')}
        </Button>
        <Anchor href="/new-password">{t('new_password.again')}</Anchor>
      </form>
    </Shell>
  );
}
