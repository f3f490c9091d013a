import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { ErrorState, fieldErrors, Loading } from '../../ui/index.ts';
import { queryClient, sessionQuery } from '../queries.ts';
import classes from './Entry.module.css';
import { Failure } from './Failure.tsx';
import { Shell } from './Shell.tsx';

type Role = 'owner' | 'administrator' | 'manager' | 'accountant' | 'reader';
type Invitation = { organization: string; email: string; role: Role };

/** The invitation to a team: joins with the account signed in, or with a new one. */
export function InvitationPage() {
  const { t } = useTranslation('entry');
  const { token = '' } = useSearch({ from: '/invitation' });
  const session = useQuery(sessionQuery);
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.get<Invitation>(`/staff-invitations/${token}`, { signal }),
    enabled: token !== '',
  });
  if (!token) return <Shell title={t('invitation.missing')} lead={t('invitation.missing_text')} />;
  if (invitation.error) {
    return (
      <Shell title={t('invitation.over')}>
        <ErrorState error={invitation.error} />
      </Shell>
    );
  }
  if (!invitation.data || session.isPending) {
    return (
      <Shell title={t('product')}>
        <Loading />
      </Shell>
    );
  }
  const { organization, email, role } = invitation.data;
  const user = session.data?.user;
  // A member's session opens their portal only; a team needs an account of its own.
  const isStaff = user && !user.email.endsWith('@member.invalid');
  return (
    <Shell
      title={t('invitation.title', { organization })}
      lead={t('invitation.lead', { role: t(`invitation.roles.${role}`), email })}
    >
      {isStaff ? <JoinAs token={token} user={user} /> : <JoinNew token={token} email={email} />}
    </Shell>
  );
}

function useJoining(token: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: (body: { name?: string; password?: string }) =>
      api.post<{ slug: string }>(`/staff-invitations/${token}/acceptance`, { body }),
    onSuccess: ({ slug }) => {
      queryClient.clear();
      router.history.push(`/o/${slug}/people`);
    },
  });
}

type JoinAsProps = { token: string; user: { name: string; email: string } };

function JoinAs({ token, user }: JoinAsProps) {
  const { t } = useTranslation('entry');
  const join = useJoining(token);
  return (
    <div className={classes.form}>
      <p className="soft">{t('invitation.as_text', { email: user.email })}</p>
      <Failure error={join.error} />
      <Button size="lg" variant="filled" loading={join.isPending} onClick={() => join.mutate({})}>
        {t('invitation.as', { name: user.name })}
      </Button>
    </div>
  );
}

function JoinNew({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation('entry');
  const join = useJoining(token);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const remarks = fieldErrors(join.error);
  const here = encodeURIComponent(`/invitation?token=${token}`);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate({ name, password });
      }}
    >
      <p className="soft">{t('invitation.new')}</p>
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <TextInput
        size="lg"
        required
        withAsterisk={false}
        label={t('name')}
        autoComplete="name"
        value={name}
        error={remarks.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        size="lg"
        required
        withAsterisk={false}
        minLength={10}
        label={t('password')}
        description={t('password_hint')}
        autoComplete="new-password"
        value={password}
        error={remarks.password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Failure error={join.error} shown={['name', 'password']} />
      <Button type="submit" size="lg" variant="filled" loading={join.isPending}>
        {t('invitation.join')}
      </Button>
      <Anchor href={`/sign-in?next=${here}`}>{t('invitation.known')}</Anchor>
    </form>
  );
}
