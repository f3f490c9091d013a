import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../../api/billing.ts';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, useFormat } from '../../../ui/index.ts';
import { useAct } from '../../record/acts/useAct.ts';

type Props = {
  invoice: InvoiceDetail;
  payment: InvoiceDetail['payments'][number];
  onClose: () => void;
};

/** Takes back a payment that was typed in by mistake or bounced; the invoice is owed again. */
export function TakeBackDialog({ invoice, payment, onClose }: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const [reason, setReason] = useState('');
  const amount = format.money(payment.amount, invoice.currency);
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/payments/${payment.payment_id}/reversal`, {
        idempotencyKey,
        body: { reason },
      }),
    done: t('take_back.done', { amount }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('take_back.title', { amount })}
      confirm={t('take_back.confirm', { amount })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('take_back.text', { number: invoice.number })}</p>
      <TextInput
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
