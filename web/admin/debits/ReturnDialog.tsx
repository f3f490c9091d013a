import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Debit } from '../../api/debits.ts';
import { api } from '../../api/http.ts';
import { ConfirmDialog, MoneyInput, useForm, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import { bankFilesQuery } from './queries.ts';

type Wish = { code: string; returned_on: string; fee: number | null };

type Props = { debit: Debit; onClose: () => void };

/** The bank sent a debit back: why, when, and what it asked for it. */
export function ReturnDialog({ debit, onClose }: Props) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const { org } = useOrganization();
  const codes = useQuery(bankFilesQuery(org)).data?.codes ?? [];
  const { payer, amount } = debit;
  const act = useAct<Wish>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/debits/${debit.id}/return`, { idempotencyKey, body }),
    done: t('return.done', { name: payer.name }),
    onDone: onClose,
  });
  const form = useForm<Wish>({ code: 'AM04', returned_on: format.today, fee: null }, act.error);
  const { values } = form;
  const isHard = codes.find(({ code }) => code === values.code)?.hard ?? false;
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('return.title', { name: payer.name })}
      confirm={t('return.confirm', { amount: format.money(amount, 'EUR') })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(values)}
    >
      <Select
        label={t('return.reason')}
        allowDeselect={false}
        value={values.code}
        data={codes.map(({ code, text }) => ({ value: code, label: `${code} · ${text}` }))}
        error={form.errorOf('code')}
        onChange={(code) => form.set('code', code ?? 'AM04')}
      />
      <DatePickerInput
        label={t('return.on')}
        valueFormat="D MMMM YYYY"
        maxDate={format.today}
        value={values.returned_on}
        error={form.errorOf('returned_on')}
        onChange={(date) => form.set('returned_on', date ?? format.today)}
      />
      <MoneyInput
        label={t('return.fee')}
        currency="EUR"
        minor={values.fee}
        error={form.errorOf('fee')}
        onMinor={(fee) => form.set('fee', fee)}
      />
      <p className="soft">
        {debit.state === 'settled' ? t('return.reopens') : null}{' '}
        {t(isHard ? 'return.hard' : 'return.soft')}
      </p>
    </ConfirmDialog>
  );
}
