import type { Sentence } from '../../domain/errors.ts';
import { inserter } from '../billing/insert.ts';
import type { Queryable, Tx } from '../transaction.ts';

export type BulkState = 'waiting' | 'done' | 'excluded' | 'failed';

/** One person (and their subscription) of a bulk action. */
export type BulkItem = {
  bulkId: string;
  position: number;
  contactId: string;
  subscriptionId: string | null;
  state: BulkState;
  code: string | null;
  reason: Sentence | null;
};

/** Writes down whom a bulk action concerns. */
export const insertItems = inserter<BulkItem>('bulk_item', {
  bulk_id: ['uuid', (row) => row.bulkId],
  position: ['int', (row) => row.position],
  contact_id: ['uuid', (row) => row.contactId],
  subscription_id: ['uuid', (row) => row.subscriptionId],
  state: ['text', (row) => row.state],
  code: ['text', (row) => row.code],
  reason: ['jsonb', (row) => row.reason && JSON.stringify(row.reason)],
});

export type BulkRow = {
  id: string;
  act: string;
  wish: unknown;
  priceChangeId: string | null;
  listedAt: string | null;
};

/** A bulk action; undefined when there is none. */
export function findBulk(tx: Queryable, id: string): Promise<BulkRow | undefined> {
  return tx.maybeOne<BulkRow>(
    `select id, act, wish, price_change_id as "priceChangeId", listed_at as "listedAt"
     from bulk where org_id = app_org() and id = $1`,
    [id],
  );
}

export type WaitingItem = { position: number; contactId: string; subscriptionId: string | null };

/** The next ones that wait, in their order. */
export function waitingItems(tx: Tx, bulkId: string, limit: number): Promise<WaitingItem[]> {
  return tx.query<WaitingItem>(
    `select position, contact_id as "contactId", subscription_id as "subscriptionId"
     from bulk_item where org_id = app_org() and bulk_id = $1 and state = 'waiting'
     order by position limit $2 for update`,
    [bulkId, limit],
  );
}

export type ItemOutcome = { position: number; code: string | null; reason: Sentence | null };

/** Writes what came of some: done without a code, failed with one. */
export async function closeItems(
  tx: Tx,
  bulkId: string,
  outcomes: readonly ItemOutcome[],
): Promise<void> {
  await tx.exec(
    `update bulk_item i set state = case when o.code is null then 'done' else 'failed' end,
       code = o.code, reason = o.reason
     from jsonb_to_recordset($2::jsonb) as o (position int, code text, reason jsonb)
     where i.org_id = app_org() and i.bulk_id = $1 and i.position = o.position`,
    [bulkId, JSON.stringify(outcomes)],
  );
}

export type BulkCounts = Record<BulkState, number>;

