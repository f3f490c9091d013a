import type { LocalDate } from '../../domain/dates.ts';
import type { HeldPlan, Reader } from '../../domain/pages.ts';
import type { Queryable } from '../transaction.ts';

/** What decides about the access of a subscription `s`, as `AccessFacts`; today is $2. */
const accessFacts = `jsonb_build_object('state', s.state, 'startsOn', s.starts_on,
    'trialEndsOn', s.trial_ends_on, 'endsOn', s.ends_on, 'endCause', s.end_cause,
    'nextBillingOn', s.next_billing_on,
    'pause', case when p.id is not null
      then jsonb_build_object('from', p.from_on, 'until', p.until_on) end,
    'pauseKeepsAccess', coalesce(p.keeps_access, false),
    'overdue', (select jsonb_build_object('firstFailedOn', k.first_failed_on,
        'access', coalesce(k.policy -> 'access', '{"kind": "suspend"}'))
      from overdue_case k where k.org_id = s.org_id and k.subscription_id = s.id
        and k.state = 'open' order by k.first_failed_on, k.id limit 1),
    'terms', coalesce((select jsonb_agg(jsonb_build_object('start', t.starts_on,
        'end', t.ends_on, 'status', t.status))
      from term t where t.org_id = s.org_id and t.subscription_id = s.id
        and t.status <> 'void' and t.ends_on > $2::date), '[]'))`;

/**
 * A contact as the rule of pages knows them, in one statement: block, first day, and all they hold
 * or held with what decides about its access. Undefined for who is not there (any more).
 */
export async function findReader(
  tx: Queryable,
  contactId: string,
  today: LocalDate,
): Promise<Reader | undefined> {
  const row = await tx.maybeOne<{
    blocked: boolean;
    joinedOn: LocalDate;
    held: HeldPlan[];
  }>(
    {
      name: 'page_reader',
      text: `select c.blocked_at is not null as blocked,
          coalesce(d.joined_on, (select min(s.starts_on) from subscription s
            where s.org_id = c.org_id and s.contact_id = c.id), $2::date) as "joinedOn",
          coalesce((select jsonb_agg(jsonb_build_object('planId', s.plan_id, 'planName', v.name,
              'facts', ${accessFacts}) order by s.starts_on, s.id)
            from subscription s
            join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
            left join subscription_pause p on p.org_id = s.org_id and p.subscription_id = s.id
              and p.resumed_on is null
            where s.org_id = c.org_id and s.contact_id = c.id
              and s.end_cause is distinct from 'declined'), '[]') as held
        from contact c left join directory d on d.org_id = c.org_id and d.contact_id = c.id
        where c.org_id = app_org() and c.id = $1
          and c.deleted_at is null and c.merged_into is null`,
    },
    [contactId, today],
  );
  return row;
}
