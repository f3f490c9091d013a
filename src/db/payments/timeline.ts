import type { Queryable } from '../transaction.ts';
import { memberActsSql } from './memberActs.ts';

/**
 * One thing that happened with a contact's money: a try, money received, money given back; or with
 * what they pay for (`member`), which moves none.
 */
export type MoneyEvent = {
  id: string;
  kind: 'attempt' | 'payment' | 'refund' | 'dispute' | 'member';
  at: string;
  /** Minor units of `currency`; null for acts on memberships. */
  amount: number | null;
  currency: string;
  /**
   * `paid`, `reversed` for payments; the state of attempts, disputes and refunds, of those for
   * fraud `refunded_as_fraud` once made; the act on a membership (`memberActs`).
   */
  outcome: string;
  reason: string | null;
  gateway: string | null;
  means: string | null;
  invoice: { id: string; number: string } | null;
  paymentId: string | null;
  /** What could still be given back, and through what. */
  left: number;
  reversible: boolean;
  /** What an act on a membership was about. */
  plan: string | null;
};

/**
 * Everything about a contact's money, latest first: failed and unresolved tries, payments (with the
 * successful try behind them), refunds, disputes, for them or paid by them; and between them what
 * was done to their memberships.
 */
export function moneyTimeline(tx: Queryable, contactId: string): Promise<MoneyEvent[]> {
  return tx.query<MoneyEvent>(
    `with mine as materialized (
       select id, number from invoice
       where org_id = app_org() and (contact_id = $1 or payer_id = $1) and status <> 'draft'
     ), paid as (
       select p.id, p.received_at, p.amount, p.currency, p.gateway, p.means, p.attempt_id,
         p.reversed_at, p.reference, (array_agg(al.invoice_id) filter (
           where al.invoice_id is not null))[1] as invoice_id,
         coalesce((select sum(r.amount) from refund r where r.org_id = p.org_id
           and r.payment_id = p.id and r.state <> 'failed'), 0)::bigint
           + coalesce((select sum(l.amount) from dispute d join dispute_place l
             on l.org_id = d.org_id and l.dispute_id = d.id and l.released_at is null
             where d.org_id = p.org_id and d.payment_id = p.id and l.kind = 'invoice'), 0)::bigint
           as refunded,
         coalesce(sum(al.amount) filter (where al.invoice_id is not null
           and al.reversed_at is null), 0)::bigint as placed
       from payment p
       join allocation al on al.org_id = p.org_id and al.payment_id = p.id
       where p.org_id = app_org()
         and (p.payer_id = $1 or al.invoice_id in (select id from mine))
       group by p.org_id, p.id
     )
     select * from (
       select a.id, 'attempt' as kind, coalesce(a.resolved_at, a.sent_at, a.created_at) as at,
         a.amount, a.currency, a.state as outcome, a.reason, a.gateway, m.kind as means,
         jsonb_build_object('id', i.id, 'number', i.number) as invoice,
         null::uuid as "paymentId", 0::bigint as left, false as reversible,
         null as plan
       from payment_attempt a join mine i on i.id = a.invoice_id
       left join payment_method m on m.org_id = a.org_id and m.id = a.payment_method_id
       where a.org_id = app_org() and a.state <> 'succeeded'
       union all
       select p.id, 'payment', p.received_at, p.amount, p.currency,
         case when p.reversed_at is null then 'paid' else 'reversed' end,
         nullif(p.reference, ''), p.gateway, p.means,
         case when i.id is null then null
           else jsonb_build_object('id', i.id, 'number', i.number) end,
         p.id, case when p.reversed_at is null then greatest(0, p.placed - p.refunded) else 0 end,
         p.gateway = 'offline' and p.reversed_at is null and p.refunded = 0, null
       from paid p left join invoice i on i.org_id = app_org() and i.id = p.invoice_id
       union all
       select r.id, 'refund', coalesce(r.resolved_at, r.created_at), r.amount, r.currency,
         case when r.state = 'succeeded' and r.fraud then 'refunded_as_fraud' else r.state end,
         nullif(r.reason, ''), case when r.outside then 'offline' else p.gateway end,
         p.means, jsonb_build_object('id', i.id, 'number', i.number), r.payment_id, 0, false,
         null
       from refund r join mine i on i.id = r.invoice_id
       join payment p on p.org_id = r.org_id and p.id = r.payment_id
       where r.org_id = app_org()
       union all
       select d.id, 'dispute', coalesce(d.closed_at, d.opened_at), d.amount, d.currency, d.state,
         d.reason, d.gateway, paid.means, case when i.id is null then null
           else jsonb_build_object('id', i.id, 'number', i.number) end, d.payment_id, 0, false,
         null
       from dispute d join paid on paid.id = d.payment_id
       left join invoice i on i.org_id = app_org() and i.id = paid.invoice_id
       where d.org_id = app_org()
       union all
       select m.id, 'member', m.at, null, m.currency, m.outcome, null, null, null, null, null, 0,
         false, m.plan
       from (${memberActsSql}) m
     ) event order by at desc, kind, id desc`,
    [contactId],
  );
}
