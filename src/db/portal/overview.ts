import type { PlanColor } from '../../domain/planColors.ts';
import type { MemberRules } from '../../domain/subscriptions/memberRules.ts';
import { benefitsOf } from '../benefits/read.ts';
import type { PlanBenefit } from '../benefits/types.ts';
import { isSuspendedSql, needsMethodSql } from '../billing/openCases.ts';
import { openInvoicesOf } from '../billing/owedOf.ts';
import { isNotice } from '../invoices/list.ts';
import { pictureOf } from '../plans/pictures.ts';
import { isComing } from '../renewals/coming.ts';
import type { SubscriptionState } from '../subscriptions/load.ts';
import type { Queryable } from '../transaction.ts';
import { isApplicant } from './applicant.ts';

export type PortalSubscription = {
  id: string;
  plan_name: string;
  plan: { id: string; color: PlanColor | null; picture: string | null; benefits: PlanBenefit[] };
  amount: number;
  quantity: number;
  currency: string;
  interval_unit: string;
  interval_count: number;
  once: boolean;
  state: SubscriptionState;
  starts_on: string;
  next_billing_on: string | null;
  ends_on: string | null;
  access_until: string | null;
  cancellable: boolean;
  /** A cancellation is pending and the paid time still lasts. */
  undoable: boolean;
  /** What the organization and the plan let them do by themselves, as it stands now. */
  changeable: boolean;
  pausable: boolean;
  /** Of a pack: uses bought and left, and the last twenty, latest first. */
  pack: {
    granted: number;
    left: number;
    uses: { id: string; used_on: string; count: number }[];
  } | null;
  /** What was bought with it, per interval. */
  addons: { name: string; amount: number; quantity: number }[];
  /** Who pays for it, when somebody else does. */
  paid_by: string | null;
  /** They pay for it without tax, which they owe themselves. */
  reverse_charge: boolean;
  resumable: boolean;
  pause_from: string | null;
  pause_until: string | null;
  pending: {
    plan_name: string;
    amount: number;
    quantity: number;
    interval_unit: string;
    interval_count: number;
    /** What is bought with it then, per interval. */
    addons: { name: string; amount: number; quantity: number }[];
    effective_on: string;
    withdrawable: boolean;
  } | null;
};

export type PortalDue = {
  invoice_id: string;
  number: string;
  amount: number;
  currency: string;
  due_on: string;
  overdue: boolean;
  /** How the overdue case chases it: a charge, a bank debit, or reminders for who pays by hand. */
  chase: 'charge' | 'debit' | 'invoice' | null;
  reason: string | null;
  retries: string[];
  in_progress: boolean;
  /** A payment waits for them to confirm it at their bank; they may also pay anew. */
  confirming: boolean;
};

export type PortalMe = {
  name: string;
  email: string | null;
  language: 'en' | 'fr' | null;
  phone: string | null;
  address: Record<string, string> | null;
  member_since: string | null;
  applicant: boolean;
  access_closed: string | null;
  runs: boolean;
};

/** The member's own facts, as their start page shows them. */
export function portalMe(tx: Queryable, contactId: string): Promise<PortalMe> {
  return tx.one<PortalMe>(
    `select c.display_name as name, c.email, c.language, c.phone, c.address,
       d.joined_on as member_since, d.access_closed, coalesce(d.running, false) as runs,
       ${isApplicant} as applicant
     from contact c left join directory d on d.org_id = c.org_id and d.contact_id = c.id
     where c.id = $1`,
    [contactId],
  );
}

const addonsOf = (row: string) => `coalesce((
    select jsonb_agg(jsonb_build_object('name', a ->> 'name',
      'amount', (a ->> 'unitAmount')::bigint, 'quantity', (a ->> 'quantity')::int))
    from jsonb_array_elements(${row}.addons) a), '[]')`;

const packUses = `coalesce((
    select jsonb_agg(jsonb_build_object('id', u.id, 'used_on', u.used_on, 'count', u.count)
      order by u.used_on desc, u.id desc)
    from (select * from pack_use x where x.org_id = s.org_id and x.subscription_id = s.id
      and x.undone_at is null order by x.used_on desc, x.id desc limit 20) u), '[]')`;

