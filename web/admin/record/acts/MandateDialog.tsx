import { TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useForm, useFormat } from '../../../ui/index.ts';
import shared from '../../shared/Page.module.css';
import type { ActProps } from './ActDialog.tsx';
import { useAct } from './useAct.ts';

type Wish = { holder: string; iban: string; bic: string; signed_on: string; reference: string };

/** A direct-debit mandate signed on paper; the contact pays by it from now on. */
export function MandateDialog({ contact, onClose, head }: ActProps & { head?: ReactNode }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const name = contact.display_name;
  const act = useAct<Wish>({
    send: (path, idempotencyKey, { bic, reference, ...body }) =>
      api.post(`${path}/contacts/${contact.id}/mandates`, {
        idempotencyKey,
        body: { ...body, ...(bic ? { bic } : {}), ...(reference ? { reference } : {}) },
      }),
    done: t('mandate.done', { name }),
    onDone: onClose,
  });
  const form = useForm<Wish>(
    { holder: name, iban: '', bic: '', signed_on: format.today, reference: '' },
    act.error,
  );
  const { values } = form;
  const text = (key: 'holder' | 'iban' | 'bic' | 'reference') => ({
    label: t(`mandate.${key}`),
    value: values[key],
    error: form.errorOf(key),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(key, event.currentTarget.value),
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('mandate.title', { name })}
      confirm={t('mandate.confirm')}
      pending={act.isPending}
      error={act.error}
      disabled={!values.holder.trim() || !values.iban.trim()}
      onConfirm={() => act.mutate(values)}
    >
      {head}
      <p className="soft">{t('mandate.text')}</p>
      <TextInput {...text('holder')} />
      <TextInput data-autofocus {...text('iban')} description={t('mandate.iban_help')} />
      <div className={shared.pair}>
        <DatePickerInput
          label={t('mandate.signed')}
          valueFormat="D MMM YYYY"
          maxDate={format.today}
          value={values.signed_on}
          error={form.errorOf('signed_on')}
          onChange={(date) => form.set('signed_on', date ?? format.today)}
        />
        <TextInput {...text('bic')} placeholder={t('mandate.optional')} />
      </div>
      <TextInput {...text('reference')} description={t('mandate.reference_help')} />
    </ConfirmDialog>
  );
}
