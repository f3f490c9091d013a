import type { Problem } from '../../domain/imports/problems.ts';
import type { SampleCell } from '../../domain/imports/sample.ts';
import type { Tx } from '../transaction.ts';

export type RowOutcome = 'create' | 'update' | 'unchanged' | 'refused' | 'created' | 'updated';

export type ImportRow = {
  row_number: number;
  cells: SampleCell[];
  outcome: RowOutcome | null;
  problems: Problem[];
  contact_id: string | null;
};

/** Writes what the checks found (or the merge did) into the import's rows. */
export async function writeRows(
  tx: Tx,
  importId: string,
  stage: 'checked' | 'committed',
): Promise<void> {
  const done = stage === 'committed';
  const outcome = done
    ? `case s.outcome when 'create' then 'created' when 'update' then 'updated' else s.outcome end`
    : 's.outcome';
  const contact = done
    ? `case when s.outcome = 'refused' then null else coalesce(s.contact_id, s.new_id) end`
    : 's.contact_id';
  const subscription = done
    ? `case when s.outcome not in ('create', 'update') then null
        when s.subscription_step = 'insert' then s.new_subscription_id
        when s.subscription_step = 'update' then s.subscription_id end`
    : 'null::uuid';
  await tx.exec(
    `insert into import_row (org_id, import_id, row_number, cells, parsed, outcome, problems,
       contact_id, subscription_id, before)
     select app_org(), $1, s.n, s.cells::jsonb, ${done ? 'null::jsonb' : parsed}, ${outcome},
       s.problems, ${contact},
       ${subscription}, ${done ? beforeAndAfter : 'null::jsonb'}
     from import_stage s ${done ? joinBefore : ''}
     on conflict (org_id, import_id, row_number) do update
     set parsed = coalesce(excluded.parsed, import_row.parsed), outcome = excluded.outcome,
       problems = excluded.problems,
       contact_id = excluded.contact_id, subscription_id = excluded.subscription_id,
       before = excluded.before`,
    [importId],
  );
}

const beforeAndAfter = "b.before || jsonb_build_object('after', to_jsonb(c))";
const joinBefore = `left join import_before b on b.n = s.n
  left join contact c on b.n is not null and c.org_id = app_org() and c.id = s.contact_id`;

const parsed = `jsonb_strip_nulls(jsonb_build_object('name', s.name, 'email', s.email,
  'plan', s.plan_name, 'starts_on', s.starts_on, 'next_on', s.next_on, 'ends_on', s.ends_on,
  'amount', s.amount, 'currency', s.currency, 'interval_unit', s.interval_unit,
  'interval_count', s.interval_count, 'company', s.company, 'paid_by', s.paid_by))`;

/** Rows of an import after row number `after`, at most `limit`; optionally of one kind only. */
export function readRows(
  tx: Tx,
  importId: string,
  page: { after: number; limit: number; only?: 'refused' | 'problems' | undefined },
): Promise<ImportRow[]> {
  const filter =
    page.only === 'refused'
      ? "and outcome = 'refused'"
      : page.only === 'problems'
        ? "and problems <> '[]'"
        : '';
  return tx.query<ImportRow>(
    `select row_number, cells, outcome, coalesce(problems, '[]') as problems, contact_id
     from import_row where org_id = app_org() and import_id = $1 and row_number > $2 ${filter}
     order by row_number limit $3`,
    [importId, page.after, page.limit],
  );
}

/**
 * Puts corrected cells into rows, which may be shorter than the header (`width`); answers how many
 * rows there were.
 */
export function correctCells(
  tx: Tx,
  importId: string,
  fixes: { width: number; cells: { row: number; index: number; value: string }[] },
): Promise<number> {
  return tx.exec(
    `with fix as (
       select * from jsonb_to_recordset($2::jsonb) as f ("row" int, index int, value text)
     ), corrected as (
       select r.row_number, jsonb_agg(coalesce(to_jsonb(fix.value), r.cells -> place.i)
         order by place.i) as cells
       from import_row r
       cross join lateral generate_series(0,
         greatest(jsonb_array_length(r.cells), $3::int) - 1) as place (i)
       left join fix on fix."row" = r.row_number and fix.index = place.i
       where r.org_id = app_org() and r.import_id = $1
         and r.row_number in (select "row" from fix)
       group by r.row_number
     )
     update import_row r set cells = c.cells from corrected c
     where r.org_id = app_org() and r.import_id = $1 and r.row_number = c.row_number`,
    [importId, JSON.stringify(fixes.cells), fixes.width],
  );
}
