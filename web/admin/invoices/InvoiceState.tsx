import { useTranslation } from 'react-i18next';
import type { InvoiceRow } from '../../api/billing.ts';
import { StatusDot, type Tone } from '../../ui/index.ts';

const tones: Record<string, Tone> = {
  open: 'info',
  paid: 'good',
  void: 'idle',
  uncollectible: 'bad',
};

/** An invoice's state as a dot and a word; how late it is, if it is. */
export function InvoiceState({ row }: { row: Pick<InvoiceRow, 'status' | 'overdue_days'> }) {
  const { t } = useTranslation('invoices');
  const days = row.overdue_days ?? 0;
  if (row.status === 'open' && days > 0) {
    return <StatusDot tone="bad">{t('late', { count: days })}</StatusDot>;
  }
  return <StatusDot tone={tones[row.status] ?? 'idle'}>{t(`status.${row.status}`)}</StatusDot>;
}
