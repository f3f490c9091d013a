import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Refundable } from '../../../api/subscriptions.ts';
import type { Named } from '../../../api/types.ts';
import { ConfirmDialog, Loading, useForm, useFormat } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { refundableQuery } from '../queries.ts';
import type { ActProps } from './ActDialog.tsx';
import {
  Fraud,
  HowMuch,
  isMadeOutside,
  leftOf,
  type RefundWish,
  Which,
  WholeReceipt,
} from './RefundFields.tsx';
import { useAct } from './useAct.ts';

type Answer = { state: 'succeeded' | 'unknown' | 'failed' };
type Sent = RefundWish & { part: Refundable };

const nothing: RefundWish = {
  ...{ part: null, amount: null, reason: '', stop_renewal: false, end_access: false },
  ...{ outside: false, fraud: false },
};

/** Gives money back of what somebody paid, wholly or in part. */
export function RefundDialog({ contact, onClose }: ActProps) {
  const { t } = useTranslation('record');
  const payer = { id: contact.id, name: contact.display_name };
  return (
    <RefundOf title={t('refund.title', { name: payer.name })} payer={payer} onClose={onClose} />
  );
}

type Props = {
  title: string;
  payer: Named;
  /** Only what was paid on this invoice. */
  invoiceId?: string;
  onClose: () => void;
};

/** The same for one payer; what the gateway takes no more is recorded as made outside. */
export function RefundOf({ title, payer, invoiceId, onClose }: Props) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { name } = payer;
  const { parts, isPending, error } = useParts(payer.id, invoiceId);
  const act = useRefund(name, onClose);
  const form = useForm<RefundWish>(nothing, act.error);
  const part = form.values.part ?? parts.find(({ allowed }) => allowed) ?? parts[0] ?? null;
  const left = part ? leftOf(part, parts, form.values.fraud) : 0;
  const amount = form.values.fraud ? left : (form.values.amount ?? left);
  const outside = part !== null && isMadeOutside(part, form.values);
  const wish = { ...form.values, outside, amount };
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={title}
      confirm={t(outside ? 'refund.record' : 'refund.confirm', {
        amount: format.money(amount, part?.currency),
        name,
      })}
      pending={act.isPending}
      error={act.error ?? error}
      disabled={!part || amount <= 0 || amount > left}
      onConfirm={() => part && act.mutate({ ...wish, part })}
    >
      {isPending ? <Loading /> : null}
      {!isPending && parts.length === 0 ? <p>{t('refund.nothing')}</p> : null}
      {parts.length > 0 ? <Which form={form} parts={parts} chosen={part} /> : null}
      {part ? <Fraud form={form} /> : null}
      {part && !wish.fraud ? <HowMuch form={form} part={part} wish={wish} /> : null}
      {part && !wish.fraud ? <WholeReceipt part={part} wish={wish} name={name} /> : null}
    </ConfirmDialog>
  );
}

/** What is left to give back, latest payment first. */
function useParts(payerId: string, invoiceId: string | undefined) {
  const { org } = useOrganization();
  const { data, isPending, error } = useQuery(refundableQuery(org, payerId));
  const parts = (data?.items ?? [])
    .filter(({ amount_left }) => amount_left > 0)
    .filter(({ invoice }) => invoiceId === undefined || invoice.id === invoiceId);
  return { parts, isPending, error };
}

/** Sends the refund, and says what became of it: made, on its way, or refused. */
function useRefund(name: string, onDone: () => void) {
  const { t } = useTranslation('record');
  return useAct<Sent, Answer>({
    send: (path, idempotencyKey, { part, fraud, ...wish }) =>
      fraud
        ? api.post<Answer>(`${path}/payments/${part.payment_id}/fraud-refund`, { idempotencyKey })
        : api.post<Answer>(`${path}/invoices/${part.invoice.id}/refunds`, {
            idempotencyKey,
            body: { ...wish, payment_id: part.payment_id },
          }),
    done: ({ state }, { outside }) => ({
      message: t(outside ? 'refund.done_outside' : `refund.done_${state}`, { name }),
      tone: state === 'failed' ? 'bad' : 'good',
    }),
    onDone,
  });
}
