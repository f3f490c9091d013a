import type { Queryable } from '../transaction.ts';
import type { PageLine, PageRecord } from './types.ts';

const columns = `g.id, g.path, g.title, g.teaser, g.audience, g.opens_overdue as "opensOverdue",
  g.opens_paused as "opensPaused", g.after_days as "afterDays", g.published, g.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name,
      'deleted', p.deleted_at is not null) order by p.position, p.name)
    from page_plan x join plan p on p.org_id = x.org_id and p.id = x.plan_id
    where x.org_id = g.org_id and x.page_id = g.id), '[]') as plans`;

const alive = 'from page g where g.org_id = app_org() and g.deleted_at is null';

/** Every page in its order, without its text. */
export async function listPages(tx: Queryable): Promise<PageLine[]> {
  const rows = await tx.query<Omit<PageLine, 'planIds'>>(
    `select ${columns} ${alive} order by g.position, g.path`,
  );
  return rows.map(withIds);
}

/** One page with its text; undefined when there is none, or it was deleted. */
export async function findPage(tx: Queryable, id: string): Promise<PageRecord | undefined> {
  const row = await tx.maybeOne<Omit<PageRecord, 'planIds'>>(
    `select ${columns}, g.body ${alive} and g.id = $1`,
    [id],
  );
  return row && withIds(row);
}

/** One page by its address. */
export async function findPageAt(tx: Queryable, path: string): Promise<PageRecord | undefined> {
  const row = await tx.maybeOne<Omit<PageRecord, 'planIds'>>(
    `select ${columns}, g.body ${alive} and g.path = $1`,
    [path],
  );
  return row && withIds(row);
}

function withIds<T extends Pick<PageLine, 'plans'>>(row: T): T & Pick<PageLine, 'planIds'> {
  return { ...row, planIds: row.plans.map(({ id }) => id) };
}
