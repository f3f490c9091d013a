import type { LocalDate } from '../../domain/dates.ts';
import type { OverdueAccess } from '../../domain/overdue/schedule.ts';
import type { Queryable } from '../transaction.ts';

export type CaseState = 'open' | 'recovered' | 'lost' | 'closed';

/** One overdue case as its list shows it; amounts in minor units. */
export type CaseRow = {
  id: string;
  contact: { id: string; name: string };
  invoice: { id: string; number: string; balance: number; currency: string };
  subscriptionId: string | null;
  firstFailedOn: LocalDate;
  lastReason: string | null;
  hard: boolean;
  state: CaseState;
  paused: boolean;
  access: OverdueAccess;
  steps: {
    position: number;
    kind: 'retry' | 'reminder' | 'final';
    dueOn: LocalDate;
    doneAt: string | null;
    outcome: string | null;
  }[];
};

export type CaseFilter = { state?: CaseState; contactId?: string };

/** A page of cases, the latest failure first. */
export async function listCases(
  tx: Queryable,
  page: { filter: CaseFilter; limit: number; after?: { at: string; id: string } },
): Promise<CaseRow[]> {
  const { filter, after } = page;
  return tx.query<CaseRow>(
    `select c.id, jsonb_build_object('id', p.id, 'name', p.display_name) as contact,
       jsonb_build_object('id', i.id, 'number', i.number, 'balance', i.balance,
         'currency', i.currency) as invoice,
       c.subscription_id as "subscriptionId", c.first_failed_on as "firstFailedOn",
       c.last_reason as "lastReason", c.hard, c.state, c.paused_at is not null as paused,
       c.policy -> 'access' as access,
       (select coalesce(jsonb_agg(jsonb_build_object('position', s.position, 'kind', s.kind,
           'dueOn', s.due_on, 'doneAt', s.done_at, 'outcome', s.outcome) order by s.position), '[]')
         from overdue_step s where s.org_id = c.org_id and s.case_id = c.id) as steps
     from overdue_case c
     join contact p on p.org_id = c.org_id and p.id = c.contact_id
     join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
     where c.org_id = app_org() and ($1::text is null or c.state = $1)
       and ($2::uuid is null or c.contact_id = $2 or c.payer_id = $2)
       and ($3::date is null or (c.first_failed_on, c.id) < ($3::date, $4::uuid))
     order by c.first_failed_on desc, c.id desc limit $5`,
    [
      filter.state ?? null,
      filter.contactId ?? null,
      after?.at ?? null,
      after?.id ?? null,
      page.limit,
    ],
  );
}

type Figure = { count: number; amount: { currency: string; amount: number }[] };

export type CaseFigures = Record<'open' | 'recovered' | 'lost', Figure>;

/**
 * What is being chased, what came back and what was lost, per currency: open balances, the totals
 * of recovered invoices, what was given up of lost ones.
 */
export async function caseFigures(tx: Queryable): Promise<CaseFigures> {
  const rows = await tx.query<{
    state: keyof CaseFigures;
    currency: string;
    count: number;
    amount: number;
  }>(
    `select c.state, i.currency, count(*) as count, sum(case c.state when 'recovered'
         then i.total - i.credited else i.total - i.settled - i.credited end)::bigint as amount
     from overdue_case c join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
     where c.org_id = app_org() and c.state in ('open', 'recovered', 'lost')
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
