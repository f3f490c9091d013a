import { Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, Loading, MoneyInput, useForm, useFormat } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { invoicesQuery } from '../queries.ts';
import type { ActProps } from './ActDialog.tsx';
import { useAct } from './useAct.ts';

const means = ['transfer', 'cash', 'cheque', 'other'] as const;

type Wish = {
  invoice: string | null;
  amount: number | null;
  received_on: string;
  means: string;
  reference: string;
};

/** Money that came another way: transfer, cash, cheque. */
export function PaymentDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { org } = useOrganization();
  const name = contact.display_name;
  const { data } = useQuery(invoicesQuery(org, contact.id));
  const open = (data?.items ?? []).filter(({ balance }) => balance > 0);
  const act = useAct<Wish>({
    send: (path, idempotencyKey, { invoice, reference, ...body }) =>
      api.post(`${path}/invoices/${invoice}/payments`, {
        idempotencyKey,
        body: { ...body, ...(reference ? { reference } : {}) },
      }),
    done: t('payment.done', { name }),
    onDone: onClose,
  });
  const form = useForm<Wish>(
    { invoice: null, amount: null, received_on: format.today, means: 'transfer', reference: '' },
    act.error,
  );
  const { values } = form;
  const invoice = open.find(({ id }) => id === values.invoice) ?? open[0];
  const amount = values.amount ?? invoice?.balance ?? 0;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('payment.title', { name })}
      confirm={t('payment.confirm', { amount: format.money(amount, invoice?.currency) })}
      pending={act.isPending}
      error={act.error}
      disabled={!invoice || amount <= 0}
      onConfirm={() => act.mutate({ ...values, amount, invoice: invoice?.id ?? null })}
    >
      {data ? null : <Loading />}
      {data && open.length === 0 ? <p>{t('payment.nothing')}</p> : null}
      {invoice ? (
        <>
          <Select
            label={t('payment.invoice')}
            allowDeselect={false}
            value={invoice.id}
            data={open.map((each) => ({
              value: each.id,
              label: `${each.number} · ${format.money(each.balance, each.currency)}`,
            }))}
            onChange={(id) => form.setValues({ ...values, invoice: id, amount: null })}
          />
          <MoneyInput
            label={t('payment.amount')}
            currency={invoice.currency}
            minor={amount}
            onMinor={(minor) => form.set('amount', minor)}
            error={form.errorOf('amount')}
          />
          <HowItCame form={form} />
        </>
      ) : null}
    </ConfirmDialog>
  );
}

function HowItCame({ form }: { form: ReturnType<typeof useForm<Wish>> }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { values } = form;
  return (
    <>
      <DatePickerInput
        label={t('payment.received')}
        valueFormat="D MMMM YYYY"
        maxDate={format.today}
        value={values.received_on}
        onChange={(date) => form.set('received_on', date ?? format.today)}
        error={form.errorOf('received_on')}
      />
      <Select
        label={t('payment.means')}
        allowDeselect={false}
        value={values.means}
        data={means.map((value) => ({ value, label: t(`means.${value}`) }))}
        onChange={(value) => form.set('means', value ?? 'transfer')}
        error={form.errorOf('means')}
      />
      <TextInput
        label={t('payment.reference')}
        value={values.reference}
        error={form.errorOf('reference')}
        onChange={(event) => form.set('reference', event.currentTarget.value)}
      />
    </>
  );
}
