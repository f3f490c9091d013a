import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

export type PriceChangeRow = {
  id: string;
  created_at: string;
  scope: 'new_members' | 'next_period' | 'now';
  /** Null where only people on older prices change, each from their own. */
  amount_before: number | null;
  amount: number;
  currency: string;
  notice_days: number;
  /** Subscriptions that still wait for it, and the first day it counts for one. */
  waiting: number;
  first_on: LocalDate | null;
  undone_at: string | null;
};

/** Changes of price of a plan, latest first. */
export function listPriceChanges(tx: Queryable, planId: string): Promise<PriceChangeRow[]> {
  return tx.query<PriceChangeRow>(
    `select x.id, x.created_at, x.scope, b.amount, b.currency,
       case when a.id <> b.id then a.amount end as amount_before,
       x.notice_days, coalesce(w.waiting, 0)::int as waiting, w.first_on, x.undone_at
     from price_change x
     join price a on a.org_id = x.org_id and a.id = x.from_price_id
     join price b on b.org_id = x.org_id and b.id = x.to_price_id
     left join lateral (
       select count(*) as waiting, min(c.effective_on) as first_on from subscription_change c
       where c.org_id = x.org_id and c.price_change_id = x.id
         and c.applied_at is null and c.withdrawn_at is null
     ) w on true
     where x.org_id = app_org() and x.plan_id = $1 order by x.created_at desc, x.id desc limit 50`,
    [planId],
  );
}
