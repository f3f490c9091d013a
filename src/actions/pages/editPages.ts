import type { ActivityEvent } from '../../activity/events.ts';
import { recordActivity } from '../../activity/record.ts';
import { findPage } from '../../db/pages/read.ts';
import type { PageRecord } from '../../db/pages/types.ts';
import type { Tx } from '../../db/transaction.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { PagePathTaken, PagePlanGone } from '../../domain/pages.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { isDuplicate } from '../people/contactInput.ts';
import type { NewPage, PageWish } from './input.ts';
import { checkPage, completedPage } from './input.ts';

/**
 * Makes a page behind the others. Refuses with `PagePathTaken`, `PagePlanGone`,
 * `PageOpensToNobody`, `PageTextNotValid`.
 */
export async function createPage(ctx: Context, wish: NewPage): Promise<{ id: string }> {
  const id = await unique(wish.path, () => act(ctx, (scene) => insertPage(scene, wish)));
  return { id };
}

/** The same inside an action that is already running; answers its id. */
export async function insertPage(scene: Scene, wish: NewPage): Promise<string> {
  const id = newId();
  const page = completedPage(wish);
  checkPage(scene.org, page);
  await scene.tx.exec(
    `insert into page (org_id, id, path, title, teaser, body, audience, opens_overdue,
       opens_paused, after_days, published, position, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
       (select coalesce(max(position), 0) + 1 from page where org_id = app_org()), $11)`,
    [id, ...columnsOf(page), scene.now],
  );
  await savePlans(scene.tx, id, page);
  await note(scene, 'page_created', { id, title: page.title });
  return id;
}

/**
 * Changes a page; what is not named stays. Refuses with `NotFound`, `StaleEdit` and what
 * `createPage` refuses with.
 */
export async function editPage(
  ctx: Context,
  page: { id: string; version: number },
  edit: Partial<PageWish>,
): Promise<void> {
  await unique(edit.path ?? '', () =>
    act(ctx, async (scene) => {
      const before = await lockPage(scene.tx, page);
      const { path, title } = { path: before.path, title: before.title, ...defined(edit) };
      const wish = completedPage({ ...edit, path, title }, before);
      checkPage(scene.org, wish);
      await scene.tx.exec(
        `update page set path = $2, title = $3, teaser = $4, body = $5, audience = $6,
           opens_overdue = $7, opens_paused = $8, after_days = $9, published = $10,
           version = version + 1 where org_id = app_org() and id = $1`,
        [page.id, ...columnsOf(wish)],
      );
      await savePlans(scene.tx, page.id, wish);
      await note(scene, 'page_changed', { id: page.id, title: wish.title });
    }),
  );
}

/** Takes a page away from everybody, until `restorePage`. Refuses with `NotFound`, `StaleEdit`. */
export async function deletePage(
  ctx: Context,
  page: { id: string; version: number },
): Promise<void> {
  await act(ctx, async (scene) => {
    const { title } = await lockPage(scene.tx, page);
    await scene.tx.exec(
      `update page set deleted_at = $2, version = version + 1
       where org_id = app_org() and id = $1`,
      [page.id, scene.now],
    );
    await note(scene, 'page_deleted', { id: page.id, title });
  });
}

/**
 * Brings a deleted page back as it was. Refuses with `NotFound`, and with `PagePathTaken` when
 * another page has its address by now.
 */
export async function restorePage(ctx: Context, id: string): Promise<void> {
  let path = '';
  await unique(
    () => path,
    () =>
      act(ctx, async (scene) => {
        const gone = await scene.tx.maybeOne<{ title: string; path: string }>(
          `select title, path from page where org_id = app_org() and id = $1
             and deleted_at is not null for update`,
          [id],
        );
        if (!gone) throw new NotFound();
        path = gone.path;
        await scene.tx.exec(
          `update page set deleted_at = null, version = version + 1
           where org_id = app_org() and id = $1`,
          [id],
        );
        await note(scene, 'page_restored', { id, title: gone.title });
      }),
  );
}

/** Puts pages into the given order; those left out keep their place behind them. */
export async function reorderPages(ctx: Context, ids: readonly string[]): Promise<void> {
  await act(ctx, async (scene) => {
    const moved = await scene.tx.exec(
      `update page g set position = o.place
       from (select id, row_number() over (order by
           array_position($1::uuid[], id) nulls last, position, id) as place
         from page where org_id = app_org() and deleted_at is null) o
       where g.org_id = app_org() and g.id = o.id and g.position <> o.place`,
      [ids],
    );
    if (moved > 0) await recordActivity(scene, [{ event: 'pages_reordered', data: { moved } }]);
  });
}

/** The page, locked until the transaction ends. Refuses with `NotFound` and `StaleEdit`. */
async function lockPage(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<PageRecord> {
  await tx.exec('select id from page where org_id = app_org() and id = $1 for update', [id]);
  const page = await findPage(tx, id);
  if (!page) throw new NotFound();
  if (page.version !== version) throw new StaleEdit();
  return page;
}

function columnsOf(page: PageWish): unknown[] {
  return [
    ...[page.path, page.title, page.teaser, page.body, page.audience],
    ...[page.opensOverdue, page.opensPaused, page.afterDays, page.published],
  ];
}

/** A deleted plan stays on a page it opens already, and is put on no other. */
async function savePlans(tx: Tx, pageId: string, { planIds }: PageWish): Promise<void> {
  const known = await tx.query(
    `select id from plan p where org_id = app_org() and id = any($1::uuid[])
       and (deleted_at is null or exists (select from page_plan x where x.org_id = app_org()
         and x.page_id = $2 and x.plan_id = p.id))`,
    [planIds, pageId],
  );
  if (known.length < planIds.length) throw atField(PagePlanGone, '/plans');
  await tx.exec(
    `delete from page_plan where org_id = app_org() and page_id = $1
       and plan_id <> all($2::uuid[])`,
    [pageId, planIds],
  );
  await tx.exec(
    `insert into page_plan (org_id, page_id, plan_id)
     select app_org(), $1, id from unnest($2::uuid[]) id on conflict do nothing`,
    [pageId, planIds],
  );
}

async function note(
  scene: Scene,
  event: ActivityEvent,
  page: { id: string; title: string },
): Promise<void> {
  await recordActivity(scene, [{ event, data: { page_id: page.id, page: page.title } }]);
}

function defined<T extends object>(edit: T): T {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as T;
}

async function unique<T>(path: string | (() => string), work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const taken = typeof path === 'string' ? path : path();
    if (isDuplicate(error, 'page_path')) throw atField(PagePathTaken, '/path', { path: taken });
    throw error;
  }
}
