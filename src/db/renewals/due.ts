import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';
import { isComing, undecidedSql } from './coming.ts';
import { isAskedSql, leadDays } from './lead.ts';

/** Whether anybody renews by notice or by an invoice sent ahead, or a renewal is open. */
export async function anyRenewals(tx: Tx): Promise<boolean> {
  const row = await tx.one<{ found: boolean }>(
    `select exists (select from plan where org_id = app_org()
         and (renewal_policy = 'notice' or renewal_lead_days > 0))
       or exists (select from subscription where org_id = app_org() and asked_from is not null)
       or exists (select from renewal where org_id = app_org()
         and (state in ${undecidedSql} or state = 'approved')) as found`,
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
     where s.org_id = app_org() and ${isAskedSql}
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

/** Renewals to write about, with who is locked for it. */
export type DueRenewal = { id: string; payerId: string };

/**
 * Renewals whose notice is to be sent by `today`, unlocked; what renews by itself since it was
 * planned is not asked.
 */
export function noticesDue(
  tx: Tx,
  about: { today: LocalDate; limit: number },
): Promise<DueRenewal[]> {
  return tx.query(
    `select r.id, s.payer_id as "payerId" from renewal r join subscription s
       on s.org_id = r.org_id and s.id = r.subscription_id
       and s.state in ('trialing', 'active', 'overdue') and s.asked_from is not null
     where r.org_id = app_org() and r.state = 'scheduled' and r.send_on <= $1
     order by r.send_on, r.id limit $2`,
    [about.today, about.limit],
  );
}

/** How many notices go out by themselves on each day until one; those that are late, `today`. */
export function noticesByDay(
  tx: Tx,
  span: { today: LocalDate; until: LocalDate },
): Promise<{ on: LocalDate; count: number }[]> {
  return tx.query(
    `select greatest(n.send_on, $1::date) as on, count(*) as count from (
       select coalesce(r.send_on, s.next_billing_on - (${leadDays})::int) as send_on
       from subscription s join plan p on p.org_id = s.org_id and p.id = s.plan_id
       left join renewal r on r.org_id = s.org_id and r.subscription_id = s.id
         and r.ends_on = s.next_billing_on
       where s.org_id = app_org() and ${isAskedSql} and (r.state = 'scheduled' or r.id is null
         and s.intervention is null and p.archived_at is null and p.deleted_at is null)) n
     where n.send_on <= $2 group by 1`,
    [span.today, span.until],
  );
}

/** Renewals sent and not answered, with how often they were recalled, by pages of their ids. */
export function unanswered(
  tx: Tx,
  page: { after: string; limit: number },
): Promise<(DueRenewal & { sentAt: string; reminders: number })[]> {
  return tx.query(
    `select r.id, s.payer_id as "payerId", r.sent_at as "sentAt", r.reminders from renewal r
     join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
     where r.org_id = app_org() and r.state = 'sent' and r.id > $1
     order by r.id limit $2`,
    [page.after, page.limit],
  );
}

/**
 * Closes what nobody answered for `days` after the term, and what asks about a subscription that
 * ended otherwise, or was billed further without being asked; at most `limit`. Answers whose.
 */
export function lapseRenewals(
  tx: Tx,
  about: { today: LocalDate; days: number; limit: number },
): Promise<{ subscriptionId: string; contactId: string }[]> {
  return tx.query(
    `with over as materialized (
       select r.id, s.id as subscription_id, s.contact_id from renewal r join subscription s
         on s.org_id = r.org_id and s.id = r.subscription_id
       where r.org_id = app_org() and (r.state in ${undecidedSql}
           and (r.ends_on + $2::int <= $1::date or s.state = 'cancelled'
             or s.state = 'expired' and s.ends_on <> r.ends_on
             or s.state not in ('cancelled', 'expired') and s.next_billing_on > r.ends_on)
         or r.state = 'approved' and s.state in ('cancelled', 'expired'))
       order by r.id limit $3 for no key update of r
     )
     update renewal r set state = 'lapsed', invoice_id = null, decided_by = null,
       decided_at = null, version = r.version + 1
     from over o where r.org_id = app_org() and r.id = o.id
     returning o.subscription_id as "subscriptionId", o.contact_id as "contactId"`,
    [about.today, about.days, about.limit],
  );
}
