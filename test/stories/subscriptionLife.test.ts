import { describe, expect, it } from 'vitest';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import {
  cancelSubscription,
  previewCancellation,
} from '../../src/actions/subscriptions/cancelSubscription.ts';
import {
  extendSubscription,
  undoExtension,
} from '../../src/actions/subscriptions/extendSubscription.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../src/actions/subscriptions/pauseSubscription.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { resumeSubscription } from '../../src/actions/subscriptions/resumeSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { undoCancellation } from '../../src/actions/subscriptions/undoCancellation.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** A member who paid October. */
async function october(life: Life, more: object = {}) {
  const plan = await life.plan({ amount: 3100 });
  const firstBillingOn = d('2026-10-01');
  const member = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard, ...more });
  return { ...member, id: member.subscriptionId, plan };
}

async function mails(life: Life) {
  const rows = await life.rows<{ template: string }>(
    "select template from message where template <> 'receipt' order by created_at, id",
  );
  return rows.map((row) => row.template);
}

function terms(life: Life, id: string) {
  return life.rows(
    `select starts_on as start, ends_on as end, kind from term
     where subscription_id = $1 and status <> 'void' order by starts_on`,
    [id],
  );
}

describe('cancelling', () => {
  it('keeps access until the paid time is over, bills nothing more, and is undone until then', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    life.moveTo('2026-10-16');
    expect(await previewCancellation(life.ctx, id)).toMatchObject({ endsOn: '2026-11-01' });
    await cancelSubscription(life.ctx, { id }, { reason: 'moving away' });
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      endsOn: '2026-11-01',
      nextBillingOn: null,
      cancellation: { reason: 'moving away', cause: 'staff' },
    });
    await expect(cancelSubscription(life.ctx, { id })).rejects.toMatchObject({
      code: 'already_cancelling',
    });
    await undoCancellation(life.ctx, { id });
    expect(await life.subscription(id)).toMatchObject({
      endsOn: null,
      nextBillingOn: '2026-11-01',
    });
    await expect(undoCancellation(life.ctx, { id })).rejects.toMatchObject({ code: 'not_ending' });
    expect(await mails(life)).toEqual(['cancelled', 'cancellation_undone']);
    await life.day('2026-11-01');
    expect(await terms(life, id)).toHaveLength(2);
    await life.check();
  });

  it('while overdue asks whether to stop collecting: then it ends at once and owes nothing', async () => {
    const life = await lifeWorld(db, '2026-10-01', { overdue: { after_last: 'void' } });
    const { id } = await october(life, { paymentMethod: emptyCard });
    life.moveTo('2026-10-03');
    await cancelSubscription(life.ctx, { id }, { collecting: 'stop' });
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled', endsOn: '2026-10-03' });
    expect(await life.rows('select status from invoice')).toEqual([{ status: 'void' }]);
    expect(await life.rows('select state from overdue_case')).toEqual([{ state: 'closed' }]);
    await life.check();
  });

  it('refuses an edit of a version that is no longer the latest', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    const { version } = await life.subscription(id);
    await extendSubscription(life.ctx, { id, version }, { days: 3 });
    await expect(cancelSubscription(life.ctx, { id, version })).rejects.toMatchObject({
      code: 'stale_edit',
      status: 412,
    });
    await life.check();
  });
});

