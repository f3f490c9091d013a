/** Pages: who may open them through the life of a subscription, and the trace they leave. */
import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import { deletePlan } from '../../src/actions/plans/deletePlan.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { listPages } from '../../src/db/pages/read.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';
import { comes, edit, page, read, strangeAccess, traces, why } from './pageWorld.ts';

const db = await testDatabase();
const paid = { firstBillingOn: d('2026-10-01'), paymentMethod: goodCard };
const keepsThree = { kind: 'keep_days', days: 3 } as const;

describe('who may open a page', () => {
  it('follows the subscription: start, wait, end', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100 });
    const silver = await life.plan({ amount: 900, name: 'Silver' });
    const guide = await page(life, { audience: 'plans', planIds: [gold.id], afterDays: 7 });
    const all = await page(life);
    const { contactId: ana, subscriptionId: id } = await life.join(gold.id, paid);
    const { contactId: ben } = await life.join(silver.id, {
      ...{ startOn: d('2026-10-05'), firstBillingOn: d('2026-10-05'), paymentMethod: goodCard },
    });
    expect(await why(life, guide, ana)).toBe('opens_on');
    expect(await why(life, all, ana)).toBe('plan_opens');
    expect([await why(life, guide, ben), await why(life, all, ben)]).toEqual([
      'no_plan',
      'starts_on',
    ]);
    expect(await why(life, all, null)).toBe('not_signed_in');
    await life.day('2026-10-07');
    expect(await why(life, guide, ana)).toBe('opens_on');
    expect(await why(life, all, ben)).toBe('plan_opens');
    life.moveTo('2026-10-08');
    expect(await why(life, guide, ana)).toBe('plan_opens');
    await cancelSubscription(life.ctx, { id }, { reason: '' });
    life.moveTo('2026-10-31');
    expect(await why(life, guide, ana)).toBe('plan_opens');
    life.moveTo('2026-11-01');
    expect(await why(life, guide, ana)).toBe('ended_on');
    await life.check();
  });

  it('follows the overdue policy: open for its days, closed after, let in where it says', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100, overduePolicy: keepsThree });
    const strict = await life.plan({ amount: 900, name: 'Strict' });
    const all = await page(life);
    const help = await page(life, { opensOverdue: true });
    const late = await life.join(gold.id, { ...paid, paymentMethod: emptyCard });
    const locked = await life.join(strict.id, { ...paid, paymentMethod: emptyCard });
    await life.day('2026-10-03');
    expect(await why(life, all, late.contactId)).toBe('overdue_kept');
    expect(await why(life, all, locked.contactId)).toBe('overdue_at_once');
    expect(await why(life, help, locked.contactId)).toBe('overdue_let');
    life.moveTo('2026-10-04');
    expect(await why(life, all, late.contactId)).toBe('overdue_after_days');
    await blockContact(life.ctx, late.contactId, 'rude');
    expect(await why(life, help, late.contactId)).toBe('blocked');
  });

  it('follows a pause, and lets paused members in where it says', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100 });
    const all = await page(life);
    const news = await page(life, { opensPaused: true });
    const { contactId, subscriptionId: id } = await life.join(gold.id, paid);
    await life.day('2026-10-10');
    await pauseSubscription(life.ctx, { id });
    expect([await why(life, all, contactId), await why(life, news, contactId)]).toEqual([
      'paused',
      'paused_let',
    ]);
  });

  it('is, for members, whom the list of people shows with open access', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100, overduePolicy: keepsThree });
    await life.join(gold.id, paid);
    await life.join(gold.id, { ...paid, paymentMethod: emptyCard });
    await life.join(gold.id, {
      ...{ startOn: d('2026-10-20'), firstBillingOn: d('2026-10-20'), paymentMethod: goodCard },
    });
    const rests = await life.join(gold.id, paid);
    const left = await life.join(gold.id, paid);
    await life.day('2026-10-01');
    await pauseSubscription(life.ctx, { id: rests.subscriptionId });
    await cancelSubscription(life.ctx, { id: left.subscriptionId }, { reason: '' });
    for (const day of ['2026-10-02', '2026-10-04', '2026-10-20', '2026-11-01', '2026-11-03']) {
      life.moveTo(day);
      expect([day, await strangeAccess(life.ctx)]).toEqual([day, []]);
    }
  });

  it('a deleted plan goes on opening for who has it, and is put on no other page', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100 });
    const guide = await page(life, { audience: 'plans', planIds: [gold.id] });
    const { contactId } = await life.join(gold.id, paid);
    await deletePlan(life.ctx, { id: gold.id });
    expect(await why(life, guide, contactId)).toBe('plan_opens');
    expect((await read(life, guide)).plans).toMatchObject([{ name: 'Gold', deleted: true }]);
    await edit(life, guide, { title: 'Kept', planIds: [gold.id] });
    await expect(page(life, { audience: 'plans', planIds: [gold.id] })).rejects.toMatchObject({
      code: 'page_plan_gone',
      fields: [{ pointer: '/plans' }],
    });
    await life.check();
  });
});

describe('a page that is opened', () => {
  it('leaves one trace in half an hour, with e-mail and address, of who may read it', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const gold = await life.plan({ amount: 3100 });
    const guide = await page(life, {
      body: 'For {{ member.name }} of {{ member.plan }} since {{ member.joined_on | long_date }}',
    });
    const open = await page(life, { audience: 'everyone' });
    const { contactId } = await life.join(gold.id, paid);
    const [first] = await Promise.all([
      comes(life, guide, contactId),
      comes(life, guide, contactId),
    ]);
    expect(first.html).toMatch(/<p>For Member \d+ of Gold since 1.October 2026<\/p>/);
    await comes(life, open, contactId);
    await comes(life, open, null);
    const stranger = await comes(life, guide, null);
    expect([stranger.html, stranger.decision.code]).toEqual([null, 'not_signed_in']);
    expect(stranger.offers.map(({ name }) => name)).toEqual(['Gold']);
    const found = await traces(life);
    expect(found.map(({ data }) => data.page_id).sort()).toEqual([guide, open].sort());
    const { path, title } = await read(life, guide);
    expect(found.find(({ data }) => data.page_id === guide)).toMatchObject({
      ...{ contact_id: contactId, kind: 'page' },
      data: { path, page: title, ip: '192.0.2.7', email: expect.stringContaining('@') },
    });
    await life.check();
    life.moveTo('2026-10-02');
    await comes(life, guide, contactId);
    expect(await traces(life)).toHaveLength(3);
    await life.check();
  });

  it('is nowhere while it is not published, deleted, or somebody else’s', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const draft = await page(life, { audience: 'everyone', published: false });
    await expect(comes(life, draft, null)).rejects.toMatchObject({ code: 'not_found' });
    const other = await lifeWorld(db, '2026-10-01');
    expect(await look(other.ctx, ({ tx }) => listPages(tx))).toEqual([]);
    await expect(why(other, draft, null)).rejects.toMatchObject({ code: 'not_found' });
  });
});
