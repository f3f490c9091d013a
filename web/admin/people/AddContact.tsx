import { Anchor, Button, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Contact } from '../../api/people.ts';
import { isProblem } from '../../api/problem.ts';
import type { Named } from '../../api/types.ts';
import { useForm, useIntent, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { ContactPicker } from './ContactPicker.tsx';
import classes from './People.module.css';

type Props = {
  kind: 'person' | 'company';
  onClose: () => void;
  onAdded: (contactId: string) => void;
};

/** A contact without a subscription: somebody who wrote, a partner, a company. */
export function AddContact({ kind, onClose, onAdded }: Props) {
  const { t } = useTranslation('people');
  const create = useCreate(onAdded);
  const form = useForm(
    {
      display_name: '',
      email: '',
      phone: '',
      company: null as Named | null,
      labels: [] as string[],
    },
    create.error,
  );
  const { values } = form;
  const submit = () =>
    create.mutate({
      kind,
      display_name: values.display_name,
      ...(values.email ? { email: values.email } : {}),
      ...(values.phone ? { phone: values.phone } : {}),
      ...(values.company ? { company_id: values.company.id } : {}),
      ...(values.labels.length > 0 ? { labels: values.labels } : {}),
    });
  const text = (key: 'display_name' | 'email' | 'phone') => ({
    value: values[key],
    error: form.errorOf(key),
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      form.set(key, event.currentTarget.value),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        data-autofocus
        required
        label={t(kind === 'company' ? 'add.company_name' : 'add.name')}
        description={kind === 'person' ? t('add.name_help') : undefined}
        {...text('display_name')}
      />
      <TextInput label={t('column.email')} type="email" {...text('email')} />
      <TextInput label={t('column.phone')} type="tel" {...text('phone')} />
      {kind === 'person' ? (
        <ContactPicker
          label={t('column.company')}
          among="type:company"
          value={values.company}
          onChange={(company) => form.set('company', company)}
          error={form.errorOf('company_id')}
        />
      ) : null}
      <TagsInput
        label={t('column.labels')}
        value={values.labels}
        onChange={(labels) => form.set('labels', labels)}
      />
      <Refusal error={create.error} onOpen={onAdded} />
      <div className={classes.buttons}>
        <Button onClick={onClose}>{t('add.cancel')}</Button>
        <Button type="submit" variant="filled" loading={create.isPending}>
          {t(kind === 'company' ? 'add.submit_company' : 'add.submit_person')}
        </Button>
      </div>
    </form>
  );
}

function useCreate(onAdded: (contactId: string) => void) {
  const { org, path } = useOrganization();
  const intent = useIntent();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      api.post<Contact>(`${path}/contacts`, { body, idempotencyKey: intent.key }),
    onSuccess: async ({ id }) => {
      intent.renew();
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      onAdded(id);
    },
    onError: () => intent.renew(),
  });
}

type RefusalProps = { error: unknown; onOpen: (contactId: string) => void };

/** The server's sentence; for an e-mail that is known, the way to whom it belongs. */
export function Refusal({ error, onOpen }: RefusalProps) {
  const { t } = useTranslation('people');
  const sentence = useSentence();
  if (!error) return null;
  const existing = isProblem(error, 'contact_exists') ? error.body.existing_id : null;
  return (
    <p role="alert" className={classes.refusal}>
      {sentence(error)}{' '}
      {typeof existing === 'string' ? (
        <Anchor component="button" type="button" onClick={() => onOpen(existing)}>
          {t('add.open_existing')}
        </Anchor>
      ) : null}
    </p>
  );
}
