import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Callout, useForm } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import type { Offer } from '../joinTypes.ts';
import { useOrg } from '../portal.ts';

/** Name and address of somebody who wants to join; the e-mailed link leads on. */
export function SignUpForm({ plan }: { plan: Offer }) {
  const { t, i18n } = useTranslation('portal');
  const { path } = useOrg();
  const send = useMutation({
    mutationFn: (values: { name: string; email: string; nickname: string }) => {
      const language = i18n.language === 'fr' ? 'fr' : 'en';
      return api.post(`${path}/sign-ups`, { body: { ...values, language, plan_id: plan.id } });
    },
  });
  const form = useForm({ name: '', email: '', nickname: '' }, send.error);
  const { values } = form;
  if (send.isSuccess) {
    return (
      <div role="status">
        <Callout tone="good">
          <strong>{t('join.sent')}</strong>
          <p>{t('join.sent_text', { email: values.email })}</p>
        </Callout>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(values);
      }}
    >
      <TextInput
        size="lg"
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="name"
        label={t('join.name')}
        value={values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name', event.currentTarget.value)}
      />
      <TextInput
        size="lg"
        type="email"
        required
        withAsterisk={false}
        autoComplete="email"
        label={t('sign_in.email')}
        value={values.email}
        error={form.errorOf('email')}
        onChange={(event) => form.set('email', event.currentTarget.value)}
      />
      {/* People neither see nor reach it; whatever fills it in is no person. */}
      <div className={classes.unseen} aria-hidden="true">
        <input
          tabIndex={-1}
          autoComplete="off"
          name="nickname"
          value={values.nickname}
          onChange={(event) => form.set('nickname', event.currentTarget.value)}
        />
      </div>
      <p className="soft">{t('join.how')}</p>
      <Failure error={send.error} except={['name', 'email']} />
      <Button type="submit" size="lg" variant="filled" fullWidth loading={send.isPending}>
        {t('join.go_on')}
      </Button>
    </form>
  );
}
