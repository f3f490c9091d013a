import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';
import { isComing } from './coming.ts';
import { leadDays } from './lead.ts';

/** Whether anybody renews by notice or by an invoice sent ahead, or a renewal is open. */
export async function anyRenewals(tx: Tx): Promise<boolean> {
  const row = await tx.one<{ found: boolean }>(
    `select exists (select from plan where org_id = app_org()
         and (renewal_policy = 'notice' or renewal_lead_days > 0))
       or exists (select from subscription where org_id = app_org() and asked_from is not null)
       or exists (select from renewal where org_id = app_org() and state in ('scheduled', 'sent',
         'change_requested', 'intervention', 'approved')) as found`,
  );
  return row.found;
}

/**
 * Makes the renewals that come into sight by `today`: of subscriptions that are asked, once per
 * term, `seenAhead` days before their notice. One that staff flagged, or whose plan was archived
 * or deleted meanwhile, waits for them instead. Answers how many.
 */
export function insertDueRenewals(
  tx: Tx,
  about: { today: LocalDate; now: string; seenAhead: number; limit: number },
): Promise<{ id: string; subscriptionId: string; contactId: string; reason: string | null }[]> {
  return tx.query(
    `insert into renewal (org_id, id, subscription_id, policy, state, ends_on, send_on, reason,
       created_at)
     select s.org_id, uuid_v7(), s.id, 'notice',
       case when d.reason is null then 'scheduled' else 'intervention' end,
       s.next_billing_on, greatest(s.next_billing_on - lead.days, $1::date),
       coalesce(d.reason, ''), $2
     from subscription s
     join plan p on p.org_id = s.org_id and p.id = s.plan_id
     cross join lateral (select coalesce(s.intervention,
       case when p.deleted_at is not null then 'plan_deleted'
         when p.archived_at is not null then 'plan_archived' end) as reason) d
     cross join lateral (select (${leadDays})::int as days) lead
     where s.org_id = app_org() and s.asked_from is not null
       and s.next_billing_on >= s.asked_from and s.ends_on is null
       and s.state in ('trialing', 'active', 'overdue')
       and s.next_billing_on - lead.days - $3::int <= $1::date
       and not exists (select from renewal r where r.org_id = app_org()
         and r.subscription_id = s.id and (r.ends_on = s.next_billing_on or ${isComing('r', '$1')}))
     order by s.next_billing_on, s.id limit $4
     on conflict do nothing
     returning id, subscription_id as "subscriptionId", nullif(reason, '') as reason,
       (select contact_id from subscription s where s.org_id = app_org()
         and s.id = subscription_id) as "contactId"`,
    [about.today, about.now, about.seenAhead, about.limit],
  );
}

/**
 * Renewals whose notice is to be sent by `today`, claimed; what others hold is passed over, and
 * what renews by itself since it was planned is not asked.
 */
export function claimNotices(
  tx: Tx,
  about: { today: LocalDate; limit: number },
): Promise<{ id: string }[]> {
  return tx.query(
    `select r.id from renewal r join subscription s on s.org_id = r.org_id
       and s.id = r.subscription_id and s.state in ('trialing', 'active', 'overdue')
       and s.asked_from is not null
     where r.org_id = app_org() and r.state = 'scheduled' and r.send_on <= $1
     order by r.send_on, r.id limit $2 for no key update of r skip locked`,
    [about.today, about.limit],
  );
}

/** Renewals sent and not answered, with how often they were recalled, by pages of their ids. */
export function unanswered(
  tx: Tx,
  page: { after: string; limit: number },
): Promise<{ id: string; sentAt: string; reminders: number }[]> {
  return tx.query(
    `select r.id, r.sent_at as "sentAt", r.reminders from renewal r
     where r.org_id = app_org() and r.state = 'sent' and r.id > $1
     order by r.id limit $2`,
    [page.after, page.limit],
  );
}

/**
 * Closes what nobody answered for `days` after the term, and what asks about a subscription that
 * ended otherwise, or was billed further without being asked; answers whose.
 */
export function lapseRenewals(
  tx: Tx,
  about: { today: LocalDate; days: number },
): Promise<{ id: string; subscriptionId: string; contactId: string }[]> {
  return tx.query(
    `update renewal r set state = 'lapsed', invoice_id = null, decided_by = null,
       decided_at = null, version = r.version + 1
     from subscription s
     where r.org_id = app_org() and s.org_id = r.org_id and s.id = r.subscription_id
       and (r.state in ('scheduled', 'sent', 'change_requested', 'intervention')
           and (r.ends_on + $2::int <= $1::date or s.state = 'cancelled'
             or s.state = 'expired' and s.ends_on <> r.ends_on
             or s.state not in ('cancelled', 'expired') and s.next_billing_on > r.ends_on)
         or r.state = 'approved' and s.state in ('cancelled', 'expired'))
     returning r.id, s.id as "subscriptionId", s.contact_id as "contactId"`,
    [about.today, about.days],
  );
}
