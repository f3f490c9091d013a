import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';

/** The statement of `nextWorkOn`, for whoever asks more in the same breath. */
export const nextWorkText = `select min(on_day) as next from (
    select min(next_billing_on) as on_day from subscription where org_id = app_org()
      and state in ('scheduled', 'trialing', 'active', 'overdue') and not billing_held
    union all select min(starts_on) from subscription
      where org_id = app_org() and state = 'scheduled'
    union all select min(trial_ends_on) from subscription
      where org_id = app_org() and state = 'trialing'
    union all select min(ends_on) from subscription
      where org_id = app_org() and ends_on is not null and state not in ('cancelled', 'expired')
    union all select min(least(case when s.state <> 'paused' then p.from_on end, p.until_on))
      from subscription_pause p join subscription s on s.org_id = app_org()
        and s.id = p.subscription_id and s.state not in ('cancelled', 'expired')
      where p.org_id = app_org() and p.resumed_on is null
    union all select min(c.effective_on)
      from subscription_change c join subscription s on s.org_id = app_org()
        and s.id = c.subscription_id and s.state not in ('cancelled', 'expired')
      where c.org_id = app_org() and c.applied_at is null and c.withdrawn_at is null
  ) dates`;

/**
 * The first date on which a subscription asks for something (billing, a start, the end of a trial,
 * an end, a pause, a planned change), which may have passed; null when none does. Days before it
 * are days on which nothing happens by date.
 */
export async function nextWorkOn(tx: Queryable): Promise<LocalDate | null> {
  return (await tx.one<{ next: LocalDate | null }>({ name: 'next_work', text: nextWorkText })).next;
}
