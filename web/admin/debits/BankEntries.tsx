import { useTranslation } from 'react-i18next';
import type { BankEntry } from '../../api/debits.ts';
import { Amount, DateText, PlainTable, StatusDot, type Tone } from '../../ui/index.ts';
import classes from './Debits.module.css';

const tones: Record<BankEntry['outcome'], Tone> = {
  returned: 'good',
  already: 'idle',
  unknown: 'warn',
  amount: 'warn',
  not_sent: 'warn',
  credit_used: 'bad',
};

/** Lines of a bank's file, each with what came of it. */
export function BankEntries({ entries, label }: { entries: BankEntry[]; label: string }) {
  const { t } = useTranslation('debits');
  if (entries.length === 0) return <p className="soft">{t('bank.nothing')}</p>;
  return (
    <PlainTable
      label={label}
      rows={entries}
      rowKey={(entry) => `${entry.end_to_end} ${entry.code} ${entry.outcome}`}
      columns={[
        {
          key: 'payer',
          header: t('column.payer'),
          narrow: 'title',
          cell: (entry) =>
            entry.payer ? (
              <span className={classes.payer}>{entry.payer.name}</span>
            ) : (
              <span className="muted nowrap">{entry.end_to_end}</span>
            ),
        },
        {
          key: 'invoice',
          header: t('column.invoice'),
          narrow: 'named',
          cell: (entry) => entry.invoice_number,
        },
        {
          key: 'reason',
          header: t('column.reason'),
          cell: (entry) => (
            <div className={classes.why}>{`${entry.reason_text} (${entry.code})`}</div>
          ),
        },
        {
          key: 'on',
          header: t('column.on'),
          narrow: 'named',
          cell: (entry) => (entry.returned_on ? <DateText value={entry.returned_on} /> : null),
        },
        {
          key: 'outcome',
          header: t('column.outcome'),
          cell: (entry) => <StatusDot tone={tones[entry.outcome]}>{entry.outcome_text}</StatusDot>,
        },
        {
          key: 'amount',
          header: t('column.amount'),
          align: 'end',
          narrow: 'figure',
          cell: (entry) =>
            entry.amount === null ? '—' : <Amount minor={entry.amount} currency="EUR" />,
        },
      ]}
    />
  );
}
