import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Callout } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { useOrg } from '../portal.ts';
import { keepNext } from './next.ts';

type Props = { email?: string; onEmail?: (email: string) => void };

/** Asks for a sign-in link by e-mail. The answer is the same for unknown addresses. */
export function RequestLink({ email: given = '', onEmail }: Props) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const [email, setEmail] = useState(given);
  const ask = useMutation({
    mutationFn: async () => {
      await api.post('/sign-in-links', { body: { email, organization: org } });
      keepNext(next);
    },
  });
  if (ask.isSuccess) {
    return (
      <div className={classes.actions} role="status">
        <Callout tone="good">
          <strong>{t('sign_in.sent')}</strong>
          <p>{t('sign_in.sent_text', { email })}</p>
        </Callout>
        <UnstyledButton className={classes.quiet} onClick={() => ask.reset()}>
          {t('sign_in.again')}
        </UnstyledButton>
      </div>
    );
  }
  return (
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
        autoComplete="email"
        label={t('sign_in.email')}
        value={email}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
          onEmail?.(event.currentTarget.value);
        }}
      />
      <Failure error={ask.error} />
      <Button type="submit" size="lg" variant="filled" fullWidth loading={ask.isPending}>
        {t('sign_in.send')}
      </Button>
    </form>
  );
}
