import type { Tx } from '../transaction.ts';
import type { Headers } from './matchContacts.ts';
import { addProblem } from './problemSql.ts';
import { usedHere } from './usedHere.ts';

/** The plans that rows name, by the key they were found with. */
export async function stagePlans(
  tx: Tx,
  plans: { key: string; planId: string | null; versionId: string | null; name: string }[],
): Promise<void> {
  await tx.exec(
    `insert into import_plan (key, plan_id, version_id, name)
     select key, plan_id, version_id, name from jsonb_to_recordset($1::jsonb)
       as r (key text, plan_id uuid, version_id uuid, name text)
     on conflict (key) do update
       set plan_id = excluded.plan_id, version_id = excluded.version_id, name = excluded.name`,
    [
      JSON.stringify(
        plans.map(({ key, planId, versionId, name }) => ({
          ...{ key, plan_id: planId, version_id: versionId, name },
        })),
      ),
    ],
  );
}

/** Plans that rows name and nobody has yet, with every price they are found at. */
export function missingPlans(tx: Tx) {
  return tx.query<{
    key: string;
    name: string;
    kind: 'recurring' | 'free' | 'custom';
    amount: number;
    currency: string;
    interval_unit: 'day' | 'week' | 'month' | 'year';
    interval_count: number;
    priced: boolean;
    rows: number;
  }>(
    `select s.plan_key as key, min(s.plan_name) as name, min(s.plan_kind) as kind, s.amount,
       s.currency, s.interval_unit, s.interval_count, bool_and(s.priced) as priced,
       count(*)::int as rows
     from import_stage s left join import_plan p on p.key = s.plan_key
     where s.plan_key is not null and p.plan_id is null and not s.refused and not s.skipped
     group by s.plan_key, s.amount, s.currency, s.interval_unit, s.interval_count
     order by s.plan_key, count(*) desc, s.amount`,
  );
}

/** What the row asks for differs from what the subscription is. */
const differs = `(case when s.state = 'cancelled' then u.state not in ('cancelled', 'expired')
  else (u.plan_id, u.amount, u.currency, u.interval_unit, u.interval_count, u.starts_on,
      u.next_billing_on, u.ends_on, u.state in ('cancelled', 'expired'), u.payer_id)
    is distinct from (p.plan_id, s.amount, s.currency::char(3), s.interval_unit, s.interval_count,
      s.starts_on, s.next_on, s.ends_on, false,
      coalesce(s.payer_id, c.payer_id, c.id)) end)`;

/**
 * What becomes of the subscription of somebody known: the running one to the same plan, or the one
 * an earlier import brought, is brought up to date as long as it was never invoiced here; after
 * that its dates and amount are ours. Otherwise the row's subscription is new.
 */
export async function matchSubscriptions(tx: Tx, headers: Headers): Promise<void> {
  const { known } = await tx.one<{ known: boolean }>(
    `select exists (select from import_stage
       where contact_id is not null and plan_key is not null) as known`,
  );
  if (!known) return;
  await tx.exec(
    `create temp table import_held on commit drop as
     select s.n, u.id, u.plan_id, u.source = 'import' as imported, ${usedHere} as billed,
       u.state not in ('cancelled', 'expired') as running, u.plan_id = p.plan_id as same_plan,
       u.starts_on = s.starts_on as same_start, ${differs} as differs
     from import_stage s
     join import_plan p on p.key = s.plan_key
     join contact c on c.org_id = app_org() and c.id = s.contact_id
     join subscription u on u.org_id = app_org() and u.contact_id = s.contact_id
     where not s.refused and not s.skipped`,
  );
  await tx.exec(
    `update import_stage s
     set subscription_id = h.id, subscription_step = case
       when not h.differs then 'same' when h.imported and not h.billed then 'update'
       else 'keep' end
     from (
       select distinct on (n) * from (
         select *, case when same_plan and running then 1
             when same_plan and imported and same_start then 2
             when running and imported and not billed
               and count(*) filter (where running and imported) over (partition by n) = 1 then 3
             end as rank
         from import_held
       ) every where rank is not null order by n, rank, id
     ) h where h.n = s.n`,
  );
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'plan_differs', level: 'error', column: '$1', params: { value: 'h.name' } },
    })} from (
       select h.n, min(plan.name) as name from import_held h
       join plan on plan.org_id = app_org() and plan.id = h.plan_id
       where h.running and h.imported and h.billed and not h.same_plan group by h.n
     ) h where h.n = s.n and s.subscription_step = 'insert' and s.state <> 'cancelled'`,
    [headers.plan],
  );
  await tx.exec(
    `update import_stage s set ${addProblem({
      ...{ code: 'billing_kept', level: 'warning', column: '$1', params: {} },
    })} where s.subscription_step = 'keep'`,
    [headers.plan],
  );
}
