import type { Queryable } from '../transaction.ts';

export type WorkCounts = {
  people: number;
  overdue_cases: number;
  /** Disputes that wait for an answer or a decision of staff. */
  disputes: number;
  /** Requests to join that wait. */
  requests: number;
  messages_failed: number;
  billing_held: number;
  unknown_attempts: number;
  /** What plans give that is still to deliver. */
  deliveries: number;
};

/** What waits for somebody, for the menu; each count reads a partial index. */
export function workCounts(tx: Queryable): Promise<WorkCounts> {
  return tx.one<WorkCounts>(
    `select
       (select count(*)::int from directory) as people,
       (select count(*)::int from overdue_case where state = 'open'
          and lead_id is null) as overdue_cases,
       (select count(*)::int from dispute d where d.state = 'needs_response'
          or d.state = 'lost' and d.aftermath is null and exists (
            select from dispute_place l join invoice i on i.id = l.invoice_id and i.status = 'open'
            where l.dispute_id = d.id and l.released_at is null)) as disputes,
       (select count(*)::int from join_request where outcome is null) as requests,
       (select count(*)::int from message where state = 'failed') as messages_failed,
       (select count(*)::int from subscription
        where billing_held and next_billing_on is not null
          and state in ('scheduled', 'trialing', 'active', 'overdue')) as billing_held,
       (select count(*)::int from payment_attempt
        where state in ('created', 'sent', 'unknown')
          -- a debit that goes to the bank in a file takes its days; nobody waits for an answer
          or state = 'processing' and gateway <> 'sepa') as unknown_attempts,
       (select count(*)::int from benefit_delivery
        where done_at is null and void_at is null) as deliveries`,
    [],
  );
}
