import type { InvoiceRow } from '../../api/billing.ts';
import { Amount, DateText } from '../../ui/index.ts';
import { CompactLink } from '../shared/CompactLink.tsx';
import { InvoiceState } from './InvoiceState.tsx';

/** An invoice on a phone: two lines. */
export function InvoiceCompact({ row }: { row: InvoiceRow }) {
  return (
    <CompactLink open={row.id}>
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
    </CompactLink>
  );
}
