import { Checkbox, Radio, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Refundable } from '../../../api/subscriptions.ts';
import { MoneyInput, Receipt, type useForm, useFormat } from '../../../ui/index.ts';

export type RefundWish = {
  invoice: Refundable | null;
  amount: number | null;
  reason: string;
  stop_renewal: boolean;
  end_access: boolean;
  fraud: boolean;
};

/** A fraud goes back at any age; the gateway has the last word. */
export function mayRefund(item: Refundable, fraud: boolean): boolean {
  return item.allowed || (fraud && item.amount_left > 0);
}

type Form = ReturnType<typeof useForm<RefundWish>>;

type WhichProps = { form: Form; items: Refundable[] | undefined; chosen: Refundable | null };

/** Which invoice the money goes back on; another one starts from all of what is left. */
export function Which({ form, items, chosen }: WhichProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { values } = form;
  return (
    <Radio.Group
      label={t('refund.which')}
      value={chosen?.invoice.id ?? null}
      onChange={(id) => {
        const next = items?.find(({ invoice }) => invoice.id === id) ?? null;
        form.setValues({ ...values, invoice: next, amount: null });
      }}
    >
      <Stack gap={8} pt={4}>
        {items?.map((item) => (
          <Radio
            key={item.invoice.id}
            value={item.invoice.id}
            disabled={!mayRefund(item, values.fraud)}
            label={`${item.invoice.number} · ${format.fullDate(item.issued_on)} · ${format.money(item.amount_left, item.currency)}`}
            description={mayRefund(item, values.fraud) ? null : item.why_not}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Somebody paid with another's card: everything goes back, and what else follows. */
export function Fraud({ form }: { form: Form }) {
  const { t } = useTranslation('record');
  return (
    <Checkbox
      label={t('refund.fraud')}
      description={form.values.fraud ? t('refund.fraud_text') : null}
      checked={form.values.fraud}
      onChange={(event) => form.set('fraud', event.currentTarget.checked)}
    />
  );
}

type HowMuchProps = { form: Form; chosen: Refundable; amount: number; name: string };

/** How much goes back, why, and what else ends with it. */
export function HowMuch({ form, chosen, amount, name }: HowMuchProps) {
  const { t } = useTranslation('record');
  const { values } = form;
  return (
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
  );
}
