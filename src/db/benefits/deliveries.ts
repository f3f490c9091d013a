import type { LocalDate, Period } from '../../domain/dates.ts';
import type { Queryable, Tx } from '../transaction.ts';
import type { DeliveryRow } from './types.ts';

export type DeliveryState = 'todo' | 'done';

/** Which deliveries of a benefit: of one month by the day their period began, or of any. */
export type DeliveryQuery = {
  benefitId: string;
  month: Period | null;
  state: DeliveryState | null;
};

const columns = `d.id, d.benefit_id as "benefitId", b.name as benefit, s.contact_id as "contactId",
  c.display_name as "contactName", case when not c.email_withheld then c.email end as email,
  c.address, v.name as "planName", d.subscription_id as "subscriptionId", d.starts_on as start,
  d.ends_on as end, d.done_at as "doneAt", d.done_by ->> 'name' as "doneBy"`;

const from = `from benefit_delivery d
  join benefit b on b.org_id = d.org_id and b.id = d.benefit_id
  join subscription s on s.org_id = d.org_id and s.id = d.subscription_id
  join contact c on c.org_id = d.org_id and c.id = s.contact_id
  join term t on t.org_id = d.org_id and t.id = d.term_id
  join plan_version v on v.org_id = d.org_id and v.id = t.plan_version_id`;

const chosen = `d.org_id = app_org() and d.benefit_id = $1 and d.void_at is null
  and ($2::date is null or d.starts_on >= $2 and d.starts_on < $3)
  and ($4::text is null or (d.done_at is not null) = ($4 = 'done'))`;

const chosenOf = ({ benefitId, month, state }: DeliveryQuery): unknown[] => [
  ...[benefitId, month?.start ?? null, month?.end ?? null, state],
];

/** A page of deliveries by name, after the row `after` stands for. */
export async function listDeliveries(
  tx: Queryable,
  query: DeliveryQuery,
  page: { after?: { name: string; id: string } | undefined; limit: number },
): Promise<(DeliveryRow & { sort: string })[]> {
  return tx.query<DeliveryRow & { sort: string }>(
    `select ${columns}, fold(c.display_name) as sort ${from} where ${chosen}
       and ($5::text is null or (fold(c.display_name), d.id) > ($5, $6::uuid))
     order by fold(c.display_name), d.id limit $7`,
    [...chosenOf(query), page.after?.name ?? null, page.after?.id ?? null, page.limit],
  );
}

/** What is owed and was handed over to one person, latest period first. */
export async function deliveriesTo(tx: Queryable, contactId: string): Promise<DeliveryRow[]> {
  return tx.query<DeliveryRow>(
    `select ${columns} ${from} where d.org_id = app_org() and s.contact_id = $1
       and d.void_at is null
     order by d.starts_on desc, d.id desc limit 500`,
    [contactId],
  );
}

/** What a member is told: the latest thing of each benefit that was handed over to them. */
export type Delivered = { subscriptionId: string; benefitId: string; on: string };

/** The latest delivery of each benefit to one person, by subscription. */
export async function lastDelivered(tx: Queryable, contactId: string): Promise<Delivered[]> {
  return tx.query<Delivered>(
    `select d.subscription_id as "subscriptionId", d.benefit_id as "benefitId",
       max(d.done_at) as on
     from subscription s join benefit_delivery d on d.org_id = s.org_id
       and d.subscription_id = s.id and d.done_at is not null
     where s.org_id = app_org() and s.contact_id = $1 group by 1, 2`,
    [contactId],
  );
}

/** Which deliveries of a benefit are ticked: all that meet what is said. */
export type Ticking = {
  benefitId: string;
  ids?: readonly string[] | undefined;
  /** Those whose period began in it. */
  month?: Period | null | undefined;
  /** Those ticked at that very moment. */
  at?: string | undefined;
  contactIds?: readonly string[] | undefined;
};

export type Ticked = {
  contactId: string;
  subscriptionId: string;
  benefitId: string;
  benefit: string;
  from: LocalDate;
};

const ticked = `returning s.contact_id as "contactId", d.subscription_id as "subscriptionId",
  d.benefit_id as "benefitId", b.name as benefit, d.starts_on as from`;

const which = `d.org_id = app_org() and d.benefit_id = $1
  and b.org_id = app_org() and b.id = d.benefit_id
  and s.org_id = app_org() and s.id = d.subscription_id
  and ($2::uuid[] is null or d.id = any($2))
  and ($3::date is null or d.starts_on >= $3 and d.starts_on < $4)
  and ($5::timestamptz is null or d.done_at = $5)
  and ($6::uuid[] is null or s.contact_id = any($6))`;

function paramsOf({ benefitId, ids, month, at, contactIds }: Ticking): unknown[] {
  const days = [month?.start ?? null, month?.end ?? null];
  return [benefitId, ids ?? null, ...days, at ?? null, contactIds ?? null];
}

/** Ticks what is to do among these; answers what was. */
export async function tickDeliveries(
  tx: Tx,
  how: Ticking,
  by: { now: string; actor: unknown },
): Promise<Ticked[]> {
  return tx.query<Ticked>(
    `update benefit_delivery d set done_at = $7, done_by = $8 from benefit b, subscription s
     where ${which} and d.done_at is null and d.void_at is null ${ticked}`,
    [...paramsOf(how), by.now, JSON.stringify(by.actor)],
  );
}

/** Takes the tick of these back; answers of which. */
export async function untickDeliveries(tx: Tx, how: Ticking): Promise<Ticked[]> {
  return tx.query<Ticked>(
    `update benefit_delivery d set done_at = null, done_by = null from benefit b, subscription s
     where ${which} and d.done_at is not null ${ticked}`,
    paramsOf(how),
  );
}

/** Of these, the contacts to whom something is still to be delivered. */
export async function contactsOwed(tx: Queryable, how: Ticking): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select distinct s.contact_id as id from benefit_delivery d, benefit b, subscription s
     where ${which} and d.done_at is null and d.void_at is null`,
    paramsOf(how),
  );
  return new Set(rows.map(({ id }) => id));
}
