import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Amount } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import classes from './Debits.module.css';
import type { DebitRow } from './debitColumns.tsx';

type Props = { row: DebitRow; state?: ReactNode; act?: ReactNode };

/** A debit on a phone: whose and how much; of which invoice, by which mandate; how it stands. */
export function DebitCompact({ row, state, act }: Props) {
  const { org } = useOrganization();
  return (
    <div className={shared.compact}>
      <span>
        <Link className={shared.linkRow} to={`/o/${org}/people/${row.payer.id}` as string}>
          {row.payer.name}
        </Link>
      </span>
      <span className="num">
        <Amount minor={row.amount} currency="EUR" />
      </span>
      <span className={`soft small ${classes.whole}`}>
        {row.invoice.number} · {row.mandate_reference} ··{row.last4}
      </span>
      {state ? <div className={`small ${classes.state}`}>{state}</div> : null}
      {act}
    </div>
  );
}
