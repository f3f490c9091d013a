import { useTranslation } from 'react-i18next';
import type { CreditPreview, InvoiceDetail } from '../../../api/billing.ts';
import { Receipt, type ReceiptLine, useFormat } from '../../../ui/index.ts';

type Props = { invoice: InvoiceDetail; preview: CreditPreview; sends: boolean };

/** What the credit note will say, and what becomes of the balance and of what was paid. */
export function CreditNoteReceipt({ invoice, preview, sends }: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const { currency, total, to_credit: toCredit, balance_after: after } = preview;
  const endsChase = invoice.balance > 0 && after === 0 && (invoice.overdue_days ?? 0) > 0;
  const lines: ReceiptLine[] = preview.lines.map((line) => ({
    key: line.line_id,
    text: line.description,
    note:
      line.tax === 0
        ? null
        : t('credit.with_tax', {
            rate: format.taxRate(line.tax_rate),
            tax: format.money(line.tax, currency),
          }),
    minor: -line.total,
  }));
  const thereafter: ReceiptLine[] = [
    { key: 'balance', text: t('credit.balance_after'), minor: after },
    ...(toCredit > 0
      ? [
          {
            key: 'credit',
            text: t('credit.to_credit', { name: invoice.payer.name }),
            minor: toCredit,
          },
        ]
      : []),
  ];
  const foot = [
    sends ? t('credit.foot_sent') : t('credit.foot_kept'),
    endsChase ? t('credit.foot_chase') : null,
    invoice.type === 'manual' ? null : t('credit.foot_membership'),
  ];
  return (
    <>
      <Receipt
        title={t('credit.receipt', { number: invoice.number })}
        currency={currency}
        lines={lines}
        total={{ text: t('credit.total'), minor: -total }}
      />
      <Receipt
        title={t('credit.then')}
        currency={currency}
        lines={thereafter}
        foot={foot.filter(Boolean).join(' ')}
      />
    </>
  );
}
