import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';

/**
 * The last term, when the pause fell into it, ends later by the paused days. Time that was used up
 * before the pause began is not given a second time: then only the next billing date moves.
 */
export async function lengthenTerms(
  tx: Tx,
  subscriptionId: string,
  by: { from: LocalDate; days: number },
): Promise<void> {
  await tx.exec(
    `update term set ends_on = ends_on + $3::int
     where org_id = app_org() and subscription_id = $1 and status <> 'void' and ends_on > $2
       and ends_on = (select max(ends_on) from term where org_id = app_org()
         and subscription_id = $1 and status <> 'void')`,
    [subscriptionId, by.from, by.days],
  );
}

/** How many free days were given since the open pauses of subscriptions began. */
export async function freeDaysOf(
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<Map<string, number>> {
  if (subscriptionIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; days: number }>(
    `select t.subscription_id as id, sum(t.ends_on - t.starts_on)::int as days
     from subscription_pause p
     join term t on t.org_id = app_org() and t.subscription_id = p.subscription_id
       and t.status <> 'void' and t.starts_on >= p.from_on
     where p.org_id = app_org() and p.subscription_id = any($1::uuid[]) and p.resumed_on is null
     group by t.subscription_id`,
    [subscriptionIds],
  );
  return new Map(rows.map(({ id, days }) => [id, days]));
}

/** Those days, one after the other, from the day on which the pause ends. */
export async function moveFreeTerms(
  tx: Tx,
  subscriptionId: string,
  pause: { from: LocalDate; to: LocalDate },
): Promise<void> {
  const moved = await tx.query<{ id: string; start: LocalDate; end: LocalDate }>(
    `update term t set status = 'void' from (
       select id, $3::date + coalesce(sum(ends_on - starts_on) over (order by starts_on
           rows between unbounded preceding and 1 preceding), 0)::int as start,
         ends_on - starts_on as days
       from term where org_id = app_org() and subscription_id = $1 and status <> 'void'
         and starts_on >= $2) f
     where t.org_id = app_org() and t.id = f.id
     returning t.id, f.start, f.start + f.days as end`,
    [subscriptionId, pause.from, pause.to],
  );
  for (const { id, start, end } of moved) {
    await tx.exec(
      `update term set starts_on = $2, ends_on = $3, status = 'active'
       where org_id = app_org() and id = $1`,
      [id, start, end],
    );
  }
}
