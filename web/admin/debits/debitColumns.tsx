import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WaitingDebit } from '../../api/debits.ts';
import { Amount, type PlainColumn } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import classes from './Debits.module.css';

type DebitRow = Pick<WaitingDebit, 'payer' | 'invoice' | 'mandate_reference' | 'last4' | 'amount'>;

/** What every table of debits shows: whose, of which invoice, by which mandate, and how much. */
export function useDebitColumns<R extends DebitRow>(): {
  about: PlainColumn<R>[];
  amount: PlainColumn<R>;
} {
  const { t } = useTranslation('debits');
  const { org } = useOrganization();
  const about: PlainColumn<R>[] = [
    {
      key: 'payer',
      header: t('column.payer'),
      narrow: 'title',
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
  ];
  const amount: PlainColumn<R> = {
    key: 'amount',
    header: t('column.amount'),
    align: 'end',
    narrow: 'figure',
    cell: (row) => <Amount minor={row.amount} currency="EUR" />,
  };
  return { about, amount };
}
