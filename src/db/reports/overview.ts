import type { LocalDate } from '../../domain/dates.ts';
import { attentionOf, boardOf } from '../payments/overdueBoards.ts';
import type { Queryable } from '../transaction.ts';
import { membersByMonth } from './members.ts';
import type { MovementMonth } from './recurring.ts';
import { movementsByMonth } from './recurring.ts';

/** What waits for somebody today; each count reads a partial index. */
export type WaitingCounts = {
  /** The bank has not decided. */
  disputes_open: number;
  /** Lost, and what they leave open waits for staff. */
  disputes_lost: number;
  gateway_differences: number;
  overdue_cases: number;
  needs_new_method: number;
  /** They end within three days, or nobody can be written to. */
  overdue_attention: number;
  billing_held: number;
  invoices_overdue: number;
  messages_failed: number;
  messages_outbox: number;
  imports_waiting: number;
  requests_waiting: number;
  /** Members asked for something else than they are offered. */
  renewal_changes: number;
  /** Kept for staff to look into. */
  renewal_interventions: number;
};

/** A charge whose answer is still missing: it is asked for, never charged twice. */
export type UnknownCharge = {
  invoice_id: string;
  number: string;
  name: string;
  amount: number;
  currency: string;
  since: string;
};

export type MonthValue = { month: string; value: number };

export type Overview = {
  waiting: WaitingCounts;
  unknown: UnknownCharge[];
  members: { now: number; series: MonthValue[] };
  mrr: { currency: string; now: number; series: MonthValue[] }[];
  collected: { month: string; sums: { currency: string; billed: number; collected: number }[] };
  joined: { now: number; series: MonthValue[] };
  ended: { now: number; series: MonthValue[] };
};

/**
 * Everything the first page shows, for the organization of the transaction. Months are calendar
 * months of its zone as `YYYY-MM`, twelve of them, the last one running. Amounts are minor units;
 * recurring revenue is without tax (billing-rules §15). Reads sets, never a member at a time.
 */
export async function readOverview(tx: Queryable, today: LocalDate): Promise<Overview> {
  const waiting = await countWaiting(tx, today);
  const unknown = await listUnknown(tx);
  const people = await countPeople(tx, today);
  const movements = await movementsByMonth(tx, { today, months: 12 });
  const members = await membersByMonth(tx, { today, months: 12 });
  const months = members.map(({ month }) => month);
  const series = (kind: 'joined' | 'left' | 'closing') =>
    members.map(({ month, [kind]: value }) => ({ month, value }));
  const month = today.slice(0, 7);
  const running = members.at(-1);
  return {
    waiting,
    unknown,
    members: { now: people.members, series: endingAt(series('closing'), people.members) },
    mrr: people.mrr.map(({ currency, amount }) => ({
      currency,
      now: amount,
      series: endingAt(closingOf(movements, currency) ?? months.map(nothingIn), amount),
    })),
    collected: { month, sums: await collectedIn(tx, month) },
    joined: { now: running?.joined ?? 0, series: series('joined') },
    ended: { now: running?.left ?? 0, series: series('left') },
  };
}

function closingOf(movements: MovementMonth[], currency: string): MonthValue[] | undefined {
  const own = movements.filter((row) => row.currency === currency);
  return own.length === 0 ? undefined : own.map(({ month, closing: value }) => ({ month, value }));
}

const nothingIn = (month: string): MonthValue => ({ month, value: 0 });

/** The running month shows what is true now, as the list of people counts it. */
function endingAt(series: MonthValue[], now: number): MonthValue[] {
  return series.map((point, i) => (i === series.length - 1 ? { ...point, value: now } : point));
}

