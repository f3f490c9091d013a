import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../../api/billing.ts';
import { api } from '../../../api/http.ts';
import { ConfirmDialog, Receipt, toast, useFormat, useIntent } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { queryClient } from '../../queries.ts';
import { useAct } from '../../record/acts/useAct.ts';

type Props = { invoice: InvoiceDetail; onClose: () => void };

type Charged = { outcome: string; reason_text: string | null };

/** Charges the payer's card now; a refusal of the bank is an answer, said in plain words. */
export function ChargeDialog({ invoice, onClose }: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { org, path } = useOrganization();
  const intent = useIntent();
  const amount = format.money(invoice.balance, invoice.currency);
  const name = invoice.payer.name;
  const charge = useMutation({
    mutationFn: () =>
      api.post<Charged>(`${path}/invoices/${invoice.id}/charge`, { idempotencyKey: intent.key }),
    onError: intent.renew,
    onSuccess: async ({ outcome, reason_text: reason }) => {
      intent.renew();
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      const isPaid = outcome === 'succeeded' || outcome === 'paid';
      if (isPaid) toast({ message: t('charge.paid', { amount, name }) });
      else if (outcome === 'declined') {
        toast({ tone: 'bad', message: t('charge.declined', { amount, reason: reason ?? '—' }) });
      } else toast({ message: t('charge.waiting') });
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('charge.title', { name })}
      confirm={t('charge.confirm', { amount })}
      pending={charge.isPending}
      error={charge.error}
      onConfirm={() => charge.mutate()}
    >
      <Receipt
        title={t('receipt')}
        currency={invoice.currency}
        lines={[
          {
            key: 'charge',
            text: t('charge.line', { name }),
            note: t('invoice_number', { number: invoice.number }),
            minor: invoice.balance,
          },
        ]}
        foot={t('charge.foot')}
      />
    </ConfirmDialog>
  );
}

/** Gives an invoice up: void, as if never owed; or written off, may still be paid later. */
export function GiveUpDialog({ invoice, how, onClose }: Props & { how: 'void' | 'write_off' }) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const [reason, setReason] = useState('');
  const { number } = invoice;
  const words = how === 'void' && invoice.proforma ? 'void_proforma' : how;
  const giveUp = useAct({
    send: (path, idempotencyKey) =>
      how === 'void'
        ? api.post(`${path}/invoices/${invoice.id}/void`, { idempotencyKey, body: { reason } })
        : api.post(`${path}/invoices/${invoice.id}/write-off`, {
            idempotencyKey,
            body: { reason },
          }),
    done: t(`${words}.done`, { number }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t(`${words}.title`, { number })}
      confirm={t(`${words}.confirm`, { amount: format.money(invoice.balance, invoice.currency) })}
      pending={giveUp.isPending}
      error={giveUp.error}
      onConfirm={() => giveUp.mutate()}
    >
      <p>{t(`${words}.text`)}</p>
      <Textarea
        label={t('reason')}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
