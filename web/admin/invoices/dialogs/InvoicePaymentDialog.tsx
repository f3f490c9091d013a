import { Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../../api/billing.ts';
import { api } from '../../../api/http.ts';
import { Callout, ConfirmDialog, MoneyInput, useForm, useFormat } from '../../../ui/index.ts';
import { useAct } from '../../record/acts/useAct.ts';

const means = ['transfer', 'cash', 'cheque', 'other'] as const;

type Wish = { amount: number | null; received_on: string; means: string; reference: string };

type Props = { invoice: InvoiceDetail; onClose: () => void };

/** Money for this invoice that came by transfer, cheque or cash; wholly, partly, or too much. */
export function InvoicePaymentDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { balance, currency, number } = invoice;
  const act = useAct<Wish>({
    send: (path, idempotencyKey, { reference, ...body }) =>
      api.post(`${path}/invoices/${invoice.id}/payments`, {
        idempotencyKey,
        body: { ...body, ...(reference ? { reference } : {}) },
      }),
    done: t('payment.done', { number }),
    onDone: onClose,
  });
  const form = useForm<Wish>(
    { amount: balance, received_on: format.today, means: 'transfer', reference: '' },
    act.error,
  );
  const { values } = form;
  const amount = values.amount ?? 0;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('payment.title', { number })}
      confirm={t('payment.confirm', { amount: format.money(amount, currency) })}
      pending={act.isPending}
      error={act.error}
      disabled={amount <= 0}
      onConfirm={() => act.mutate(values)}
    >
      <MoneyInput
        data-autofocus
        label={t('payment.amount')}
        currency={currency}
        minor={values.amount}
        error={form.errorOf('amount')}
        onMinor={(minor) => form.set('amount', minor)}
      />
      <Difference invoice={invoice} amount={amount} />
      <HowItCame form={form} />
    </ConfirmDialog>
  );
}

/** Says what too much or too little does. */
function Difference({ invoice, amount }: { invoice: InvoiceDetail; amount: number }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { balance, currency } = invoice;
  return (
    <>
      {amount > balance ? (
        <Callout tone="info">
          {t('payment.surplus', {
            amount: format.money(amount - balance, currency),
            name: invoice.payer.name,
          })}
        </Callout>
      ) : null}
      {amount > 0 && amount < balance ? (
        <Callout tone="info">
          {t('payment.part', { amount: format.money(balance - amount, currency) })}
        </Callout>
      ) : null}
    </>
  );
}

function HowItCame({ form }: { form: ReturnType<typeof useForm<Wish>> }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { values } = form;
  return (
    <>
      <DatePickerInput
        label={t('payment.received')}
        valueFormat="D MMMM YYYY"
        maxDate={format.today}
        value={values.received_on}
        error={form.errorOf('received_on')}
        onChange={(date) => form.set('received_on', date ?? format.today)}
      />
      <Select
        label={t('payment.means')}
        allowDeselect={false}
        value={values.means}
        data={means.map((value) => ({ value, label: t(`means.${value}`) }))}
        error={form.errorOf('means')}
        onChange={(value) => form.set('means', value ?? 'transfer')}
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
