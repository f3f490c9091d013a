import type { LocalDate } from '../../domain/dates.ts';
import { needsMethodSql } from '../billing/openCases.ts';
import type { Queryable } from '../transaction.ts';
import { isDisputedSql } from './disputes.ts';

/**
 * Where a case stands for whoever works through them. `attention` cuts across the open ones: those
 * that end within three days and those whose payer cannot be written to.
 */
export const boards = [
  'attention',
  'retrying',
  'new_method',
  'reminders',
  'disputed',
  'paused',
  'recovered',
  'lost',
  'closed',
] as const;

export type Board = (typeof boards)[number];

/** Days before the end from which a case asks for a person. */
const daysBeforeEnd = 3;

/** How a case `c` was made good: the n-th retry, a new method, or otherwise; null: it was not. */
export const viaOf = `case when c.state <> 'recovered' then null
  when paid.cause = 'retry' then 'retry_' || greatest(1, paid.number)
  when paid.cause = 'card_update' then 'new_method' else 'other' end`;

/** The money that closed a case `c`: the latest on its invoice since it opened. */
export const joinPaid = `left join lateral (
    select a.cause, (select count(*) from overdue_step s join overdue_step o
        on o.org_id = s.org_id and o.case_id = s.case_id and o.kind = 'retry'
        and o.attempt_id is not null and o.done_at <= s.done_at
      where s.org_id = c.org_id and s.case_id = c.id and s.attempt_id = a.id) as number
    from allocation l
    join payment y on y.org_id = l.org_id and y.id = l.payment_id
    left join payment_attempt a on a.org_id = y.org_id and a.id = y.attempt_id
    where l.org_id = c.org_id and l.invoice_id = c.invoice_id and l.reversed_at is null
      and l.created_at >= c.opened_at
    order by l.created_at desc, l.id desc limit 1) paid on c.state = 'recovered'`;

/** What a case `c` on an invoice `i` is about: owed, come back while it was open, or given up. */
export const amountOf = `case c.state when 'recovered' then least(i.total - i.credited, (
    select coalesce(sum(l.amount), 0)::bigint from allocation l
    where l.org_id = c.org_id and l.invoice_id = c.invoice_id and l.reversed_at is null
      and l.created_at >= c.opened_at and l.created_at <= coalesce(c.closed_at, l.created_at)))
  else i.total - i.settled - i.credited end`;

/** How many retries of a case `c` were made. */
export const retriesOf = `(select count(*) from overdue_step s where s.org_id = c.org_id
  and s.case_id = c.id and s.kind = 'retry' and s.attempt_id is not null)`;

/** Whether a new method was tried on a case `c`. */
export const newMethodOf = `exists (select from payment_attempt a where a.org_id = c.org_id
  and a.invoice_id = c.invoice_id and a.cause = 'card_update' and a.created_at >= c.opened_at)`;

const isDisputed = isDisputedSql('c.invoice_id');

/** The board of a case `c`. */
export const boardOf = `case when c.state <> 'open' then c.state
  when c.paused_at is not null then 'paused'
  when ${isDisputed} then 'disputed'
  when c.policy ->> 'mode' = 'invoice' then 'reminders'
  when ${needsMethodSql} then 'new_method'
  else 'retrying' end`;

/** Whether a case `c` asks for a person; `today` is a parameter such as `$1`. */
export function attentionOf(today: string): string {
  return `(c.state = 'open' and c.paused_at is null and not ${isDisputed} and (
    exists (select from overdue_step s where s.org_id = c.org_id and s.case_id = c.id
      and s.kind = 'final' and s.done_at is null and s.due_on <= ${today}::date + ${daysBeforeEnd})
    or exists (select from contact w where w.org_id = c.org_id and w.id = c.payer_id
      and (w.email is null or w.email_withheld))))`;
}

export type BoardCount = { count: number; amount: { currency: string; amount: number }[] };

type Counted = { board: Board; currency: string; count: number; amount: number; waiting: number };

/** How many cases stand on each board, and what they are about; closed ones since `since`. */
export async function countBoards(
  tx: Queryable,
  on: { today: LocalDate; since: LocalDate },
): Promise<Record<Board, BoardCount>> {
  const rows = await tx.query<Counted & { attention: number; attention_amount: number }>(
    `select board, currency, count(*) as count, sum(amount)::bigint as amount,
       count(*) filter (where attention) as attention,
       coalesce(sum(amount) filter (where attention), 0)::bigint as attention_amount
     from (select ${boardOf} as board, i.currency, ${attentionOf('$1')} as attention,
         ${amountOf} as amount
       from overdue_case c join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
       where c.org_id = app_org() and c.lead_id is null
         and (c.state = 'open' or c.closed_on >= $2)) of
     group by board, currency order by currency`,
    [on.today, on.since],
  );
  const waiting = rows
    .filter((row) => row.attention > 0)
    .map((row) => ({ ...row, count: row.attention, amount: row.attention_amount }));
  const counts = boards.map((board) => {
    const own = board === 'attention' ? waiting : rows.filter((row) => row.board === board);
    return [board, summed(own)] as const;
  });
  return Object.fromEntries(counts) as Record<Board, BoardCount>;
}

function summed(rows: { currency: string; count: number; amount: number }[]): BoardCount {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    amount: currencies.map((currency) => ({
      currency,
      amount: rows
        .filter((row) => row.currency === currency)
        .reduce((sum, row) => sum + row.amount, 0),
    })),
  };
}
