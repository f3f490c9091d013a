/**
 * Days before the end of a term on which its notice goes out: the plan's, or by the length of the
 * term where only a subscription's own rule asks first (45 days for a quarter and longer). Of plan
 * `p` and subscription `s`.
 */
export const leadDays = `case when p.renewal_lead_days > 0 then p.renewal_lead_days
    when s.interval_unit = 'year' or s.interval_unit = 'month' and s.interval_count >= 3 then 45
    when s.interval_unit = 'month' then 10
    else least(10, s.interval_count * case s.interval_unit when 'week' then 7 else 1 end / 3) end`;

/**
 * Whether somebody had the time to answer by `day`: whoever was asked late (the program was away, a
 * rule was set in the last days) has a week, or the lead time where that is shorter.
 */
export const hadTheirTime = (day: string): string => `exists (select from renewal r
  join plan p on p.org_id = r.org_id and p.id = s.plan_id
  where r.org_id = s.org_id and r.subscription_id = s.id and r.ends_on = s.next_billing_on
    and r.state <> 'scheduled' and r.created_at::date + least(7, (${leadDays})::int) <= ${day})`;

/** Whether what subscription `s` is billed next waits for an answer. */
export const isAskedSql = `s.asked_from is not null and s.next_billing_on >= s.asked_from
  and s.ends_on is null and s.state in ('trialing', 'active', 'overdue')`;
