import { useTranslation } from 'react-i18next';
import type { RenewalDetail } from '../../api/renewals.ts';
import { addDays, Receipt, useFormat } from '../../ui/index.ts';

/** The next term and what approving it bills: lines, tax, total. */
export function RenewalBill({ renewal, foot }: { renewal: RenewalDetail; foot?: string }) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const { next, offer } = renewal;
  if (!next) return null;
  const between = (from: string, to: string) =>
    t('bill.period', { from: format.fullDate(from), to: format.fullDate(to) });
  const { invoice } = next;
  return (
    <Receipt
      title={t('bill.title')}
      currency={offer.currency}
      lines={[
        { key: 'term', text: t('bill.term'), value: between(next.starts_on, next.last_day) },
        ...(invoice?.lines ?? []).map((line, i) => ({
          key: String(i),
          text: line.quantity > 1 ? `${line.quantity} × ${line.description}` : line.description,
          note:
            line.period_start && line.period_end && line.period_start !== next.starts_on
              ? between(line.period_start, addDays(line.period_end, -1))
              : null,
          minor: line.total,
        })),
        ...(invoice && invoice.tax > 0
          ? [{ key: 'tax', text: t('bill.tax'), minor: invoice.tax }]
          : []),
        ...(invoice && invoice.total > 0
          ? [{ key: 'due', text: t('bill.due'), value: format.fullDate(invoice.due_on) }]
          : []),
      ]}
      total={
        invoice && invoice.total > 0
          ? { text: t('bill.total'), minor: invoice.total }
          : { text: t('bill.free'), minor: 0 }
      }
      foot={foot}
    />
  );
}
