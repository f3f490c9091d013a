import { Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { useOrg } from '../portal.ts';
import { enter } from '../queries.ts';
import { landing } from './next.ts';
import { RequestLink } from './RequestLink.tsx';

/** Sign in by e-mailed link, or with a password. */
export function SignInPage() {
  const { t } = useTranslation('portal');
  const [way, setWay] = useState<'link' | 'password'>('link');
  const [email, setEmail] = useState('');
  const isLink = way === 'link';
  return (
    <Page title={t('sign_in.title')} lead={isLink ? t('sign_in.link_text') : null} back="none">
      {isLink ? (
        <RequestLink email={email} onEmail={setEmail} />
      ) : (
        <WithPassword email={email} onEmail={setEmail} />
      )}
      <UnstyledButton
        className={classes.quiet}
        onClick={() => setWay(isLink ? 'password' : 'link')}
      >
        {isLink ? t('sign_in.use_password') : t('sign_in.use_link')}
      </UnstyledButton>
    </Page>
  );
}

type Props = { email: string; onEmail: (email: string) => void };

function WithPassword({ email, onEmail }: Props) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const router = useRouter();
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async () => {
      await api.post('/sign-in', { body: { email, password, organization: org } });
      await enter(org);
    },
    onSuccess: () => router.history.push(landing(org, next)),
  });
  return (
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
        label={t('sign_in.email')}
        value={email}
        onChange={(event) => onEmail(event.currentTarget.value)}
      />
      <PasswordInput
        size="lg"
        required
        withAsterisk={false}
        autoComplete="current-password"
        label={t('sign_in.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Failure error={signIn.error} />
      <Button type="submit" size="lg" variant="filled" fullWidth loading={signIn.isPending}>
        {t('sign_in.go')}
      </Button>
    </form>
  );
}