function countWaiting(tx: Queryable, today: LocalDate): Promise<WaitingCounts> {
  return tx.one<WaitingCounts>(
    `select
       (select count(*)::int from dispute where org_id = app_org()
          and state in ('needs_response', 'under_review')) as disputes_open,
       (select count(*)::int from dispute d where d.org_id = app_org() and d.state = 'lost'
          and d.aftermath is null and exists (select from dispute_place l join invoice i
            on i.org_id = app_org() and i.id = l.invoice_id and i.status = 'open'
            where l.org_id = app_org() and l.dispute_id = d.id and l.released_at is null))
         as disputes_lost,
       (select count(*)::int from gateway_difference where org_id = app_org()
          and resolved_at is null and seen_at is null) as gateway_differences,
       (select count(*)::int from overdue_case c where c.org_id = app_org()
          and c.state = 'open' and c.lead_id is null
          and ${boardOf} = 'retrying') as overdue_cases,
       (select count(*)::int from overdue_case c where c.org_id = app_org()
          and c.state = 'open' and c.lead_id is null
          and ${boardOf} = 'new_method') as needs_new_method,
       (select count(*)::int from overdue_case c where c.org_id = app_org()
          and c.lead_id is null and ${attentionOf('$1')}) as overdue_attention,
       (select count(*)::int from subscription
        where org_id = app_org() and billing_held and next_billing_on is not null
          and state in ('scheduled', 'trialing', 'active', 'overdue')) as billing_held,
       (select count(*)::int from invoice where org_id = app_org() and status = 'open'
          and collection = 'invoice' and balance > 0 and due_on < $1::date) as invoices_overdue,
       (select count(*)::int from message where org_id = app_org() and state = 'failed')
         as messages_failed,
       (select count(*)::int from message where org_id = app_org() and state = 'outbox')
         as messages_outbox,
       (select count(*)::int from import where org_id = app_org()
          and state in ('uploaded', 'checked')) as imports_waiting,
       (select count(*)::int from join_request where org_id = app_org() and outcome is null)
         as requests_waiting,
       (select count(*)::int from renewal where org_id = app_org()
          and state = 'change_requested') as renewal_changes,
       (select count(*)::int from renewal where org_id = app_org()
          and state = 'intervention') as renewal_interventions`,
    [today],
  );
}

function listUnknown(tx: Queryable): Promise<UnknownCharge[]> {
  return tx.query<UnknownCharge>(
    `select i.id as invoice_id, i.number, c.display_name as name, a.amount, a.currency,
       a.created_at as since
     from payment_attempt a
     join invoice i on i.org_id = a.org_id and i.id = a.invoice_id
     join contact c on c.org_id = i.org_id and c.id = i.contact_id
     where a.org_id = app_org() and a.state in ('created', 'sent', 'processing', 'unknown')
     order by a.created_at limit 20`,
    [],
  );
}

type People = { members: number; mrr: { currency: string; amount: number }[] };

async function countPeople(tx: Queryable, today: LocalDate): Promise<People> {
  const rows = await tx.query<{
    currency: string;
    members: number;
    amount: number;
    earns: boolean;
  }>(
    `select currency, count(*) filter (where running and runs_from <= $1::date)::int as members,
       sum(monthly_amount)::bigint as amount, bool_or(monthly_amount > 0) as earns
     from directory where org_id = app_org() group by currency order by 3 desc`,
    [today],
  );
  return {
    members: rows.reduce((sum, row) => sum + row.members, 0),
    mrr: rows.filter((row) => row.earns).map(({ currency, amount }) => ({ currency, amount })),
  };
}

/** Of what was billed in a month, how much is settled by now; void invoices do not count. */
function collectedIn(tx: Queryable, month: string) {
  return tx.query<{ currency: string; billed: number; collected: number }>(
    `select currency, sum(total - credited)::bigint as billed, sum(settled)::bigint as collected
     from invoice where org_id = app_org() and status in ('open', 'paid', 'uncollectible')
       and issued_on >= $1::date and issued_on < $1::date + interval '1 month'
     group by currency order by 2 desc`,
    [`${month}-01`],
  );
}
