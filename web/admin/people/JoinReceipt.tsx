import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JoinPreview, PreviewInvoice } from '../../api/subscriptions.ts';
import { addDays, type Format, Receipt, useFormat, useSentence } from '../../ui/index.ts';
import classes from './People.module.css';

type Props = { preview: UseQueryResult<JoinPreview>; name: string; sendsInvoice: boolean };

/** What will follow, invoice by invoice, as the server works it out. */
export function JoinReceipt({ preview, name, sendsInvoice }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const sentence = useSentence();
  if (preview.isError) {
    return (
      <p className={classes.refusal} role="alert">
        {sentence(preview.error)}
      </p>
    );
  }
  const { data } = preview;
  if (!data) return <p className="muted">{t('receipt.waiting')}</p>;
  return (
    <div aria-live="polite" data-stale={preview.isPlaceholderData || undefined}>
      <Receipt
        title={name ? t('receipt.for', { name }) : t('receipt.title')}
        lines={[
          { key: 'access', text: data.sentence },
          ...data.invoices.map((invoice) => lineOf(invoice, format, t('receipt.invoice'))),
        ]}
        foot={sendsInvoice ? t('receipt.invoice_sent') : t('receipt.nothing_sent')}
      />
    </div>
  );
}

function lineOf(invoice: PreviewInvoice, format: Format, word: string) {
  const days = `${format.shortDate(invoice.period_start)} – ${format.shortDate(addDays(invoice.period_end, -1))}`;
  return {
    key: invoice.issue_on + invoice.period_start,
    text: `${word} ${format.fullDate(invoice.issue_on)}`,
    note: [...invoice.lines.map(({ description }) => description), days].join(' · '),
    minor: invoice.total,
  };
}
