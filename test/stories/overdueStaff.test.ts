import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { actOnCases, previewCases } from '../../src/actions/overdue/actOnCases.ts';
import type { CaseAct } from '../../src/actions/overdue/caseActs.ts';
import {
  cancelSubscription,
  previewCancellation,
} from '../../src/actions/subscriptions/cancelSubscription.ts';
import { countBoards } from '../../src/db/payments/overdueBoards.ts';
import { recoveryByMonth, recoveryBySteps } from '../../src/db/payments/overdueStatistics.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { accessOf, nothing, overdueMember, stepsOf } from './overdueWorld.ts';

const db = await testDatabase();

async function overdue(card = cards.empty, settings: object = {}) {
  const member = await overdueMember(db, card, settings);
  await member.world.until('2026-03-03');
  await member.world.news();
  const [row] = await member.world.rows<{ id: string }>('select id from overdue_case');
  return { ...member, id: row!.id };
}

/** Does it, once it was seen that the preview says the same dates. */
async function doAct(world: World, id: string, what: CaseAct) {
  const [preview] = await previewCases(world.ctx, [id], what);
  const [outcome] = await actOnCases(world.ctx, [id], what);
  const open = await world.rows<{ on: string; kind: string }>(
    `select due_on as on, kind from overdue_step where case_id = $1 and done_at is null
     order by due_on, kind = 'final'`,
    [id],
  );
  if (open.length > 0 && preview?.effect) {
    expect(preview.effect.after.nextOn).toBe(open[0]!.on);
    expect(preview.effect.after.endsOn).toBe(open.find(({ kind }) => kind === 'final')!.on);
  }
  return outcome!;
}

describe('what staff can do with a case', () => {
  it('another date: the retry comes on it, the others keep their distance', async () => {
    const { world, id } = await overdue();
    const move: CaseAct = { kind: 'move', to: d('2026-03-11'), reason: 'paid on the 10th' };
    expect(await doAct(world, id, move)).toMatchObject({ outcome: 'done' });
    expect(await world.news()).toEqual({ ...nothing, events: ['overdue_moved'] });
    expect((await stepsOf(world)).map(({ on }) => on)).toEqual([
      '2026-03-11',
      '2026-03-14',
      '2026-03-16',
      '2026-03-16',
    ]);
    await world.until('2026-03-10');
    expect(await world.news()).toEqual({ ...nothing, mails: ['retry_announced'] });
    await world.until('2026-03-11');
    expect((await world.news()).charges).toEqual(['declined 2500']);
    await world.until('2026-03-16');
    expect((await world.news()).mails).toContain('cancelled_unpaid');
    await world.check();
  });

  it('more time with access open: it is, until the new end', async () => {
    const { world, id, contactId } = await overdue();
    expect(await accessOf(world, contactId)).toMatchObject({ closed: 'overdue' });
    const extend: CaseAct = { kind: 'extend', days: 10, access: 'open', reason: 'in hospital' };
    expect(await doAct(world, id, extend)).toMatchObject({ outcome: 'done' });
    expect((await world.news()).events).toEqual(['access_restored', 'overdue_moved']);
    expect(await accessOf(world, contactId)).toMatchObject({ overdue: true, closed: null });
    await world.until('2026-03-12');
    expect((await world.news()).charges).toEqual([]);
    await world.until('2026-03-19');
    expect((await world.news()).mails).toContain('cancelled_unpaid');
    await world.check();
  });

  it('paused past its end and resumed: one try, a warning, and two days to react', async () => {
    const { world, id, subscriptionId } = await overdue();
    await doAct(world, id, { kind: 'pause' });
    await world.until('2026-03-19');
    expect(await world.news()).toEqual({ ...nothing, events: ['overdue_paused'] });
    expect(await doAct(world, id, { kind: 'pause' })).toMatchObject({ outcome: 'refused' });
    await doAct(world, id, { kind: 'resume' });
    await world.until('2026-03-20');
    expect(await world.news()).toEqual({
      events: ['charge_failed', 'overdue_moved', 'overdue_resumed'],
      mails: ['declined_last_warning'],
      charges: ['declined 2500'],
    });
    await world.until('2026-03-21');
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    await world.until('2026-03-22');
    expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
    await world.check();
  });

  it('forgiven: void with nothing owed, and the time is given', async () => {
    const { world, id, subscriptionId } = await overdue();
    const forgive: CaseAct = { kind: 'forgive', how: 'void', reason: 'our mistake' };
    expect(await doAct(world, id, forgive)).toMatchObject({ outcome: 'done' });
    expect((await world.subscription(subscriptionId)).state).toBe('active');
    expect(await doAct(world, id, forgive)).toMatchObject({ outcome: 'refused' });
    const terms = await world.rows(
      `select starts_on as on from term where kind = 'granted' and status = 'active'`,
    );
    expect(terms).toEqual([{ on: '2026-03-02' }]);
    await world.check();
  });

  it('retried in bulk: each for itself, what cannot be tried is said', async () => {
    const { world, id } = await overdue(cards.once);
    const missing = '018f0000-0000-7000-8000-000000000000';
    const outcomes = await actOnCases(world.ctx, [id, missing], { kind: 'retry' });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['paid', 'refused']);
    expect(outcomes[1]!.refusal?.code).toBe('overdue_case_closed');
    await world.check();
  });

  it('an attempt without answer is neither repeated nor forgiven', async () => {
    const { world, id } = await overdue(cards.empty);
    const [row] = await world.rows<{ contact: string }>(
      'select contact_id as contact from overdue_case',
    );
    await world.card(row!.contact, cards.late);
    for (const what of [
      { kind: 'retry' },
      { kind: 'forgive', how: 'void', reason: '' },
    ] satisfies CaseAct[]) {
      const [outcome] = await actOnCases(world.ctx, [id], what);
      expect(outcome!.refusal?.code).toBe('attempt_unresolved');
    }
    await world.until('2026-03-10');
    expect(await world.rows('select state from overdue_case')).toEqual([{ state: 'recovered' }]);
    await world.check();
  });
});

