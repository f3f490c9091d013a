import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import { amountOf, joinPaid, newMethodOf, retriesOf, viaOf } from './overdueBoards.ts';

export type Between = { from: LocalDate; to: LocalDate };

/** What was recovered and lost in a month, in one currency (minor units). */
export type RecoveryMonth = {
  /** 'YYYY-MM' of the day the cases were closed. */
  month: string;
  currency: string;
  recovered: { count: number; amount: number };
  lost: { count: number; amount: number };
};

/** Recovered beside lost, month by month and per currency; months without any are left out. */
export async function recoveryByMonth(
  tx: Queryable,
  { from, to }: Between,
): Promise<RecoveryMonth[]> {
  return tx.query<RecoveryMonth>(
    `select to_char(c.closed_on, 'YYYY-MM') as month, i.currency,
       jsonb_build_object('count', count(*) filter (where c.state = 'recovered'),
         'amount', coalesce(sum(${amountOf}) filter (where c.state = 'recovered'), 0)) as recovered,
       jsonb_build_object('count', count(*) filter (where c.state = 'lost'),
         'amount', coalesce(sum(${amountOf}) filter (where c.state = 'lost'), 0)) as lost
     from overdue_case c join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
     where c.org_id = app_org() and c.lead_id is null and c.state in ('recovered', 'lost')
       and c.closed_on between $1 and $2
     group by 1, 2 order by 1, 2`,
    [from, to],
  );
}

/** How often a step was reached by the cases closed between two days, and how often it paid. */
export type StepRate = {
  /** `first_try`, `retry_1`…, `new_method`, `other`. */
  step: string;
  tried: number;
  succeeded: number;
  amount: { currency: string; amount: number }[];
};

type Closed = {
  via: string | null;
  retries: number;
  new_method: boolean;
  currency: string;
  count: number;
  amount: number;
};

/**
 * The rate of each step: of the closed cases that reached it, how many it made good. The first try
 * counts recurring charges of those days instead, which mostly never become a case.
 */
export async function recoveryBySteps(tx: Queryable, between: Between): Promise<StepRate[]> {
  const { from, to } = between;
  const closed = await tx.query<Closed>(
    `select ${viaOf} as via, ${retriesOf} as retries, ${newMethodOf} as new_method, i.currency,
       count(*) as count, sum(${amountOf})::bigint as amount
     from overdue_case c join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
     ${joinPaid}
     where c.org_id = app_org() and c.lead_id is null and c.state in ('recovered', 'lost')
       and c.closed_on between $1 and $2
     group by 1, 2, 3, 4`,
    [from, to],
  );
  const retries = Math.max(0, ...closed.map((row) => row.retries));
  const names = Array.from({ length: retries }, (_, i) => `retry_${i + 1}`);
  return [
    await firstTries(tx, between),
    ...names.map((step, i) => rateOf(step, closed, (row) => row.retries > i)),
    rateOf('new_method', closed, (row) => row.new_method),
    rateOf('other', closed, (row) => row.via === 'other'),
  ];
}

async function firstTries(tx: Queryable, { from, to }: Between): Promise<StepRate> {
  const rows = await tx.query<{ currency: string; tried: number; paid: number; amount: number }>(
    `select currency, count(*) as tried, count(*) filter (where state = 'succeeded') as paid,
       coalesce(sum(amount) filter (where state = 'succeeded'), 0)::bigint as amount
     from payment_attempt where org_id = app_org() and cause = 'billing'
       and state in ('succeeded', 'declined') and local_day between $1 and $2
     group by currency order by currency`,
    [from, to],
  );
  return {
    step: 'first_try',
    tried: rows.reduce((sum, row) => sum + row.tried, 0),
    succeeded: rows.reduce((sum, row) => sum + row.paid, 0),
    amount: rows.map(({ currency, amount }) => ({ currency, amount })),
  };
}

function rateOf(step: string, closed: Closed[], reached: (row: Closed) => boolean): StepRate {
  const paid = closed.filter((row) => row.via === step);
  const count = (rows: Closed[]) => rows.reduce((sum, row) => sum + row.count, 0);
  const currencies = [...new Set(paid.map(({ currency }) => currency))].sort();
  return {
    step,
    tried: count(closed.filter(reached)),
    succeeded: count(paid),
    amount: currencies.map((currency) => ({
      currency,
      amount: paid
        .filter((row) => row.currency === currency)
        .reduce((sum, row) => sum + row.amount, 0),
    })),
  };
}
