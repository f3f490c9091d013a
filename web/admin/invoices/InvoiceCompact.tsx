import { Link } from '@tanstack/react-router';
import type { InvoiceRow } from '../../api/billing.ts';
import { Amount, DateText } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { InvoiceState } from './InvoiceState.tsx';

/** An invoice on a phone: two lines. */
export function InvoiceCompact({ row }: { row: InvoiceRow }) {
  return (
    <Link
      to="."
      search={((now: object) => ({ ...now, open: row.id })) as never}
      className={shared.compact}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      <span className="strong">{row.contact.name}</span>
      <span className="num">
        <Amount minor={row.total} currency={row.currency} />
      </span>
      <span className="soft small">
        {row.number} · <DateText value={row.issued_on} />
      </span>
      <span className="small">
        <InvoiceState row={row} />
      </span>
    </Link>
  );
}
