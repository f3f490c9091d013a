import type { LocalDate } from '../../domain/dates.ts';
import type { ChaseMode } from '../../domain/overdue/schedule.ts';
import { isDisputedSql } from '../payments/disputes.ts';
import type { Tx } from '../transaction.ts';
import { isBlockedSql } from './openCases.ts';

/** An invoice nobody chases yet, and how it is to be chased. */
export type LateInvoice = {
  id: string;
  mode: ChaseMode;
  /** Of the payer's method; null: they have none. */
  gateway: string | null;
  /** It was paid once, and the money was taken back: its schedule begins anew. */
  reopened: boolean;
};

/** `isAskedFor` (domain/overdue/schedule.ts) as SQL, for a subscription of this name. */
export const isAskedForSql = (subscription: string, takenBack: string): string =>
  `(${subscription}.state in ('active', 'trialing', 'overdue')
    or ${subscription}.state in ('cancelled', 'expired')
      and ${subscription}.end_cause is distinct from 'deleted'
      and (${subscription}.end_cause is distinct from 'revoked' or ${takenBack}))`;

/**
 * When money was taken off an invoice of this name again, as rows of `at`: a payment that was taken
 * back, or credit whose own money was.
 */
export const takenBackSql = (invoice: string): string => `(select a.reversed_at as at
    from allocation a where a.org_id = app_org() and a.invoice_id = ${invoice}.id
      and a.reversed_at is not null
  union all select c.created_at from credit_entry c where c.org_id = app_org()
    and c.invoice_id = ${invoice}.id and c.cause = 'returned')`;

/** Late invoices as SQL, with `today` a parameter's name; `due`: which count as late. */
export const lateInvoicesSql = (today: string, due = `i.due_on < ${today}`): string => `
  select i.id, coalesce(t.found, r.found, l.found, b.late, false) as reopened,
    case when i.collection = 'invoice' or m.kind is null then 'invoice'
      when m.kind = 'sepa_debit' then 'debit' else 'charge' end as mode, m.gateway
  from invoice i
  left join subscription s on s.org_id = app_org() and s.id = i.subscription_id
  left join lateral (select kind, gateway from payment_method m where m.org_id = app_org()
    and m.payer_id = i.payer_id and m.replaced_at is null limit 1) m on true
  left join lateral (select true as found from payment_attempt a where a.org_id = app_org()
    and a.invoice_id = i.id and a.cause in ('billing', 'retry') limit 1) t on true
  left join lateral (select true as found from overdue_case c where c.org_id = app_org()
    and c.invoice_id = i.id and (c.state in ('recovered', 'lost') or c.set_aside)
    limit 1) r on true
  left join lateral (select true as found, bool_or(d.aftermath = 'chased') as asked
    from dispute_place l join dispute d on d.org_id = app_org() and d.id = l.dispute_id
    where l.org_id = app_org() and l.invoice_id = i.id and l.released_at is null
    having count(*) > 0) l on true
  left join lateral (select true as found, max(t.at)::date > i.due_on as late
    from ${takenBackSql('i')} t having count(*) > 0) b on true
  where i.org_id = app_org() and i.status = 'open' and ${due} and i.balance > 0
    and i.type <> 'manual' and (l.asked and s.state is distinct from 'paused'
      or case when i.subscription_id is not null
        then ${isAskedForSql('s', 'b.found')}
      else exists (select from invoice_cover v
        join subscription x on x.org_id = app_org() and x.id = v.subscription_id
          and ${isAskedForSql('x', 'b.found')}
        where v.org_id = app_org() and v.invoice_id = i.id) end)
    and (i.collection = 'invoice' or m.kind is null or t.found or r.found
      or ${isBlockedSql('i.payer_id')})
    and not exists (select from overdue_case c where c.org_id = app_org()
      and c.invoice_id = i.id and c.state not in ('recovered', 'lost') and not c.set_aside)
    and not exists (select from payment_attempt a where a.org_id = app_org()
      and a.invoice_id = i.id and a.state in ('created', 'sent', 'requires_action',
        'processing', 'unknown'))
    and not (l.found is not null and ${isDisputedSql('i.id')})`;

/**
 * Open invoices of subscriptions past their due date that are not chased: nobody can charge them by
 * itself (invoice-paying members, no payment method, a blocked payer), or they were paid and owe
 * again (a bounced cheque, a debit the bank took back). Also when the subscription is over, but for
 * what was open when it was revoked. Not while a dispute of their payment runs.
 */
export async function lateInvoices(
  tx: Tx,
  page: { today: LocalDate; limit: number },
): Promise<LateInvoice[]> {
  return tx.query<LateInvoice>(
    { name: 'late_invoices', text: `${lateInvoicesSql('$1')} order by i.due_on, i.id limit $2` },
    [page.today, page.limit],
  );
}

/** The same of one subscription; what was chased before it was paused counts from its day on. */
export async function lateInvoicesOf(
  tx: Tx,
  today: LocalDate,
  subscriptionId: string,
): Promise<LateInvoice[]> {
  const late = lateInvoicesSql('$1', '(i.due_on < $1 or r.found)');
  return tx.query<LateInvoice>(
    `${late} and (i.subscription_id = $2 or exists (select from invoice_cover o
       where o.org_id = app_org() and o.invoice_id = i.id and o.subscription_id = $2))
     order by i.due_on, i.id`,
    [today, subscriptionId],
  );
}
