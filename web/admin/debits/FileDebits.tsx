import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Debit, DebitFileDetail } from '../../api/debits.ts';
import {
  Amount,
  type PlainColumn,
  PlainTable,
  StatusDot,
  type Tone,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import classes from './Debits.module.css';
import { ReturnDialog } from './ReturnDialog.tsx';

const tones: Record<Debit['state'], Tone> = { open: 'info', settled: 'good', returned: 'bad' };

/** The debits of a file; a return is recorded where it stands. */
export function FileDebits({ file }: { file: DebitFileDetail }) {
  const { t } = useTranslation('debits');
  const [returning, setReturning] = useState<Debit | null>(null);
  return (
    <>
      <PlainTable
        label={t('file.debits')}
        rows={file.debits}
        rowKey={(row) => row.id}
        columns={useDebitColumns(file, setReturning)}
      />
      {returning ? <ReturnDialog debit={returning} onClose={() => setReturning(null)} /> : null}
    </>
  );
}

function useDebitColumns(
  file: DebitFileDetail,
  onReturn: (debit: Debit) => void,
): PlainColumn<Debit>[] {
  const { t } = useTranslation('debits');
  const { org, can } = useOrganization();
  const mayReturn = can('billing.write') && file.state === 'sent';
  return [
    {
      key: 'payer',
      header: t('column.payer'),
      cell: (row) => (
        <Link
          className={`${shared.linkRow} ${classes.payer}`}
          to={`/o/${org}/people/${row.payer.id}` as string}
        >
          {row.payer.name}
        </Link>
      ),
    },
    {
      key: 'invoice',
      header: t('column.invoice'),
      cell: (row) => <span className="nowrap">{row.invoice.number}</span>,
    },
    {
      key: 'mandate',
      header: t('column.mandate'),
      cell: (row) => (
        <span className="nowrap">
          {row.mandate_reference} <span className="muted">··{row.last4}</span>
        </span>
      ),
    },
    {
      key: 'state',
      header: t('column.state'),
      cell: (row) => <DebitState debit={row} isMade={file.state === 'made'} />,
    },
    {
      key: 'amount',
      header: t('column.amount'),
      align: 'end',
      cell: (row) => <Amount minor={row.amount} currency="EUR" />,
    },
    {
      key: 'act',
      header: <span className="sr">{t('column.act')}</span>,
      align: 'end',
      cell: (row) =>
        mayReturn && row.state !== 'returned' ? (
          <Button
            size="xs"
            aria-label={t('return.open_of', { name: row.payer.name })}
            onClick={() => onReturn(row)}
          >
            {t('return.open')}
          </Button>
        ) : null,
    },
  ];
}

function DebitState({ debit, isMade }: { debit: Debit; isMade: boolean }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const { state, return_code, reason_text, return_fee } = debit;
  return (
    <>
      <StatusDot tone={isMade ? 'warn' : tones[state]}>
        {isMade ? t('file.state.made') : t(`debit.${state}`)}
      </StatusDot>
      {return_code ? (
        <div className={`soft small ${classes.why}`}>
          {reason_text} ({return_code})
          {return_fee ? ` · ${t('debit.fee', { amount: format.money(return_fee, 'EUR') })}` : null}
        </div>
      ) : null}
    </>
  );
}