describe('revoking and coming back', () => {
  it('ends now; coming back within the paid time costs nothing, later a new period', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    life.moveTo('2026-10-11');
    await revokeSubscription(life.ctx, { id }, { reason: 'mistake' });
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-10-11', kind: 'paid' },
    ]);
    await life.check();
    expect(await reactivateSubscription(life.ctx, { id })).toEqual({
      invoiceIds: [],
      nextBillingOn: '2026-11-01',
    });
    await life.check();
    await cancelSubscription(life.ctx, { id });
    life.moveTo('2026-10-20');
    await revokeSubscription(life.ctx, { id });
    life.moveTo('2026-11-15');
    const back = await reactivateSubscription(life.ctx, { id });
    expect(back).toMatchObject({ invoiceIds: [expect.any(String)], nextBillingOn: '2026-12-15' });
    expect(await life.subscription(id)).toMatchObject({ state: 'active', endsOn: null });
    expect(await life.rows('select status, total from invoice')).toEqual([
      { status: 'paid', total: 3100 },
      { status: 'paid', total: 3100 },
    ]);
    await life.check();
  });

  it('on the very day it began, too', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    await revokeSubscription(life.ctx, { id });
    expect(await terms(life, id)).toEqual([]);
    await reactivateSubscription(life.ctx, { id });
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-11-01', kind: 'paid' },
    ]);
    await life.check();
  });
});

describe('blocking somebody', () => {
  it('ends what they hold at once and stops every retry', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, contactId } = await october(life, { paymentMethod: emptyCard });
    await blockContact(life.ctx, contactId, 'abuse');
    expect(await life.subscription(id)).toMatchObject({
      state: 'cancelled',
      cancellation: { cause: 'blocked', reason: 'abuse' },
    });
    expect(await life.rows('select state from overdue_case')).toEqual([{ state: 'closed' }]);
    await life.check();
    await expect(reactivateSubscription(life.ctx, { id })).rejects.toMatchObject({
      code: 'contact_blocked',
    });
  });
});

describe('a pause', () => {
  it('moves the running term, the next billing and the anchor by its days', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    life.moveTo('2026-10-11');
    const untilOn = d('2026-10-21');
    expect(await previewPause(life.ctx, id, { untilOn })).toMatchObject({
      pausedDays: 10,
      nextBillingOn: '2026-11-11',
    });
    await pauseSubscription(life.ctx, { id }, { untilOn });
    expect((await life.subscription(id)).state).toBe('paused');
    await life.check();
    await life.day('2026-10-21');
    expect(await life.subscription(id)).toMatchObject({
      state: 'active',
      pause: null,
      nextBillingOn: '2026-11-11',
      anchorDay: 11,
    });
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-11-11', kind: 'paid' },
    ]);
    await life.day('2026-11-11');
    expect((await terms(life, id)).at(-1)).toEqual({
      start: '2026-11-11',
      end: '2026-12-11',
      kind: 'paid',
    });
    expect(await mails(life)).toEqual(['paused', 'resumed']);
    await life.check();
  });

  it('without an end bills nothing until somebody resumes it', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    await pauseSubscription(life.ctx, { id }, { fromOn: d('2026-11-01') });
    expect((await life.subscription(id)).state).toBe('active');
    await expect(pauseSubscription(life.ctx, { id })).rejects.toMatchObject({
      code: 'pause_pending',
    });
    for (const day of ['2026-11-01', '2026-12-01']) await life.day(day);
    expect((await life.subscription(id)).state).toBe('paused');
    life.moveTo('2026-12-10');
    expect(await resumeSubscription(life.ctx, { id })).toEqual({ pausedDays: 39 });
    // October was used up before the pause began: only the next billing date moved.
    expect(await terms(life, id)).toEqual([
      { start: '2026-10-01', end: '2026-11-01', kind: 'paid' },
    ]);
    expect((await life.subscription(id)).nextBillingOn).toBe('2026-12-10');
    await life.check();
  });
});

describe('an extension', () => {
  it('gives free days and is taken back while they are not used', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await october(life);
    const given = await extendSubscription(life.ctx, { id }, { until: d('2026-11-11') });
    expect(given).toEqual({ days: 10, accessUntil: '2026-11-11' });
    expect((await life.subscription(id)).nextBillingOn).toBe('2026-11-11');
    await life.check();
    await undoExtension(life.ctx, { id });
    expect((await life.subscription(id)).nextBillingOn).toBe('2026-11-01');
    await expect(undoExtension(life.ctx, { id })).rejects.toMatchObject({ code: 'no_extension' });
    await life.check();
  });
});
