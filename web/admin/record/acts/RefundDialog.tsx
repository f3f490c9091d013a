import { Checkbox, Radio, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Refundable } from '../../../api/subscriptions.ts';
import {
  ConfirmDialog,
  Loading,
  MoneyInput,
  Receipt,
  useForm,
  useFormat,
} from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { refundableQuery } from '../queries.ts';
import type { ActProps } from './ActDialog.tsx';
import { useAct } from './useAct.ts';

type Wish = {
  invoice: Refundable | null;
  amount: number | null;
  reason: string;
  stop_renewal: boolean;
  end_access: boolean;
};

/** Gives money back on one of the latest invoices, wholly or in part. */
export function RefundDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { org } = useOrganization();
  const name = contact.display_name;
  const { data } = useQuery(refundableQuery(org, contact.id));
  const act = useAct<Wish>({
    send: (path, idempotencyKey, { invoice, ...wish }) =>
      api.post(`${path}/invoices/${invoice?.invoice.id}/refunds`, {
        idempotencyKey,
        body: { ...wish, amount: wish.amount ?? invoice?.amount_left },
      }),
    done: t('refund.done', { name }),
    onDone: onClose,
  });
  const form = useForm<Wish>(
    { invoice: null, amount: null, reason: '', stop_renewal: false, end_access: false },
    act.error,
  );
  const { values } = form;
  const chosen = values.invoice ?? data?.items.find(({ allowed }) => allowed) ?? null;
  const amount = values.amount ?? chosen?.amount_left ?? 0;
  const shown = format.money(amount, chosen?.currency);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('refund.title', { name })}
      confirm={t('refund.confirm', { amount: shown, name })}
      pending={act.isPending}
      error={act.error}
      disabled={!chosen || amount <= 0}
      onConfirm={() => act.mutate({ ...values, invoice: chosen })}
    >
      {data ? null : <Loading />}
      {data?.items.length === 0 ? <p>{t('refund.nothing')}</p> : null}
      <Radio.Group
        label={t('refund.which')}
        value={chosen?.invoice.id ?? null}
        onChange={(id) => {
          const next = data?.items.find(({ invoice }) => invoice.id === id) ?? null;
          form.setValues({ ...values, invoice: next, amount: null });
        }}
      >
        <Stack gap={8} pt={4}>
          {data?.items.map((item) => (
            <Radio
              key={item.invoice.id}
              value={item.invoice.id}
              disabled={!item.allowed}
              label={`${item.invoice.number} · ${format.fullDate(item.issued_on)} · ${format.money(item.amount_left, item.currency)}`}
              description={item.why_not}
            />
          ))}
        </Stack>
      </Radio.Group>
      {chosen ? (
        <>
          <MoneyInput
            label={t('refund.amount')}
            currency={chosen.currency}
            minor={amount}
            max={chosen.amount_left / 100}
            onMinor={(minor) => form.set('amount', minor)}
            error={form.errorOf('amount')}
          />
          <Textarea
            label={t('reason')}
            autosize
            value={values.reason}
            error={form.errorOf('reason')}
            onChange={(event) => form.set('reason', event.currentTarget.value)}
          />
          <Checkbox
            label={t('refund.stop_renewal')}
            checked={values.stop_renewal}
            onChange={(event) => form.set('stop_renewal', event.currentTarget.checked)}
          />
          <Checkbox
            label={t('refund.end_access')}
            checked={values.end_access}
            onChange={(event) => form.set('end_access', event.currentTarget.checked)}
          />
          <Receipt
            title={t('receipt.title')}
            currency={chosen.currency}
            lines={[
              {
                key: 'refund',
                text: t('refund.line', { name }),
                note: t('refund.note', { number: chosen.invoice.number }),
                minor: -amount,
              },
            ]}
            foot={t('refund.foot')}
          />
        </>
      ) : null}
    </ConfirmDialog>
  );
}
