import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { toast } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { RefundOf } from '../record/acts/RefundDialog.tsx';
import { useAct } from '../record/acts/useAct.ts';
import { ChargeDialog, GiveUpDialog } from './dialogs/CloseDialogs.tsx';
import { CreditNoteDialog } from './dialogs/CreditNoteDialog.tsx';
import { InvoicePaymentDialog } from './dialogs/InvoicePaymentDialog.tsx';
import classes from './Invoices.module.css';

type Open = 'charge' | 'record_payment' | 'refund' | 'credit' | 'void' | 'write_off' | null;

/** The acts this invoice allows now, as the server says. */
export function InvoiceActs({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const { can } = useOrganization();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const resend = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/invoices/${invoice.id}/sending`, { idempotencyKey }),
    done: t('act.resent', { name: invoice.payer.name }),
    onDone: close,
  });
  if (!can('billing.write')) return null;
  const may = (act: string) => invoice.allowed.includes(act);
  return (
    <div className={classes.acts}>
      {may('charge') ? (
        <Button variant="filled" onClick={() => setOpen('charge')}>
          {t('act.charge')}
        </Button>
      ) : null}
      {may('record_payment') ? (
        <Button onClick={() => setOpen('record_payment')}>{t('act.record_payment')}</Button>
      ) : null}
      {may('refund') ? <Button onClick={() => setOpen('refund')}>{t('act.refund')}</Button> : null}
      {may('credit') ? <Button onClick={() => setOpen('credit')}>{t('act.credit')}</Button> : null}
      {may('resend') ? (
        <Button
          loading={resend.isPending}
          onClick={() =>
            resend.mutate(undefined, {
              onError: () => toast({ message: t('act.not_sent'), tone: 'bad' }),
            })
          }
        >
          {t('act.resend')}
        </Button>
      ) : null}
      {may('write_off') ? (
        <Button variant="subtle" onClick={() => setOpen('write_off')}>
          {t('act.write_off')}
        </Button>
      ) : null}
      {may('void') ? (
        <Button variant="subtle" color="red" onClick={() => setOpen('void')}>
          {t('act.void')}
        </Button>
      ) : null}
      {open === 'charge' ? <ChargeDialog invoice={invoice} onClose={close} /> : null}
      {open === 'record_payment' ? (
        <InvoicePaymentDialog invoice={invoice} onClose={close} />
      ) : null}
      {open === 'refund' ? (
        <RefundOf
          title={t('refund.title', { number: invoice.number })}
          payer={invoice.payer}
          invoiceId={invoice.id}
          onClose={close}
        />
      ) : null}
      {open === 'credit' ? <CreditNoteDialog invoice={invoice} onClose={close} /> : null}
      {open === 'void' || open === 'write_off' ? (
        <GiveUpDialog how={open} invoice={invoice} onClose={close} />
      ) : null}
    </div>
  );
}
