import type { LocalDate } from '../../domain/dates.ts';
import type { ChaseMode, OverdueAccess } from '../../domain/overdue/schedule.ts';
import { isStandingSql, isTriedElsewhereSql, isUnresolvedSql } from '../billing/openCases.ts';
import type { Queryable } from '../transaction.ts';
import type { Board } from './overdueBoards.ts';
import {
  amountOf,
  attentionOf,
  boardOf,
  joinPaid,
  newMethodOf,
  retriesOf,
  viaOf,
} from './overdueBoards.ts';

export type CaseState = 'open' | 'recovered' | 'lost' | 'closed';

/** One overdue case as its list shows it; amounts in minor units. */
export type CaseRow = {
  id: string;
  contact: { id: string; name: string };
  payer: { id: string; name: string; email: string | null };
  invoice: { id: string; number: string; balance: number; total: number; currency: string };
  /** Owed while it is open, come back while it was, or given up. */
  amount: number;
  subscriptionId: string | null;
  /** Its subscription ended, or is paused without access. */
  over: boolean;
  /** Nobody chases it while its subscription is paused. */
  setAside: boolean;
  planName: string | null;
  firstFailedOn: LocalDate;
  closedOn: LocalDate | null;
  lastReason: string | null;
  mode: ChaseMode;
  hard: boolean;
  state: CaseState;
  board: Exclude<Board, 'attention'>;
  attention: boolean;
  paused: boolean;
  /** An attempt has no answer yet: the clock stands until the bank has said. */
  unresolved: boolean;
  /** It was refused, and the gateway tries again by itself. */
  gatewayRetries: boolean;
  /** The dispute that holds the clock until the bank, or staff after a lost one, decide. */
  disputeId: string | null;
  /** Attempts that were refused. */
  refusals: number;
  /** How it was made good (`retry_2`, `new_method`, `other`); null: it was not. */
  via: string | null;
  /** By the policy of the contact asked for, where a consolidated invoice covers several. */
  access: OverdueAccess;
  steps: {
    position: number;
    kind: 'retry' | 'reminder' | 'final';
    dueOn: LocalDate;
    plannedOn: LocalDate | null;
    doneAt: string | null;
    outcome: string | null;
  }[];
};

/**
 * `from` and `to` are days on which a case was closed; `tried` is a step it reached; `ended` are
 * those recovered or lost, as the statistics count them.
 */
export type CaseFilter = {
  state?: CaseState | 'ended';
  board?: Board;
  contactId?: string;
  from?: LocalDate;
  to?: LocalDate;
  openedFrom?: LocalDate;
  openedTo?: LocalDate;
  currency?: string;
  via?: string;
  tried?: string;
};

/** The parts of a consolidated case `c` that are about the contact asked for, `$3`. */
const followers = `overdue_case f where f.org_id = c.org_id and f.lead_id = c.id
        and f.contact_id = $3::uuid and f.state = c.state`;

const rows = `select c.id, jsonb_build_object('id', p.id, 'name', p.display_name) as contact,
    jsonb_build_object('id', w.id, 'name', w.display_name,
      'email', case when w.email_withheld then null else w.email end) as payer,
    jsonb_build_object('id', i.id, 'number', i.number, 'balance', i.balance, 'total', i.total,
      'currency', i.currency) as invoice,
    ${amountOf} as amount, c.subscription_id as "subscriptionId", v.name as "planName",
    u.state is not null and (u.state in ('cancelled', 'expired') or u.state = 'paused'
      and not exists (select from subscription_pause x where x.org_id = u.org_id
        and x.subscription_id = u.id and x.resumed_on is null and x.keeps_access)) as over,
    c.set_aside as "setAside",
    c.first_failed_on as "firstFailedOn", c.closed_on as "closedOn",
    c.last_reason as "lastReason", c.policy ->> 'mode' as mode, c.state,
    ${isStandingSql} as paused, coalesce((select f.policy -> 'access' from ${followers}
      order by f.id limit 1), c.policy -> 'access') as access,
    (select l.dispute_id from dispute_place l join dispute d on d.org_id = l.org_id
        and d.id = l.dispute_id and d.aftermath is null
      where l.org_id = c.org_id and l.invoice_id = c.invoice_id and l.released_at is null
      order by l.id limit 1) as "disputeId",
    ${boardOf} as board, ${attentionOf('$2')} as attention, ${viaOf} as via,
    ${isUnresolvedSql} as unresolved, ${isTriedElsewhereSql} as "gatewayRetries",
    (select count(*) from payment_attempt a where a.org_id = c.org_id
      and a.invoice_id = c.invoice_id and a.state = 'declined') as refusals,
    (select coalesce(jsonb_agg(jsonb_build_object('position', s.position, 'kind', s.kind,
        'dueOn', s.due_on, 'plannedOn', s.planned_on, 'doneAt', s.done_at,
        'outcome', s.outcome) order by s.due_on, s.kind = 'final', s.position), '[]')
      from overdue_step s where s.org_id = c.org_id and s.case_id = c.id) as steps,
    ${retriesOf} as retries, ${newMethodOf} as new_method
  from overdue_case c
  join contact p on p.org_id = c.org_id and p.id = c.contact_id
  join contact w on w.org_id = c.org_id and w.id = c.payer_id
  join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
  left join subscription u on u.org_id = c.org_id and u.id = c.subscription_id
  left join plan_version v on v.org_id = c.org_id and v.id = u.plan_version_id
  ${joinPaid}`;

