import { listPages } from '../../db/pages/read.ts';
import { atField } from '../../domain/fields.ts';
import { PageGone, PageOpensToNobody } from '../../domain/pages.ts';
import type { Scene } from '../context.ts';

/**
 * Makes a plan open these pages and no others, of those that plans decide about. Refuses at the
 * field with `PageGone`, and with `PageOpensToNobody` where it was the only plan of a page.
 */
export async function savePlanPages(
  scene: Scene,
  what: { planId: string; ids: readonly string[] },
): Promise<void> {
  const { tx } = scene;
  const ids = new Set(what.ids);
  // Two plans that leave a page at once would leave it to nobody.
  await tx.exec(
    `select id from page where org_id = app_org() and audience = 'plans' order by id for update`,
  );
  const pages = (await listPages(tx)).filter(({ audience }) => audience === 'plans');
  if ([...ids].some((id) => !pages.some((page) => page.id === id)))
    throw atField(PageGone, '/pages');
  const changed = pages.filter(({ id, planIds }) => ids.has(id) !== planIds.includes(what.planId));
  const alone = changed.find(({ id, planIds }) => !ids.has(id) && planIds.length === 1);
  if (alone) throw atField(PageOpensToNobody, '/pages', { title: alone.title });
  if (changed.length === 0) return;
  const touched = changed.map(({ id }) => id);
  await tx.exec(
    `delete from page_plan where org_id = app_org() and plan_id = $1 and page_id = any($2::uuid[])`,
    [what.planId, touched],
  );
  await tx.exec(
    `insert into page_plan (org_id, page_id, plan_id)
     select app_org(), id, $1 from unnest($2::uuid[]) id`,
    [what.planId, touched.filter((id) => ids.has(id))],
  );
  await tx.exec(
    `update page set version = version + 1 where org_id = app_org() and id = any($1::uuid[])`,
    [touched],
  );
}
