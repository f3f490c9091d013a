import type { FirstPeriod } from '../../domain/billing/season.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import type { ChangeKind } from '../../domain/subscriptions/planChange.ts';
import { newId } from '../../ids.ts';
import type { AddonSold } from '../plans/types.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** What a subscription and its terms were before a change, to show and to undo. */
export type Before = {
  planId: string;
  planVersionId: string;
  planName: string;
  priceId: string | null;
  amount: number;
  quantity: number;
  intervalUnit: IntervalUnit;
  intervalCount: number;
  anchorOn: LocalDate;
  anchorDay: number;
  nextBillingOn: LocalDate | null;
  addons: AddonSold[];
  firstPeriod: FirstPeriod | null;
  once: boolean;
  endsOn: LocalDate | null;
  term: { id: string; endsOn: LocalDate; status: 'pending' | 'active' } | null;
  moved: { ids: string[]; days: number } | null;
  /** Absent in changes of before it was noted. */
  allowDuplicate?: boolean;
  /** Set where who pays changed. */
  payerId?: string;
};

export type NewChange = {
  subscriptionId: string;
  kind: ChangeKind | 'payer';
  planId: string;
  planVersionId: string;
  priceId: string | null;
  amount: number;
  quantity: number;
  addons: AddonSold[];
  intervalUnit: IntervalUnit;
  intervalCount: number;
  before: Before;
  effectiveOn: LocalDate;
  actor: unknown;
  now: string;
  applied: 'now' | 'later';
  priceChangeId?: string | null;
  renewalId?: string | null;
};

/** Writes a change; one still waiting is withdrawn, so that at most one waits. */
export async function insertChange(tx: Tx, row: NewChange): Promise<string> {
  await withdrawPending(tx, row.subscriptionId, row.now);
  return writeChange(tx, row);
}

const changeInsert = {
  name: 'insert_subscription_change',
  text: `insert into subscription_change (org_id, id, subscription_id, kind, plan_id,
      plan_version_id, price_id, amount, quantity, interval_unit, interval_count, before,
      effective_on, actor, created_at, applied_at, price_change_id, addons, renewal_id)
    values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
      $17, $18)`,
};

/** Writes a change beside whatever waits: one that does not touch what the waiting one is about. */
export async function writeChange(tx: Tx, row: NewChange): Promise<string> {
  const id = newId();
  await tx.exec(changeInsert, [
    id,
    row.subscriptionId,
    row.kind,
    row.planId,
    row.planVersionId,
    row.priceId,
    row.amount,
    row.quantity,
    row.intervalUnit,
    row.intervalCount,
    JSON.stringify(row.before),
    row.effectiveOn,
    JSON.stringify(row.actor),
    row.now,
    row.applied === 'now' ? row.now : null,
    row.priceChangeId ?? null,
    JSON.stringify(row.addons),
    row.renewalId ?? null,
  ]);
  return id;
}

/** Withdraws what waits for subscriptions that are over: it will never be carried out. */
export async function withdrawChanges(
  tx: Tx,
  subscriptionIds: readonly string[],
  now: string,
): Promise<void> {
  await tx.exec(
    `update subscription_change set withdrawn_at = $2
     where org_id = app_org() and subscription_id = any($1::uuid[])
       and applied_at is null and withdrawn_at is null`,
    [subscriptionIds, now],
  );
}

/** Withdraws the change that waits; answers whether there was one. */
export async function withdrawPending(
  tx: Tx,
  subscriptionId: string,
  now: string,
): Promise<boolean> {
  const count = await tx.exec(
    `update subscription_change set withdrawn_at = $2
     where org_id = app_org() and subscription_id = $1
       and applied_at is null and withdrawn_at is null`,
    [subscriptionId, now],
  );
  return count > 0;
}

/** Marks the waiting change as applied. */
export async function markApplied(tx: Tx, id: string, now: string): Promise<void> {
  await tx.exec(
    'update subscription_change set applied_at = $2 where org_id = app_org() and id = $1',
    [id, now],
  );
}

