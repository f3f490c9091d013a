import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, Loading, useForm, useFormat } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { refundableQuery } from '../queries.ts';
import type { ActProps } from './ActDialog.tsx';
import { Fraud, HowMuch, mayRefund, type RefundWish, Which } from './RefundFields.tsx';
import { useAct } from './useAct.ts';

/** Gives money back on one of the latest invoices, wholly or in part. */
export function RefundDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { org } = useOrganization();
  const name = contact.display_name;
  const { data } = useQuery(refundableQuery(org, contact.id));
  const act = useAct<RefundWish>({
    send: (path, idempotencyKey, { invoice, fraud, ...wish }) =>
      fraud
        ? api.post(`${path}/payments/${invoice?.payment_id}/fraud-refund`, { idempotencyKey })
        : api.post(`${path}/invoices/${invoice?.invoice.id}/refunds`, {
            idempotencyKey,
            body: { ...wish, amount: wish.amount ?? invoice?.amount_left },
          }),
    done: t('refund.done', { name }),
    onDone: onClose,
  });
  const form = useForm<RefundWish>(
    {
      ...{ invoice: null, amount: null, reason: '', stop_renewal: false, end_access: false },
      fraud: false,
    },
    act.error,
  );
  const { values } = form;
  const chosen =
    values.invoice ?? data?.items.find((item) => mayRefund(item, values.fraud)) ?? null;
  const whole = chosen?.amount_left ?? 0;
  const amount = values.fraud ? whole : (values.amount ?? whole);
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
      <Which form={form} items={data?.items} chosen={chosen} />
      {chosen ? <Fraud form={form} /> : null}
      {chosen && !values.fraud ? (
        <HowMuch form={form} chosen={chosen} amount={amount} name={name} />
      ) : null}
    </ConfirmDialog>
  );
}