/** How many are in which state. */
export async function countItems(tx: Queryable, bulkId: string): Promise<BulkCounts> {
  const rows = await tx.query<{ state: BulkState; count: number }>(
    `select state, count(*)::int as count from bulk_item
     where org_id = app_org() and bulk_id = $1 group by state`,
    [bulkId],
  );
  const counts: BulkCounts = { waiting: 0, done: 0, excluded: 0, failed: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

export type ReportRow = {
  position: number;
  contactId: string;
  name: string;
  email: string | null;
  subscriptionId: string | null;
  state: BulkState;
  code: string | null;
  reason: Sentence | null;
};

/** The people of a bulk action after a position, with what became of each. */
export function reportItems(
  tx: Queryable,
  bulkId: string,
  page: { after: number; limit: number; only: 'failed' | 'all' },
): Promise<ReportRow[]> {
  return tx.query<ReportRow>(
    `select i.position, i.contact_id as "contactId", c.display_name as name, c.email,
       i.subscription_id as "subscriptionId", i.state, i.code, i.reason
     from bulk_item i join contact c on c.org_id = i.org_id and c.id = i.contact_id
     where i.org_id = app_org() and i.bulk_id = $1 and i.position > $2
       and ($4 = 'all' or i.state in ('failed', 'excluded'))
     order by i.position limit $3`,
    [bulkId, page.after, page.limit, page.only],
  );
}

export type BulkTarget = { contactId: string; subscriptionId: string | null };

/**
 * The running subscriptions of contacts (each its own target), in the order of the contacts given;
 * a contact without one is there once, without a subscription.
 */
export function targetsOf(
  tx: Queryable,
  contactIds: readonly string[],
  planId: string | null,
): Promise<BulkTarget[]> {
  return tx.query<BulkTarget>(
    `select c.id as "contactId", s.id as "subscriptionId"
     from unnest($1::uuid[]) with ordinality as chosen (id, n)
     join contact c on c.org_id = app_org() and c.id = chosen.id and c.deleted_at is null
       and c.merged_into is null
     left join subscription s on s.org_id = app_org() and s.contact_id = c.id
       and s.state not in ('cancelled', 'expired') and ($2::uuid is null or s.plan_id = $2)
     order by chosen.n, s.id`,
    [contactIds, planId],
  );
}

/**
 * The requests to join of contacts that wait, of one plan or of any; a contact without one is there
 * once, without a subscription. In the order of the contacts given.
 */
export function requestTargetsOf(
  tx: Queryable,
  contactIds: readonly string[],
  planId: string | null,
): Promise<BulkTarget[]> {
  return tx.query<BulkTarget>(
    `select c.id as "contactId", s.id as "subscriptionId"
     from unnest($1::uuid[]) with ordinality as chosen (id, n)
     join contact c on c.org_id = app_org() and c.id = chosen.id and c.deleted_at is null
       and c.merged_into is null
     left join subscription s on s.org_id = app_org() and s.contact_id = c.id
       and s.state = 'pending_approval' and ($2::uuid is null or s.plan_id = $2)
     order by chosen.n, s.id`,
    [contactIds, planId],
  );
}

/**
 * Of each contact the subscription that ended last, of one plan or of any; those who have a running
 * one (to that plan) have none that could come back. In the order of the contacts given.
 */
export function endedTargetsOf(
  tx: Queryable,
  contactIds: readonly string[],
  planId: string | null,
): Promise<BulkTarget[]> {
  return tx.query<BulkTarget>(
    `select c.id as "contactId", s.id as "subscriptionId"
     from unnest($1::uuid[]) with ordinality as chosen (id, n)
     join contact c on c.org_id = app_org() and c.id = chosen.id and c.deleted_at is null
       and c.merged_into is null
     left join lateral (
       select e.id from subscription e
       where e.org_id = app_org() and e.contact_id = c.id and e.state in ('cancelled', 'expired')
         and e.end_cause is distinct from 'declined'
         and ($2::uuid is null or e.plan_id = $2)
         and not exists (select from subscription r where r.org_id = app_org()
           and r.contact_id = c.id and r.state not in ('cancelled', 'expired') and not r.once
           and ($2::uuid is null or r.plan_id = $2))
       order by e.once, e.ends_on desc nulls last, e.id desc limit 1) s on true
     order by chosen.n`,
    [contactIds, planId],
  );
}

/** Subscriptions by their ids, in no order that matters. */
export function targetsNamed(tx: Queryable, ids: readonly string[]): Promise<BulkTarget[]> {
  return tx.query<BulkTarget>(
    `select contact_id as "contactId", id as "subscriptionId" from subscription
     where org_id = app_org() and id = any($1::uuid[]) order by id`,
    [ids],
  );
}

/** The running subscriptions that have one of these prices, or wait for one that changed to it. */
export function holdersOf(tx: Queryable, priceIds: readonly string[]): Promise<BulkTarget[]> {
  return tx.query<BulkTarget>(
    `select s.contact_id as "contactId", s.id as "subscriptionId" from subscription s
     where s.org_id = app_org() and not s.once
       and s.state not in ('cancelled', 'expired', 'pending_approval')
       and (s.price_id = any($1::uuid[]) or s.id in (
         select c.subscription_id from subscription_change c
         where c.org_id = app_org() and c.price_change_id is not null
           and c.price_id = any($1::uuid[])
           and c.applied_at is null and c.withdrawn_at is null))
     order by s.id`,
    [priceIds],
  );
}

/** Of these contacts, those who have or pay for a running subscription, with its plan's name. */
export async function tiedContacts(
  tx: Queryable,
  contactIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; plan: string }>(
    `select who.id, v.name as plan from subscription s
     join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
     cross join lateral (values (s.contact_id), (s.payer_id)) as who (id)
     where s.org_id = app_org() and s.state not in ('cancelled', 'expired')
       and who.id = any($1::uuid[])`,
    [contactIds],
  );
  return new Map(rows.map(({ id, plan }) => [id, plan]));
}
