import type { OutboxRow } from '../../api/outbox.ts';
import { DateText } from '../../ui/index.ts';
import { CompactLink } from '../shared/CompactLink.tsx';
import { MessageState } from './MessageState.tsx';

/** A mail on a phone: two lines. */
export function MessageCompact({ row }: { row: OutboxRow }) {
  return (
    <CompactLink open={row.id}>
      <span className="strong">{row.subject}</span>
      <span className="soft small">
        <DateText value={row.sent_at ?? row.created_at} />
      </span>
      <span className="soft small">{row.contact?.name ?? row.to}</span>
      <span className="small">
        <MessageState state={row.state} />
      </span>
    </CompactLink>
  );
}
