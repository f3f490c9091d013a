import { Checkbox, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../../api/billing.ts';
import { api } from '../../../api/http.ts';
import type { Refundable } from '../../../api/subscriptions.ts';
import type { Items } from '../../../api/types.ts';
import {
  Callout,
  ConfirmDialog,
  Loading,
  MoneyInput,
  Receipt,
  useForm,
  useFormat,
} from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { useAct } from '../../record/acts/useAct.ts';

type Wish = {
  amount: number | null;
  reason: string;
  stop_renewal: boolean;
  end_access: boolean;
  outside: boolean;
};

const nothing: Wish = {
  ...{ amount: null, reason: '', stop_renewal: false, end_access: false, outside: false },
};

type Props = { invoice: InvoiceDetail; onClose: () => void };

/** What of this invoice can still be given back, and why not through the gateway if so. */
function useRefundable({ contact, id }: InvoiceDetail) {
  const { org, path } = useOrganization();
  const query = useQuery({
    queryKey: ['org', org, 'contact', contact.id, 'refundable'],
    queryFn: ({ signal }) =>
      api.get<Items<Refundable>>(`${path}/contacts/${contact.id}/refundable`, { signal }),
  });
  const item = query.data?.items.find(({ invoice }) => invoice.id === id) ?? null;
  return { item, isPending: query.isPending, error: query.error };
}

/** Gives money back on one invoice, wholly or in part; older ones as made outside. */
export function InvoiceRefundDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { item, isPending, error } = useRefundable(invoice);
  const act = useAct<Wish>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/invoices/${invoice.id}/refunds`, { idempotencyKey, body }),
    done: t('refund.done', { name: invoice.payer.name }),
    onDone: onClose,
  });
  const form = useForm<Wish>(nothing, act.error);
  const left = item?.amount_left ?? 0;
  const outside = form.values.outside || (item !== null && !item.allowed);
  const wish = { ...form.values, outside, amount: form.values.amount ?? left };
  const shown = format.money(wish.amount, invoice.currency);
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('refund.title', { number: invoice.number })}
      confirm={t(outside ? 'refund.record' : 'refund.confirm', {
        amount: shown,
        name: invoice.payer.name,
      })}
      pending={act.isPending}
      error={act.error ?? error}
      disabled={left === 0 || wish.amount <= 0 || wish.amount > left}
      onConfirm={() => act.mutate(wish)}
    >
      {isPending ? <Loading /> : null}
      {!isPending && left === 0 ? <p>{t('refund.nothing')}</p> : null}
      {item && left > 0 ? (
        <>
          {item.allowed ? null : (
            <Callout tone="warn">{item.why_not ?? t('refund.outside_only')}</Callout>
          )}
          <RefundFields
            form={form}
            left={left}
            currency={invoice.currency}
            isAllowed={item.allowed}
          />
          <RefundReceipt invoice={invoice} wish={wish} />
        </>
      ) : null}
    </ConfirmDialog>
  );
}

type FieldProps = {
  form: ReturnType<typeof useForm<Wish>>;
  left: number;
  currency: string;
  isAllowed: boolean;
};

function RefundFields({ form, left, currency, isAllowed }: FieldProps) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { values } = form;
  const tick = (key: 'stop_renewal' | 'end_access' | 'outside') => (
    <Checkbox
      label={t(`refund.${key}`)}
      checked={values[key]}
      onChange={(event) => form.set(key, event.currentTarget.checked)}
    />
  );
  return (
    <>
      <MoneyInput
        label={t('refund.amount')}
        description={t('refund.left', { amount: format.money(left, currency) })}
        currency={currency}
        minor={values.amount ?? left}
        error={form.errorOf('amount')}
        onMinor={(minor) => form.set('amount', minor ?? 0)}
      />
      <Textarea
        autosize
        label={t('reason')}
        value={values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
      {isAllowed ? tick('outside') : null}
      {tick('stop_renewal')}
      {tick('end_access')}
    </>
  );
}

type ReceiptProps = { invoice: InvoiceDetail; wish: Wish };

function RefundReceipt({ invoice, wish }: ReceiptProps) {
  const { t } = useTranslation('invoices');
  return (
    <Receipt
      title={t('receipt')}
      currency={invoice.currency}
      lines={[
        {
          key: 'refund',
          text: t(wish.outside ? 'refund.line_outside' : 'refund.line', {
            name: invoice.payer.name,
          }),
          note: t('refund.note', { number: invoice.number }),
          minor: -(wish.amount ?? 0),
        },
        {
          key: 'renewal',
          text: t('refund.renewal'),
          value: t(wish.stop_renewal ? 'refund.renewal_stops' : 'refund.renewal_stays'),
        },
        {
          key: 'access',
          text: t('refund.access'),
          value: t(wish.end_access ? 'refund.access_ends' : 'refund.access_stays'),
        },
      ]}
      foot={t('refund.foot')}
    />
  );
}
