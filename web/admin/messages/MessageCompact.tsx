import { Link } from '@tanstack/react-router';
import type { OutboxRow } from '../../api/outbox.ts';
import { DateText } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { MessageState } from './MessageState.tsx';

/** A mail on a phone: two lines. */
export function MessageCompact({ row }: { row: OutboxRow }) {
  return (
    <Link
      to="."
      search={((now: object) => ({ ...now, open: row.id })) as never}
      className={shared.compact}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      <span className="strong">{row.subject}</span>
      <span className="soft small">
        <DateText value={row.sent_at ?? row.created_at} />
      </span>
      <span className="soft small">{row.contact?.name ?? row.to}</span>
      <span className="small">
        <MessageState state={row.state} />
      </span>
    </Link>
  );
}
