import { useTranslation } from 'react-i18next';
import type { BankEntry } from '../../api/debits.ts';
import { Amount, DateText, PlainTable, StatusDot, type Tone } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
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
          cell: (entry) => entry.invoice_number ?? '—',
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
          cell: (entry) => (entry.returned_on ? <DateText value={entry.returned_on} /> : '—'),
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
          cell: (entry) =>
            entry.amount === null ? '—' : <Amount minor={entry.amount} currency="EUR" />,
        },
      ]}
      compact={(entry) => <EntryCompact entry={entry} />}
    />
  );
}

/** A line of the bank on a phone: whose and how much; why; what came of it. */
function EntryCompact({ entry }: { entry: BankEntry }) {
  return (
    <div className={shared.compact}>
      <span>{entry.payer?.name ?? <span className="muted">{entry.end_to_end}</span>}</span>
      <span className="num">
        {entry.amount === null ? '—' : <Amount minor={entry.amount} currency="EUR" />}
      </span>
      <span className={`soft small ${classes.whole}`}>
        {entry.invoice_number ? `${entry.invoice_number} · ` : null}
        {`${entry.reason_text} (${entry.code})`}
        {entry.returned_on ? (
          <>
            {' · '}
            <DateText value={entry.returned_on} />
          </>
        ) : null}
      </span>
      <div className={`small ${classes.state}`}>
        <StatusDot tone={tones[entry.outcome]}>{entry.outcome_text}</StatusDot>
      </div>
    </div>
  );
}
