import { Checkbox, Radio, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Refundable } from '../../../api/subscriptions.ts';
import { Callout, MoneyInput, Receipt, type useForm, useFormat } from '../../../ui/index.ts';

export type RefundWish = {
  /** Null: the first that may go back. */
  part: Refundable | null;
  /** Minor units; null: all that is left. */
  amount: number | null;
  reason: string;
  stop_renewal: boolean;
  end_access: boolean;
  outside: boolean;
  fraud: boolean;
};

type Form = ReturnType<typeof useForm<RefundWish>>;

/** What the gateway takes no more can only be recorded; a fraud goes back at any age. */
export function isMadeOutside(part: Refundable, { outside, fraud }: RefundWish): boolean {
  return !fraud && (outside || !part.allowed);
}

/** What can go back: of a fraud all of the payment, whichever invoices it was for. */
export function leftOf(part: Refundable, parts: Refundable[], fraud: boolean): number {
  if (!fraud) return part.amount_left;
  return parts
    .filter(({ payment_id }) => payment_id === part.payment_id)
    .reduce((sum, { amount_left }) => sum + amount_left, 0);
}

/** One payment can be for several invoices, and one invoice be paid in several parts. */
const keyOf = ({ invoice, payment_id }: Refundable) => `${invoice.id} ${payment_id}`;

type WhichProps = { form: Form; parts: Refundable[]; chosen: Refundable | null };

/** Which payment the money goes back on; another one starts from all of what is left. */
export function Which({ form, parts, chosen }: WhichProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { values } = form;
  const paid = ({ received_on, means }: Refundable) =>
    t('refund.received', { date: format.fullDate(received_on), means: t(`means.${means}`) });
  return (
    <Radio.Group
      label={t('refund.which')}
      value={chosen && keyOf(chosen)}
      onChange={(key) => {
        const part = parts.find((each) => keyOf(each) === key) ?? null;
        form.setValues({ ...values, part, amount: null });
      }}
    >
      <Stack gap={8} pt={4}>
        {parts.map((part) => (
          <Radio
            key={keyOf(part)}
            value={keyOf(part)}
            label={`${part.invoice.number} · ${paid(part)} · ${format.money(part.amount_left, part.currency)}`}
            description={values.fraud ? null : part.why_not}
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

type HowMuchProps = { form: Form; part: Refundable; wish: RefundWish };

/** How much goes back, which way, why, and what else ends with it. */
export function HowMuch({ form, part, wish }: HowMuchProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const tick = (key: 'stop_renewal' | 'end_access' | 'outside') => (
    <Checkbox
      label={t(`refund.${key}`)}
      checked={form.values[key]}
      onChange={(event) => form.set(key, event.currentTarget.checked)}
    />
  );
  return (
    <>
      {part.allowed ? null : (
        <Callout tone="warn">{t('refund.outside_only', { why: part.why_not })}</Callout>
      )}
      <MoneyInput
        label={t('refund.amount')}
        description={t('refund.left', { amount: format.money(part.amount_left, part.currency) })}
        currency={part.currency}
        minor={wish.amount}
        error={form.errorOf('amount')}
        onMinor={(minor) => form.set('amount', minor ?? 0)}
      />
      <Textarea
        autosize
        label={t('reason')}
        value={form.values.reason}
        error={form.errorOf('reason')}
        onChange={(event) => form.set('reason', event.currentTarget.value)}
      />
      {part.allowed ? tick('outside') : null}
      {tick('stop_renewal')}
      {tick('end_access')}
    </>
  );
}

type ReceiptProps = { part: Refundable; wish: RefundWish; name: string };

/** What the refund does: the money, the renewal, the access. */
export function WholeReceipt({ part, wish, name }: ReceiptProps) {
  const { t } = useTranslation('record');
  return (
    <Receipt
      title={t('receipt.title')}
      currency={part.currency}
      lines={[
        {
          key: 'refund',
          text: t(wish.outside ? 'refund.line_outside' : 'refund.line', { name }),
          note: t('refund.note', { number: part.invoice.number }),
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
