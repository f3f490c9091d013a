import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { applyDispute } from '../../src/actions/disputes/applyDispute.ts';
import { decideLost } from '../../src/actions/disputes/decideLost.ts';
import { pauseCase, resumeCase } from '../../src/actions/overdue/caseActions.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { movesByDay } from '../../src/db/billing/forecast.ts';
import { countBoards } from '../../src/db/payments/overdueBoards.ts';
import { caseFigures, listCases } from '../../src/db/payments/overdueCases.ts';
import { recoveryByMonth } from '../../src/db/payments/overdueStatistics.ts';
import { portalDue } from '../../src/db/portal/overview.ts';
import { readOverview } from '../../src/db/reports/overview.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { team } from './consolidatedWorld.ts';
import { disputes, paidMember, told } from './disputeWorld.ts';
import { overdueMember } from './overdueWorld.ts';

const db = await testDatabase();

/** What the member reads on their page, and what the billing preview counts. */
async function planned(world: World, contactId: string) {
  return look(world.ctx, async ({ tx, today }) => {
    const [due] = await portalDue(tx, contactId, today);
    const { retries } = await movesByDay(tx, { today, until: d('2026-04-01') });
    return { told: due?.retries, counted: retries.map(({ on }) => on) };
  });
}

const openCases = (world: Pick<World, 'ctx'>, contactId: string) =>
  look(world.ctx, ({ tx, today }) =>
    listCases(tx, { filter: { state: 'open', contactId }, today, limit: 5 }),
  );

describe('retries to come', () => {
  it('are told and counted only where they will be made', async () => {
    const { world, contactId } = await overdueMember(db);
    await world.until('2026-03-02');
    const { told: first } = await planned(world, contactId);
    expect(first?.length).toBeGreaterThan(0);
    const all = { told: first, counted: first };
    const none = { told: [], counted: [] };
    expect(await planned(world, contactId)).toEqual(all);
    const [found] = await openCases(world, contactId);
    await pauseCase(world.ctx, found!.id);
    expect(await planned(world, contactId)).toEqual(none);
    await resumeCase(world.ctx, found!.id);
    expect(await planned(world, contactId)).toEqual(all);
    await world.card(contactId, cards.stolen);
    expect(await planned(world, contactId)).toEqual(none);
    await world.card(contactId, cards.empty);
    expect(await planned(world, contactId)).toEqual(all);
    await world.card(contactId, cards.late);
    expect(await planned(world, contactId)).toEqual(none);
  });
});

describe('a case whose payment is disputed', () => {
  it('stands on its own board, names the dispute, and asks nobody for attention', async () => {
    const { life, charge } = await paidMember(db);
    const part = { ...told(charge, { reference: 'one', state: 'lost' }), amount: 400 };
    await applyDispute(life.ctx, 'test', { ...part, state: 'needs_response' });
    await applyDispute(life.ctx, 'test', part);
    const [lost] = await disputes(life);
    await decideLost(life.ctx, lost!.id, 'chased');
    await life.day('2026-10-05');
    const board = () =>
      look(life.ctx, async ({ tx, today }) => {
        const { reminders, disputed } = await countBoards(tx, { today, since: today });
        return [reminders.count, disputed.count];
      });
    expect(await board()).toEqual([1, 0]);
    const again = { ...told(charge, { reference: 'two', state: 'needs_response' }), amount: 300 };
    await applyDispute(life.ctx, 'test', again);
    expect(await board()).toEqual([0, 1]);
    const second = (await disputes(life)).find(({ reference }) => reference === 'two');
    const [row] = await look(life.ctx, ({ tx, today }) =>
      listCases(tx, { filter: { board: 'disputed' }, today, limit: 5 }),
    );
    expect(row).toMatchObject({ board: 'disputed', disputeId: second!.id, attention: false });
  });
});

describe('what shows of an overdue case', () => {
  it('is found by those a consolidated invoice covers, with their own access', async () => {
    const { life, lab, ana, bo } = await team(db, { card: cards.empty });
    await life.until('2026-11-01');
    const seen = async (contactId: string) =>
      (await openCases(life, contactId)).map(({ payer, access }) => [payer.name, access.kind]);
    expect(await seen(lab.contactId)).toEqual([['Lab', 'suspend']]);
    expect(await seen(ana.contactId)).toEqual([['Lab', 'suspend']]);
    expect(await seen(bo.contactId)).toEqual([['Lab', 'keep_until_cancelled']]);
  });

  it('came back is what was paid since it opened, not what was paid before', async () => {
    const world = await billingWorld(db, '2026-02-02');
    const planId = await world.plan({ amount: 2500 });
    await world.join(planId, { firstBillingOn: d('2026-02-02'), prorate: false });
    const [invoice] = await world.rows<{ id: string }>('select id from invoice');
    const pay = (amount: number) =>
      recordOfflinePayment(world.ctx, { invoiceId: invoice!.id, amount, means: 'cash' });
    await pay(1000);
    await world.until('2026-02-26');
    expect(await world.rows('select state from overdue_case')).toEqual([{ state: 'open' }]);
    await world.moveTo('2026-02-26', 10);
    await pay(1500);
    const back = { count: 1, amount: [{ currency: 'EUR', amount: 1500 }] };
    await look(world.ctx, async ({ tx, today }) => {
      expect((await caseFigures(tx)).recovered).toEqual(back);
      expect((await countBoards(tx, { today, since: d('2026-01-01') })).recovered).toEqual(back);
      const months = await recoveryByMonth(tx, { from: d('2026-01-01'), to: today });
      expect(months).toMatchObject([{ recovered: { count: 1, amount: 1500 } }]);
      const [row] = await listCases(tx, { filter: {}, today, limit: 5 });
      expect(row).toMatchObject({ state: 'recovered', amount: 1500 });
    });
  });

  it('asks for a person on the first page exactly as on its board', async () => {
    const { world } = await overdueMember(db);
    for (const day of ['2026-03-02', '2026-03-06', '2026-03-07']) {
      await world.until(day);
      const [page, board] = await look(world.ctx, async ({ tx, today }) => [
        (await readOverview(tx, today)).waiting.overdue_attention,
        (await countBoards(tx, { today, since: today })).attention.count,
      ]);
      expect([day, page]).toEqual([day, board]);
    }
    await world.check();
  });
});
