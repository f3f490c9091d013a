import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { ErrorState, Loading, useForm, useIntent } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import { mandateQuery, refresh } from '../queries.ts';
import type { Charged } from '../types.ts';

type Wish = { holder: string; iban: string; bic: string; agreed: boolean };

/** A direct-debit mandate: whose account, and the words that are agreed to. */
export function MandateForm({ onDone }: { onDone: (charged: Charged[]) => void }) {
  const { t, i18n } = useTranslation('portal');
  const { org, path, overview } = usePortal();
  const intent = useIntent();
  const mandate = useQuery(mandateQuery(org, i18n.language));
  const give = useMutation({
    mutationFn: ({ bic, ...body }: Wish) =>
      api.post<{ charged: Charged[] }>(`${path}/mandate`, {
        idempotencyKey: intent.key,
        body: { ...body, ...(bic.trim() ? { bic } : {}) },
      }),
    onSuccess: ({ charged }) => onDone(charged),
    onSettled: () => {
      intent.renew();
      return refresh(org);
    },
  });
  const empty = { holder: overview.me.name, iban: '', bic: '', agreed: false };
  const form = useForm<Wish>(empty, give.error);
  if (mandate.error) {
    return <ErrorState error={mandate.error} onRetry={() => void mandate.refetch()} />;
  }
  if (!mandate.data) return <Loading />;
  const { values } = form;
  return (
    <form
      className={classes.section}
      aria-labelledby="mandate-title"
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate(values);
      }}
    >
      <h2 id="mandate-title">{t('mandate.title')}</h2>
      <AccountFields form={form} />
      <p className="soft">{mandate.data.text}</p>
      <Checkbox
        label={t('mandate.agree')}
        checked={values.agreed}
        error={form.errorOf('agreed')}
        onChange={(event) => form.set('agreed', event.currentTarget.checked)}
      />
      <Failure error={give.error} />
      <Button
        type="submit"
        size="lg"
        variant="filled"
        fullWidth
        loading={give.isPending}
        disabled={!values.agreed}
      >
        {t('mandate.give')}
      </Button>
    </form>
  );
}

/** Banks of these countries are named by their BIC. */
const abroad = /^\s*(AD|AL|CH|GB|GG|IM|JE|MC|MD|ME|MK|RS|SM|VA)/i;

function AccountFields({ form }: { form: ReturnType<typeof useForm<Wish>> }) {
  const { t } = useTranslation('portal');
  const { values } = form;
  return (
    <>
      <TextInput
        label={t('mandate.holder')}
        required
        autoComplete="name"
        value={values.holder}
        error={form.errorOf('holder')}
        onChange={(event) => form.set('holder', event.currentTarget.value)}
      />
      <TextInput
        label={t('mandate.iban')}
        description={t('mandate.iban_help')}
        required
        autoComplete="off"
        spellCheck={false}
        value={values.iban}
        error={form.errorOf('iban')}
        onChange={(event) => form.set('iban', event.currentTarget.value)}
      />
      {abroad.test(values.iban) || form.errorOf('bic') ? (
        <TextInput
          label={t('mandate.bic')}
          required
          autoComplete="off"
          value={values.bic}
          error={form.errorOf('bic')}
          onChange={(event) => form.set('bic', event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}
