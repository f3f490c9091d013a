import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import type { Named } from '../../../api/types.ts';
import { ConfirmDialog, Receipt, useForm, useFormat } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { ContactPicker } from '../../people/ContactPicker.tsx';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { useAct } from './useAct.ts';

type PayerPreview = {
  payer: Named;
  payer_before: Named;
  collection: 'automatic' | 'invoice';
  next_billing_on: string | null;
  open_invoices: number;
  open_balance: number;
  currency: string;
  reverse_charge: boolean;
};

/** Somebody else pays from now on; open invoices stay with the payer before. */
export function PayerDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const { org, path: base } = useOrganization();
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/payer`;
  const act = useAct<{ payer_id: string }>({
    send: (path, idempotencyKey, body) =>
      api.put(path + address, { idempotencyKey, version: subscription.version, body }),
    done: t('payer.done', { name }),
    onDone: onClose,
  });
  const form = useForm({ payer: null as Named | null }, act.error);
  const { payer } = form.values;
  const preview = useQuery({
    queryKey: ['org', org, 'payer-preview', subscription.id, payer?.id],
    queryFn: ({ signal }) =>
      api.post<PayerPreview>(`${base}${address}/preview`, {
        body: { payer_id: payer?.id },
        signal,
      }),
    enabled: payer !== null,
    staleTime: 0,
    retry: false,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('payer.title', { name })}
      confirm={t('payer.confirm')}
      pending={act.isPending}
      error={act.error ?? preview.error}
      disabled={!preview.data}
      onConfirm={() => {
        if (payer) act.mutate({ payer_id: payer.id });
      }}
    >
      <ContactPicker
        autoFocus
        label={t('payer.who')}
        value={payer}
        onChange={(found) => form.set('payer', found)}
        error={form.errorOf('payer_id')}
      />
      {preview.data ? <Effect preview={preview.data} /> : null}
    </ConfirmDialog>
  );
}

function Effect({ preview }: { preview: PayerPreview }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { next_billing_on: next, open_invoices: count } = preview;
  return (
    <Receipt
      title={t('receipt.title')}
      currency={preview.currency}
      lines={[
        { key: 'now', text: t('payer.now'), value: preview.payer.name },
        { key: 'how', text: t('payer.how'), value: t(`payer.${preview.collection}`) },
        ...(preview.reverse_charge
          ? [{ key: 'tax', text: t('fact.tax'), value: t('tax.reverse') }]
          : []),
        ...(next
          ? [{ key: 'next', text: t('receipt.next_billing'), value: format.fullDate(next) }]
          : []),
        ...(count > 0
          ? [
              {
                key: 'open',
                text: t('payer.stays', { name: preview.payer_before.name, count }),
                minor: preview.open_balance,
              },
            ]
          : []),
      ]}
      foot={t('payer.foot')}
    />
  );
}
