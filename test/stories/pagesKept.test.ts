/** Pages as staff keep them: made, changed, deleted, brought back, put on plans, checked. */
import { describe, expect, it } from 'vitest';
import { act, look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import {
  deletePage,
  editPage,
  reorderPages,
  restorePage,
} from '../../src/actions/pages/editPages.ts';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { listPages } from '../../src/db/pages/read.ts';
import { findPlan } from '../../src/db/plans/read.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';
import { comes, edit, page, read, why } from './pageWorld.ts';

const db = await testDatabase();
const nobody = '00000000-0000-7000-8000-000000000000';

const opens = async (life: Life, planId: string, pages: string[]) => {
  const { version } = (await look(life.ctx, ({ tx }) => findPlan(tx, planId)))!;
  await editPlan(life.ctx, { id: planId, version }, { pages });
};

describe('staff', () => {
  it('change, delete and bring back; an address is given once', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const guide = await page(life, { path: 'guides/start', afterDays: 3, opensPaused: true });
    const taken = page(life, { path: 'guides/start' });
    await expect(taken).rejects.toMatchObject({ code: 'page_path_taken', status: 409 });
    const stale = editPage(life.ctx, { id: guide, version: 7 }, { title: 'No' });
    await expect(stale).rejects.toMatchObject({ code: 'stale_edit' });
    await edit(life, guide, { audience: 'everyone' });
    expect(await read(life, guide)).toMatchObject({ afterDays: 0, opensPaused: false, version: 2 });
    await deletePage(life.ctx, { id: guide, version: 2 });
    await expect(why(life, guide, null)).rejects.toMatchObject({ code: 'not_found' });
    const heir = await page(life, { path: 'guides/start' });
    await expect(restorePage(life.ctx, guide)).rejects.toMatchObject({ code: 'page_path_taken' });
    await edit(life, heir, { path: 'guides/second' });
    await restorePage(life.ctx, guide);
    expect(await read(life, guide)).toMatchObject({ path: 'guides/start', body: 'Hello' });
    await expect(restorePage(life.ctx, guide)).rejects.toMatchObject({ code: 'not_found' });
    const events = await life.rows<{ event: string }>(
      "select event from activity where event like 'page%' order by at, id",
    );
    expect(events.map(({ event }) => event).toSorted()).toEqual([
      ...['page_changed', 'page_changed', 'page_created', 'page_created'],
      ...['page_deleted', 'page_restored'],
    ]);
  });

  it('put pages in order, once', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const ids = [await page(life), await page(life), await page(life)];
    const order = async () => (await look(life.ctx, ({ tx }) => listPages(tx))).map(({ id }) => id);
    expect(await order()).toEqual(ids);
    await reorderPages(life.ctx, [ids[2]!, ids[0]!]);
    await reorderPages(life.ctx, [ids[2]!, ids[0]!, ids[1]!]);
    expect(await order()).toEqual([ids[2], ids[0], ids[1]]);
    const moved = await life.rows("select id from activity where event = 'pages_reordered'");
    expect(moved).toHaveLength(1);
  });

  it('say at the plan which pages it opens, and leave none to nobody', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100 });
    const silver = await life.plan({ amount: 900, name: 'Silver' });
    const guide = await page(life, { audience: 'plans', planIds: [gold.id] });
    const forAll = await page(life);
    await opens(life, silver.id, [guide]);
    expect((await read(life, guide)).planIds).toEqual([gold.id, silver.id]);
    expect((await look(life.ctx, ({ tx }) => findPlan(tx, silver.id)))!.pages).toMatchObject([
      { id: guide },
    ]);
    const unfit = opens(life, silver.id, [forAll]);
    await expect(unfit).rejects.toMatchObject({ code: 'page_gone' });
    await expect(opens(life, silver.id, [nobody])).rejects.toMatchObject({ code: 'page_gone' });
    await opens(life, gold.id, []);
    const last = opens(life, silver.id, []);
    await expect(last).rejects.toMatchObject({ code: 'page_opens_to_nobody' });
    const none = edit(life, guide, { planIds: [] });
    await expect(none).rejects.toMatchObject({
      code: 'page_opens_to_nobody',
      fields: [{ pointer: '/plans' }],
    });
    await edit(life, guide, { audience: 'members' });
    expect((await read(life, guide)).plans).toEqual([]);
    await life.check();
  });

  it('are told what is wrong with a text before it is kept', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const wrong = page(life, { body: 'Hello {{ member.nickname }}' });
    await expect(wrong).rejects.toMatchObject({
      code: 'page_text_not_valid',
      fields: [{ pointer: '/body', code: 'unknown_tag' }],
    });
    const raw = page(life, { body: '{% raw %}{{ "<b>" }}{% endraw %}' });
    await expect(raw).rejects.toMatchObject({ fields: [{ code: 'unknown_instruction' }] });
  });
});

it('the doctor sees pages for nobody, plans that decide nothing, and visits told twice', async () => {
  const life = await lifeWorld(db, '2026-10-01');
  const gold = await life.plan({ amount: 3100 });
  const guide = await page(life, { audience: 'plans', planIds: [gold.id] });
  const forAll = await page(life);
  const broken = async () =>
    (await runDoctor(life.ctx)).filter(({ ok }) => !ok).map(({ name }) => name);
  expect(await broken()).toEqual([]);
  await life.rows(`delete from page_plan where page_id = '${guide}'`);
  expect(await broken()).toEqual(['pages_open_to_somebody']);
  await life.rows(
    `insert into page_plan (org_id, page_id, plan_id) values (app_org(), $1, $2), (app_org(), $3, $2)`,
    [guide, gold.id, forAll],
  );
  expect(await broken()).toEqual(['plans_only_where_they_decide']);
  await life.rows(`delete from page_plan where page_id = '${forAll}'`);
  const { contactId } = await life.join(gold.id);
  await comes(life, guide, contactId);
  await act(life.ctx, ({ tx }) =>
    tx.exec(
      `insert into activity (org_id, at, kind, event, contact_id, actor, data)
       select org_id, at + interval '29 minutes', kind, event, contact_id, actor, data
       from activity where event = 'page_opened'`,
    ),
  );
  expect(await broken()).toEqual(['pages_opened_once_a_while']);
});
