/** Pages and people who come to them, as the stories of pages need them. */
import type { Context } from '../../src/actions/context.ts';
import { look } from '../../src/actions/context.ts';
import { createPage, editPage } from '../../src/actions/pages/editPages.ts';
import type { NewPage, PageWish } from '../../src/actions/pages/input.ts';
import { explainPage } from '../../src/actions/pages/lookAtPage.ts';
import { openPage } from '../../src/actions/pages/openPage.ts';
import { words } from '../../src/db/directory/words.ts';
import { findPage } from '../../src/db/pages/read.ts';
import { findReader } from '../../src/db/pages/reader.ts';
import { pageAccess } from '../../src/domain/pages.ts';
import type { Life } from './lifeWorld.ts';

let made = 0;

/** A published page; for members unless it says otherwise. */
export async function page(life: Life, more: Partial<NewPage> = {}): Promise<string> {
  made += 1;
  const wish = { path: `page-${made}`, title: `Page ${made}`, body: 'Hello', published: true };
  return (await createPage(life.ctx, { ...wish, ...more })).id;
}

export const read = (life: Life, id: string) =>
  look(life.ctx, async ({ tx }) => (await findPage(tx, id))!);

export async function edit(life: Life, id: string, wish: Partial<PageWish>): Promise<void> {
  const { version } = await read(life, id);
  await editPage(life.ctx, { id, version }, wish);
}

/** Why a contact may open a page today, or not; null: nobody signed in. */
export const why = async (life: Life, pageId: string, contactId: string | null) =>
  (await explainPage(life.ctx, { pageId, contactId })).code;

/** Comes to a page as the portal does. */
export async function comes(life: Life, pageId: string, contactId: string | null) {
  const { path } = await read(life, pageId);
  return openPage(life.ctx, path, { contactId, ip: '192.0.2.7' });
}

/** What the log says of opened pages, oldest first. */
export const traces = (life: Life) =>
  life.rows<{ contact_id: string; kind: string; data: Record<string, unknown> }>(
    "select contact_id, kind, data from activity where event = 'page_opened' order by at, id",
  );

/** Contacts whom a page for members opens to otherwise than the people list shows their access. */
export function strangeAccess(ctx: Context): Promise<string[]> {
  const rule = { published: true, audience: 'members', planIds: [], afterDays: 0 } as const;
  const page = { ...rule, opensOverdue: false, opensPaused: false };
  return look(ctx, async ({ tx, today }) => {
    const shown = await tx.query<{ id: string; open: boolean }>(
      `select d.contact_id as id, ${words.accessOpen} as open from directory d where $1`,
      [true, today],
    );
    const strange: string[] = [];
    for (const { id, open } of shown) {
      const reader = await findReader(tx, id, today);
      if (pageAccess(page, reader!, today).open !== open) strange.push(id);
    }
    return strange;
  });
}