/** What they hold: running subscriptions and those that ended in the last year. */
export function portalSubscriptions(
  tx: Queryable,
  contactId: string,
  on: { today: string; rules: MemberRules },
): Promise<PortalSubscription[]> {
  const may = (act: keyof MemberRules) =>
    `coalesce((l.member_rules ->> '${act}')::boolean, ($3::jsonb ->> '${act}')::boolean)`;
  const renewing = (how: string) => `exists (select from renewal r where r.org_id = s.org_id
    and r.subscription_id = s.id and r.state <> 'scheduled' and ${isComing('r', '$2')}
    and ${how})`;
  return tx.query<PortalSubscription>(
    `select s.id, v.name as plan_name,
       jsonb_build_object('id', l.id, 'color', l.color, 'picture', ${pictureOf('l')},
         'benefits', ${benefitsOf('l')}) as plan,
       s.amount, s.quantity, s.currency, s.interval_unit,
       s.interval_count, s.once, s.state, s.starts_on, s.ends_on,
       case when s.asked_from is null or s.next_billing_on < s.asked_from
         then s.next_billing_on end as next_billing_on,
       s.state in ('scheduled', 'trialing', 'active', 'overdue', 'paused')
         and s.ends_on is null and ${may('cancel')} as cancellable,
       s.state in ('scheduled', 'trialing', 'active') and s.ends_on is null and not s.once
         and not ${renewing('true')} and ${may('change')} as changeable,
       s.state = 'active' and p.id is null and s.ends_on is null and ${may('pause')}
         and not ${renewing(`r.state = 'approved'`)}
         and not exists (select from ${openInvoicesOf('s.id')} i
           where i.balance > 0 and i.due_on < $2::date) as pausable,
       case when s.uses_granted is not null then jsonb_build_object('granted', s.uses_granted,
         'left', s.uses_granted - s.uses_taken, 'uses', ${packUses}) end as pack,
       ${addonsOf('s')} as addons,
       case when s.payer_id <> s.contact_id then w.display_name end as paid_by,
       w.reverse_charge and s.payer_id = s.contact_id and v.tax_rate <> '0' as reverse_charge,
       p.id is not null and ${may('pause')} as resumable,
       p.from_on as pause_from, p.until_on as pause_until,
       (select jsonb_build_object('plan_name', xv.name, 'amount', x.amount,
          'quantity', x.quantity, 'interval_unit', x.interval_unit,
          'interval_count', x.interval_count, 'effective_on', x.effective_on,
          'addons', ${addonsOf('x')},
          'withdrawable', x.price_change_id is null and x.renewal_id is null
            and ${may('change')})
        from subscription_change x join plan_version xv on xv.org_id = x.org_id
          and xv.id = x.plan_version_id
        where x.org_id = s.org_id and x.subscription_id = s.id and x.applied_at is null
          and x.withdrawn_at is null) as pending,
       s.ends_on is not null and s.ends_on > $2::date and exists (select
         from subscription_cancellation x where x.org_id = s.org_id and x.subscription_id = s.id
           and x.undone_at is null and x.cause in ('member', 'import')) as undoable,
       (select max(t.ends_on) from term t where t.org_id = s.org_id and t.subscription_id = s.id
          and t.status = 'active') as access_until
     from subscription s
     join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
     join plan l on l.org_id = s.org_id and l.id = s.plan_id
     join contact w on w.org_id = s.org_id and w.id = s.payer_id
     left join subscription_pause p on p.org_id = s.org_id and p.subscription_id = s.id
       and p.resumed_on is null
     where s.contact_id = $1
       and (s.state not in ('cancelled', 'expired') or s.ends_on > $2::date - 365)
       and s.end_cause is distinct from 'declined'
     order by s.state in ('cancelled', 'expired'), s.starts_on desc`,
    [contactId, on.today, JSON.stringify(on.rules)],
  );
}

/** Open invoices they pay, oldest first, with why and when the next try is. */
export function portalDue(tx: Queryable, payerId: string, today: string): Promise<PortalDue[]> {
  return tx.query<PortalDue>(
    `select i.id as invoice_id, i.number, i.balance as amount, i.currency, i.due_on,
       c.id is not null as overdue, c.policy ->> 'mode' as chase, c.last_reason as reason,
       coalesce((select array_agg(p.due_on order by p.due_on) from overdue_step p
         where p.org_id = c.org_id and p.case_id = c.id and p.kind = 'retry'
           and p.done_at is null and p.due_on >= $2
           and not ${needsMethodSql} and not ${isSuspendedSql}), '{}') as retries,
       exists (select from payment_attempt a where a.org_id = i.org_id and a.invoice_id = i.id
         and a.state in ('created', 'sent', 'processing', 'unknown')) as in_progress,
       exists (select from payment_attempt a where a.org_id = i.org_id and a.invoice_id = i.id
         and a.state = 'requires_action') as confirming
     from invoice i
     left join overdue_case c on c.org_id = i.org_id and c.invoice_id = i.id and c.state = 'open'
       and c.lead_id is null
     where i.payer_id = $1 and i.status = 'open' and i.balance > 0
     order by i.due_on, i.number`,
    [payerId, today],
  );
}

export type PortalInvoice = {
  id: string;
  number: string;
  /** A notice that is no invoice yet. */
  proforma: boolean;
  status: string;
  issued_on: string;
  due_on: string;
  total: number;
  balance: number;
  currency: string;
};

/** Every issued invoice they pay, latest first. */
export function portalInvoices(tx: Queryable, payerId: string): Promise<PortalInvoice[]> {
  return tx.query<PortalInvoice>(
    `select i.id, i.number, ${isNotice} as proforma, i.status, i.issued_on, i.due_on, i.total,
       i.balance, i.currency from invoice i
     where payer_id = $1 and status <> 'draft' order by issued_on desc, number desc limit 500`,
    [payerId],
  );
}

export type PortalCard = {
  kind: 'card' | 'sepa_debit';
  brand: string;
  last4: string;
  exp_month: number | null;
  exp_year: number | null;
  expired: boolean;
};

/** The card or account on file, if any. */
export async function portalCard(
  tx: Queryable,
  payerId: string,
  today: string,
): Promise<PortalCard | null> {
  const row = await tx.maybeOne<PortalCard>(
    `select kind, brand, last4, exp_month, exp_year, exp_year is not null
       and make_date(exp_year, exp_month, 1) + interval '1 month' <= $2::date as expired
     from payment_method where payer_id = $1 and replaced_at is null`,
    [payerId, today],
  );
  return row ?? null;
}
