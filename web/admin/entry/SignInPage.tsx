import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Session } from '../../api/types.ts';
import { setLanguage } from '../../i18n/index.ts';
import { queryClient, sessionQuery } from '../queries.ts';
import classes from './Entry.module.css';
import { Failure } from './Failure.tsx';
import { Shell } from './Shell.tsx';

/** Only addresses of this site: a link must not lead people elsewhere after signing in. */
export function safeNext(next: string | undefined): string {
  const isOwn = next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in');
  return isOwn ? next : '/';
}

/** Staff sign in with e-mail and password. */
export function SignInPage() {
  const { t } = useTranslation('entry');
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.post<Session>('/sign-in', { body: { email, password } }),
    onSuccess: async (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, session);
      if (session.user) await setLanguage(session.user.language);
      router.history.push(safeNext(next));
    },
  });
  return (
    <Shell title={t('sign_in.title')} lead={t('sign_in.lead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
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
        <PasswordInput
          size="lg"
          required
          withAsterisk={false}
          autoComplete="current-password"
          label={t('password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Failure error={signIn.error} />
        <Button type="submit" size="lg" variant="filled" loading={signIn.isPending}>
          {t('sign_in.go')}
        </Button>
        <Anchor href="/new-password">{t('sign_in.forgotten')}</Anchor>
      </form>
      <p className={classes.after}>{t('sign_in.member')}</p>
    </Shell>
  );
}
