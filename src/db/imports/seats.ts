import type { Tx } from '../transaction.ts';
import type { Headers } from './matchContacts.ts';
import { addProblem } from './problemSql.ts';

/**
 * Refuses the rows that a plan has no seat left for, the later ones first: the others come in
 * (joining.md). What the file itself gives back by moving people elsewhere is free only after
 * it. The plans stay locked to the end of the transaction, so that nobody joins in between.
 */
export async function refuseFull(tx: Tx, headers: Headers): Promise<void> {
  const limited = await tx.query<{ id: string }>(
    `select id from plan where org_id = app_org() and capacity is not null
       and id in (select plan_id from import_plan) order by id for no key update`,
  );
  if (limited.length === 0) return;
  await tx.exec(
    `with wanted as (
       select s.n, p.plan_id,
         case when s.subscription_step = 'insert' then 1 else u.quantity end as seats
       from import_stage s
       join import_plan p on p.key = s.plan_key and p.plan_id = any($2::uuid[])
       left join subscription u on u.org_id = app_org() and u.id = s.subscription_id
       where not s.refused and not s.skipped and s.state not in ('cancelled', 'expired')
         and s.ends_on is null and (s.subscription_step = 'insert'
           or s.subscription_step = 'update' and (u.plan_id <> p.plan_id
             or u.state in ('cancelled', 'expired') or exists (
               select from subscription_cancellation x where x.org_id = app_org()
                 and x.subscription_id = u.id and x.undone_at is null)))
     ), seated as (
       select n, plan_id, sum(seats) over (partition by plan_id order by n) as taken from wanted
     )
     update import_stage s set ${addProblem({
       ...{ code: 'plan_full', level: 'error', column: '$1' },
       params: { value: 'l.name', capacity: 'l.capacity' },
     })} from seated d join plan l on l.org_id = app_org() and l.id = d.plan_id
     where d.n = s.n and d.taken > l.capacity - l.seats_taken`,
    [headers.plan, limited.map(({ id }) => id)],
  );
}

/** Counts the seats of the plans that the rows name anew, once all of them are written. */
export async function recountSeats(tx: Tx): Promise<void> {
  await tx.exec(
    `select count_seats(app_org(), plan_id) from (
       select distinct plan_id from import_plan where plan_id is not null order by plan_id) named`,
  );
}