describe('a member who cancels while overdue', () => {
  it('is not tried any more, and it ends at once', async () => {
    const { world, subscriptionId, contactId } = await overdue();
    const member = { kind: 'member' as const, id: contactId, name: 'Ana' };
    await cancelSubscription({ ...world.ctx, actor: member }, { id: subscriptionId });
    expect(await world.subscription(subscriptionId)).toMatchObject({
      state: 'cancelled',
      endsOn: '2026-03-03',
    });
    expect(await world.rows('select state from overdue_case')).toEqual([{ state: 'closed' }]);
    await world.news();
    await world.until('2026-03-12');
    expect(await world.news()).toEqual(nothing);
    await world.check();
  });
});

describe('a member who cancels on the very day their card is refused', () => {
  it('is not tried any more either, owes nothing, and it ends at once', async () => {
    const { world, subscriptionId, contactId } = await overdueMember(db);
    await world.until('2026-03-02');
    const ctx = { ...world.ctx, actor: { kind: 'member' as const, id: contactId, name: 'Ana' } };
    const preview = await previewCancellation(ctx, subscriptionId);
    expect(preview).toMatchObject({ endsOn: '2026-03-02', openBalance: 0 });
    await cancelSubscription(ctx, { id: subscriptionId });
    expect(await world.subscription(subscriptionId)).toMatchObject({
      state: 'cancelled',
      endsOn: '2026-03-02',
    });
    expect(await world.rows('select state from overdue_case')).toEqual([{ state: 'closed' }]);
    expect(await accessOf(world, contactId)).toMatchObject({ overdue: false });
    await world.news();
    await world.until('2026-03-12');
    expect(await world.news()).toEqual(nothing);
    await world.check();
  });
});

describe('boards and figures', () => {
  it('say where each case stands and what made it good', async () => {
    const world = await billingWorld(db, '2026-02-02');
    const planId = await world.plan({ amount: 2500 });
    const join = (more: object) =>
      world.join(planId, { firstBillingOn: d('2026-03-02'), prorate: false, ...more });
    await join({ card: cards.empty });
    await join({ card: cards.once });
    const third = await join({ card: cards.stolen });
    await join({ card: cards.good });
    await world.until('2026-03-03');
    const boards = async (today: string) =>
      look(world.ctx, ({ tx }) => countBoards(tx, { today: d(today), since: d('2026-01-01') }));
    const counts = (of: Awaited<ReturnType<typeof boards>>) =>
      Object.fromEntries(Object.entries(of).map(([name, { count }]) => [name, count]));
    expect(counts(await boards('2026-03-03'))).toMatchObject({
      ...{ retrying: 2, new_method: 1, attention: 0, paused: 0, recovered: 0, lost: 0 },
    });
    await world.until('2026-03-06');
    await world.card(third.contactId, cards.good);
    expect(counts(await boards('2026-03-06'))).toMatchObject({
      ...{ retrying: 1, new_method: 0, attention: 1, recovered: 2, lost: 0 },
    });
    await world.until('2026-03-09');
    expect((await boards('2026-03-09')).lost).toEqual({
      count: 1,
      amount: [{ currency: 'EUR', amount: 2500 }],
    });
    const between = { from: d('2026-03-01'), to: d('2026-03-31') };
    const months = await look(world.ctx, ({ tx }) => recoveryByMonth(tx, between));
    expect(months).toEqual([
      {
        month: '2026-03',
        currency: 'EUR',
        recovered: { count: 2, amount: 5000 },
        lost: { count: 1, amount: 2500 },
      },
    ]);
    const steps = await look(world.ctx, ({ tx }) => recoveryBySteps(tx, between));
    expect(steps.map(({ step, tried, succeeded }) => [step, tried, succeeded])).toEqual([
      ['first_try', 4, 1],
      ['retry_1', 2, 1],
      ['retry_2', 1, 0],
      ['retry_3', 1, 0],
      ['new_method', 1, 1],
      ['other', 0, 0],
    ]);
    await world.check();
  });
});
