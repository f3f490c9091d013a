import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Debit, DebitFileDetail } from '../../api/debits.ts';
import { type PlainColumn, PlainTable, StatusDot, type Tone, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Debits.module.css';
import { useDebitColumns } from './debitColumns.tsx';
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
        columns={useFileColumns(file, setReturning)}
      />
      {returning ? <ReturnDialog debit={returning} onClose={() => setReturning(null)} /> : null}
    </>
  );
}

function useFileColumns(
  file: DebitFileDetail,
  onReturn: (debit: Debit) => void,
): PlainColumn<Debit>[] {
  const { t } = useTranslation('debits');
  const { about, amount } = useDebitColumns<Debit>();
  return [
    ...about,
    {
      key: 'state',
      header: t('column.state'),
      cell: (row) => <DebitState debit={row} isMade={file.state === 'made'} />,
    },
    amount,
    {
      key: 'act',
      header: <span className="sr">{t('column.act')}</span>,
      align: 'end',
      cell: (row) => <ReturnButton file={file} debit={row} onReturn={onReturn} />,
    },
  ];
}

type ReturnProps = { file: DebitFileDetail; debit: Debit; onReturn: (debit: Debit) => void };

function ReturnButton({ file, debit, onReturn }: ReturnProps) {
  const { t } = useTranslation('debits');
  const { can } = useOrganization();
  const mayReturn = can('billing.write') && file.state === 'sent' && debit.state !== 'returned';
  if (!mayReturn) return null;
  return (
    <Button
      size="xs"
      aria-label={t('return.open_of', { name: debit.payer.name })}
      onClick={() => onReturn(debit)}
    >
      {t('return.open')}
    </Button>
  );
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