type Page = {
  filter: CaseFilter;
  today: LocalDate;
  limit: number;
  after?: { at: string; id: string };
};

/** A page of cases, the latest failure first. */
export async function listCases(tx: Queryable, page: Page): Promise<CaseRow[]> {
  const { filter, after } = page;
  const found = await tx.query<Omit<CaseRow, 'hard'>>(
    `select * from (${rows}
       where c.org_id = app_org() and c.lead_id is null
         and ($1::text is null or c.state = $1
           or ($1 = 'ended' and c.state in ('recovered', 'lost')))
         and ($3::uuid is null or c.contact_id = $3 or c.payer_id = $3
           or exists (select from ${followers}))
         and ($4::date is null or (c.first_failed_on, c.id) < ($4::date, $5::uuid))
         and ($8::date is null or c.closed_on >= $8) and ($9::date is null or c.closed_on <= $9)
         and ($12::date is null or c.first_failed_on >= $12)
         and ($13::date is null or c.first_failed_on <= $13)
         and ($10::text is null or i.currency = $10)) found
     where ($7::text is null or ($7 = 'attention' and attention) or board = $7)
       and ($11::text is null or via = $11)
       and ($14::text is null or ($14 = 'new_method' and new_method)
         or ($14 like 'retry_%' and retries >= substr($14, 7)::int))
     order by "firstFailedOn" desc, id desc limit $6`,
    [
      stateOf(filter),
      page.today,
      filter.contactId ?? null,
      after?.at ?? null,
      after?.id ?? null,
      page.limit,
      filter.board ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.currency ?? null,
      filter.via ?? null,
      filter.openedFrom ?? null,
      filter.openedTo ?? null,
      filter.tried ?? null,
    ],
  );
  return found.map((row) => ({ ...row, hard: row.board === 'new_method' }));
}

/** The state that cases of a board are in: an index finds it, a board is worked out. */
function stateOf({ state, board }: CaseFilter): CaseFilter['state'] | null {
  if (state || !board) return state ?? null;
  return board === 'recovered' || board === 'lost' || board === 'closed' ? board : 'open';
}

type Figure = { count: number; amount: { currency: string; amount: number }[] };

export type CaseFigures = Record<'open' | 'recovered' | 'lost', Figure>;

/**
 * What is being chased, what came back and what was lost, per currency: open balances, what was
 * paid since their first failure, what was given up.
 */
export async function caseFigures(tx: Queryable): Promise<CaseFigures> {
  const rows = await tx.query<{
    state: keyof CaseFigures;
    currency: string;
    count: number;
    amount: number;
  }>(
    `select c.state, i.currency, count(*) as count, sum(${amountOf})::bigint as amount
     from overdue_case c join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
     where c.org_id = app_org() and c.lead_id is null
       and c.state in ('open', 'recovered', 'lost')
     group by c.state, i.currency order by i.currency`,
  );
  const figure = (state: keyof CaseFigures): Figure => {
    const own = rows.filter((row) => row.state === state);
    return {
      count: own.reduce((sum, row) => sum + row.count, 0),
      amount: own.map(({ currency, amount }) => ({ currency, amount })),
    };
  };
  return { open: figure('open'), recovered: figure('recovered'), lost: figure('lost') };
}