/** Marks an applied change as taken back, because its payment was declined. */
export async function markUndone(tx: Tx, id: string, now: string): Promise<void> {
  await tx.exec(
    'update subscription_change set withdrawn_at = $2 where org_id = app_org() and id = $1',
    [id, now],
  );
}

/**
 * Binds a change made now to the invoice it stands or falls with. Call it when the subscription is
 * saved: the version it has then tells later whether anything happened to it since.
 */
export async function bindToInvoice(tx: Tx, id: string, invoiceId: string): Promise<void> {
  await tx.exec(
    `update subscription_change c set invoice_id = $2, subscription_version = s.version
     from subscription s where s.org_id = app_org() and s.id = c.subscription_id
       and c.org_id = app_org() and c.id = $1`,
    [id, invoiceId],
  );
}

export type RevocableChange = {
  id: string;
  subscriptionId: string;
  invoiceId: string;
  before: Before;
};

/**
 * The changes among those bound to these invoices that can still be taken back: no money is on the
 * invoice, nobody chases it, the subscription is as the change left it, and the member has not
 * taken the plan before anew.
 */
export function revocableChanges(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<RevocableChange[]> {
  return tx.query<RevocableChange>(
    `select c.id, c.subscription_id as "subscriptionId", c.invoice_id as "invoiceId", c.before
     from subscription_change c
     join subscription s on s.org_id = app_org() and s.id = c.subscription_id
       and s.version = c.subscription_version
     join invoice i on i.org_id = app_org() and i.id = c.invoice_id
       and i.status = 'open' and i.credited = 0
     where c.org_id = app_org() and c.invoice_id = any($1::uuid[]) and c.withdrawn_at is null
       and not exists (select from allocation a where a.org_id = app_org()
         and a.invoice_id = i.id and a.reversed_at is null)
       and not exists (select from overdue_case o where o.org_id = app_org()
         and o.invoice_id = i.id)
       and (s.allow_duplicate or not exists (select from subscription o
         where o.org_id = app_org() and o.contact_id = s.contact_id and o.id <> s.id
           and o.plan_id = (c.before ->> 'planId')::uuid
           and o.state not in ('cancelled', 'expired') and not o.allow_duplicate))`,
    [invoiceIds],
  );
}

/** A change that waits moves with the billing date it waits for, by the same days. */
export async function movePending(
  tx: Tx,
  subscriptionId: string,
  dates: { from: LocalDate | null; to: LocalDate | null },
): Promise<void> {
  if (dates.from === null || dates.to === null) return;
  await tx.exec(
    `update subscription_change set effective_on = effective_on + ($3::date - $2::date)
     where org_id = app_org() and subscription_id = $1 and effective_on >= $2
       and applied_at is null and withdrawn_at is null`,
    [subscriptionId, dates.from, dates.to],
  );
}

/** Subscriptions that something planned is due for, as SQL, with `day` a parameter's name. */
export const dueForChangeSql = (day: string): string => `select s.id from subscription s
   join (
     select c.subscription_id from subscription_change c
     join subscription x on x.org_id = app_org() and x.id = c.subscription_id
     where c.org_id = app_org() and c.applied_at is null and c.withdrawn_at is null
       and c.effective_on <= ${day}
       and (c.renewal_id is not null or x.next_billing_on is null
         or x.next_billing_on between c.effective_on and ${day})
     union
     select p.subscription_id from subscription_pause p
     join subscription x on x.org_id = app_org() and x.id = p.subscription_id
     where p.org_id = app_org() and p.resumed_on is null
       and (p.until_on <= ${day} or p.from_on <= ${day}
         and (x.state = 'active' or x.state = 'overdue' and p.despite_overdue))
   ) waiting on waiting.subscription_id = s.id
   where s.org_id = app_org() and s.state not in ('cancelled', 'expired')`;

/** Subscriptions with a change, pause start or pause end that has come by a day, by their ids. */
export function dueForChange(
  tx: Queryable,
  today: LocalDate,
  limit: number,
): Promise<{ id: string }[]> {
  // From the few rows that wait, not from all subscriptions: a run asks this every day.
  return tx.query<{ id: string }>(
    { name: 'due_for_change', text: `${dueForChangeSql('$1')} order by s.id limit $2` },
    [today, limit],
  );
}
