import type { LocalDate } from '../../domain/dates.ts';
import { withdrawChanges } from '../subscriptions/changes.ts';
import { cutTermsAtEnd } from '../subscriptions/save.ts';
import type { Tx } from '../transaction.ts';

/** Locks the subscriptions of invoices, in the order of their ids. */
export async function lockSubscriptions(
  tx: Tx,
  { invoiceIds }: { invoiceIds: readonly string[] },
): Promise<void> {
  await tx.exec(
    `select from subscription where org_id = app_org() and id in (
       select subscription_id from invoice where org_id = app_org() and id = any($1::uuid[])
       union all select subscription_id from invoice_cover
         where org_id = app_org() and invoice_id = any($1::uuid[]))
     order by id for no key update`,
    [invoiceIds],
  );
}

/** How overdue payments of a subscription are handled, as its plan says; null: the default. */
export type PolicyOf = { id: string; contactId: string; state: string; policy: unknown };

/** Subscriptions with the overdue policy frozen in their plan's version. */
export async function overduePolicies(
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<Map<string, PolicyOf>> {
  const rows = await tx.query<PolicyOf>(
    `select s.id, s.contact_id as "contactId", s.state, v.overdue_policy as policy
     from subscription s
     join plan_version v on v.org_id = app_org() and v.id = s.plan_version_id
     where s.org_id = app_org() and s.id = any($1::uuid[])`,
    [subscriptionIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Those of these subscriptions that are not over. */
export async function runningAmong(
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select id from subscription where org_id = app_org() and id = any($1::uuid[])
       and state not in ('cancelled', 'expired')`,
    [subscriptionIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** Active and trialing subscriptions become overdue; answers which. */
export async function markOverdue(
  tx: Tx,
  subscriptionIds: readonly string[],
  now: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `update subscription set state = 'overdue', version = version + 1, updated_at = $2
     where org_id = app_org() and id = any($1::uuid[]) and state in ('active', 'trialing')
     returning id`,
    [subscriptionIds, now],
  );
  return new Set(rows.map((row) => row.id));
}

export type Ended = { id: string; contactId: string; planName: string; endsOn: LocalDate };

/** Cancels running subscriptions for want of payment, as of `today`; answers which. */
export async function cancelUnpaid(
  tx: Tx,
  subscriptionIds: readonly string[],
  when: { today: LocalDate; now: string; actor: unknown },
): Promise<Ended[]> {
  const ended = await tx.query<Ended>(
    `update subscription s set state = 'cancelled', end_cause = 'unpaid',
       ends_on = greatest($2::date, s.starts_on), next_billing_on = null, billing_held = false,
       version = s.version + 1, updated_at = $3
     from plan_version v
     where v.org_id = app_org() and v.id = s.plan_version_id and s.org_id = app_org()
       and s.id = any($1::uuid[]) and s.state not in ('cancelled', 'expired')
     returning s.id, s.contact_id as "contactId", v.name as "planName", s.ends_on as "endsOn"`,
    [subscriptionIds, when.today, when.now],
  );
  const ids = ended.map((each) => each.id);
  await cutTermsAtEnd(tx, ids);
  await tx.exec(
    `insert into subscription_cancellation (org_id, id, subscription_id, ends_on, cause, actor,
       created_at)
     select app_org(), uuid_v7(), id, ends_on, 'unpaid', $2, $3 from subscription
     where org_id = app_org() and id = any($1::uuid[])
     on conflict do nothing`,
    [ids, JSON.stringify(when.actor), when.now],
  );
  await withdrawChanges(tx, ids, when.now);
  return ended;
}
