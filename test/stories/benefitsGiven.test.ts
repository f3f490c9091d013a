/** What is given once, put on plans and taken off them, ticked and undone. */
import { describe, expect, it } from 'vitest';
import { deleteBenefit, editBenefit } from '../../src/actions/benefits/editBenefits.ts';
import { settleDeliveries } from '../../src/actions/benefits/settleDeliveries.ts';
import { markDelivered, undoDelivered } from '../../src/actions/benefits/tickDeliveries.ts';
import { act, look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { deleteContactIn } from '../../src/actions/people/deleteContact.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { progressIn } from '../../src/db/benefits/read.ts';
import { monthDays } from '../../src/domain/benefits.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { gives, giving, october, owed, todo } from './benefitWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

describe('a benefit given once', () => {
  it('is owed once per member, on whatever they have later', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const mug = await giving(life, 'once', 'Mug');
    const plan = await life.plan({ amount: 3100, benefits: [mug] });
    const other = await life.plan({ amount: 1000, name: 'Other', benefits: [mug] });
    const { contactId } = await october(life, plan.id);
    await life.day('2026-11-01');
    await october(life, other.id, { who: { contactId }, firstBillingOn: d('2026-11-01') });
    await life.day('2026-12-01');
    expect(await owed(life)).toEqual([todo('2026-10-01')]);
    await life.check();
  });

  it('is to do once where it was owed each period before', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const mug = await giving(life, 'period', 'Mug');
    const plan = await life.plan({ amount: 3100, benefits: [mug] });
    await october(life, plan.id);
    await life.day('2026-11-01');
    await editBenefit(life.ctx, { id: mug, version: 1 }, { delivery: 'once' });
    expect(await owed(life)).toEqual([todo('2026-10-01'), { from: '2026-11-01', state: 'void' }]);
    await life.day('2026-12-01');
    expect((await owed(life)).filter(({ state }) => state === 'todo')).toHaveLength(1);
    await life.check();
  });
});

describe('the doctor', () => {
  it('sees what is owed twice, given twice, and owed to somebody else', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const mug = await giving(life, 'once', 'Mug');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life), mug] });
    await october(life, plan.id);
    const other = await october(life, plan.id);
    await life.day('2026-11-01');
    const broken = async () =>
      (await runDoctor(life.ctx)).filter(({ ok }) => !ok).map(({ name }) => name);
    expect(await broken()).toEqual([]);
    const november =
      "(select t.id from term t where t.subscription_id = d.subscription_id and t.starts_on = '2026-11-01')";
    const meddle = (columns: string) =>
      life.rows(
        `insert into benefit_delivery (org_id, benefit_id, subscription_id, term_id, starts_on,
           ends_on, created_at)
         select app_org(), ${columns}, now() from benefit_delivery d
         where d.benefit_id = '${mug}' and d.subscription_id <> '${other.subscriptionId}'
           and d.void_at is null`,
      );
    await meddle(`d.benefit_id, d.subscription_id, ${november}, d.starts_on, d.ends_on`);
    expect(await broken()).toEqual(['delivered_once_per_period', 'given_once_per_member']);
    await settleDeliveries(life.ctx);
    expect(await broken()).toEqual([]);
    const print = await giving(life, 'period', 'Another print');
    await meddle(`'${print}', '${other.subscriptionId}', d.term_id, d.starts_on, d.ends_on`);
    expect(await broken()).toEqual(['deliveries_belong_to_their_term']);
  });
});

describe('a benefit that is put on a plan', () => {
  it('is owed by the periods that run, not by those that are over', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100 });
    await october(life, plan.id);
    await life.day('2026-11-01');
    await life.day('2026-11-15');
    await gives(life, plan.id, [await giving(life)]);
    expect(await owed(life)).toEqual([todo('2026-11-01')]);
    await life.check();
  });

  it('and taken off again is owed no more, but for what was delivered; put back it is', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const print = await giving(life);
    const plan = await life.plan({ amount: 3100, benefits: [print] });
    await october(life, plan.id);
    await october(life, plan.id);
    await settleDeliveries(life.ctx);
    const [first] = await life.rows<{ id: string }>('select id from benefit_delivery');
    await markDelivered(life.ctx, { benefitId: print, ids: [first!.id] });
    const states = async () => (await owed(life)).map(({ state }) => state).toSorted();
    await gives(life, plan.id, []);
    expect(await states()).toEqual(['done', 'void']);
    await gives(life, plan.id, [print]);
    expect(await states()).toEqual(['done', 'todo']);
    await deleteBenefit(life.ctx, { id: print, version: 1 });
    expect(await states()).toEqual(['done', 'void']);
    await life.check();
  });

  it('has a name of its own, and is refused once it is gone', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const print = await giving(life);
    await expect(giving(life, 'once', 'SIGNED PRINT')).rejects.toMatchObject({
      code: 'benefit_name_taken',
    });
    const stale = editBenefit(life.ctx, { id: print, version: 7 }, { name: 'x' });
    await expect(stale).rejects.toMatchObject({ code: 'stale_edit' });
    await deleteBenefit(life.ctx, { id: print, version: 1 });
    await expect(life.plan({ amount: 3100, benefits: [print] })).rejects.toMatchObject({
      code: 'benefit_gone',
    });
    await giving(life);
  });

  it('which is not to be delivered after all leaves nothing to do', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const print = await giving(life);
    const plan = await life.plan({ amount: 3100, benefits: [print] });
    await october(life, plan.id);
    await settleDeliveries(life.ctx);
    await editBenefit(life.ctx, { id: print, version: 1 }, { delivery: 'none' });
    expect(await owed(life)).toEqual([{ from: '2026-10-01', state: 'void' }]);
    await editBenefit(life.ctx, { id: print, version: 2 }, { delivery: 'period' });
    expect(await owed(life)).toEqual([todo('2026-10-01')]);
  });
});

describe('what is delivered', () => {
  it('is ticked one by one or all of a month, told in each history, and undone', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const print = await giving(life);
    const plan = await life.plan({ amount: 3100, benefits: [print] });
    const { contactId } = await october(life, plan.id);
    await october(life, plan.id);
    await life.day('2026-11-01');
    const progress = (month: string) =>
      look(life.ctx, async ({ tx }) =>
        (await progressIn(tx, [print], monthDays(month))).get(print),
      );
    expect(await progress('2026-11')).toEqual({ due: 2, done: 0, earlier: 2 });
    const all = { benefitId: print, month: monthDays('2026-11') };
    const { count, at } = await markDelivered(life.ctx, all);
    expect(count).toBe(2);
    expect(await progress('2026-11')).toEqual({ due: 2, done: 2, earlier: 2 });
    await expect(markDelivered(life.ctx, all)).rejects.toMatchObject({
      code: 'nothing_to_deliver',
    });
    const told = () =>
      life.rows(
        `select event, data ->> 'from' as from from activity
         where contact_id = $1 and event like 'benefit_deliver%' order by at, id`,
        [contactId],
      );
    expect(await told()).toEqual([{ event: 'benefit_delivered', from: '2026-11-01' }]);
    expect(await undoDelivered(life.ctx, { benefitId: print, at })).toEqual({ count: 2 });
    expect(await told()).toHaveLength(2);
    expect(await progress('2026-11')).toEqual({ due: 2, done: 0, earlier: 2 });
    await life.check();
  });

  it('is owed to nobody who was deleted', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100, benefits: [await giving(life)] });
    const { subscriptionId: id, contactId } = await october(life, plan.id);
    await life.day('2026-10-02');
    await revokeSubscription(life.ctx, { id });
    await settleDeliveries(life.ctx);
    expect(await owed(life)).toEqual([todo('2026-10-01')]);
    await act(life.ctx, (scene) => deleteContactIn(scene, contactId));
    await settleDeliveries(life.ctx);
    expect(await owed(life)).toEqual([{ from: '2026-10-01', state: 'void' }]);
    await life.check();
  });

  it('stays told when it is refunded afterwards, and is void once undone', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const print = await giving(life);
    const plan = await life.plan({ amount: 3100, benefits: [print] });
    const { subscriptionId: id } = await october(life, plan.id);
    await settleDeliveries(life.ctx);
    await markDelivered(life.ctx, { benefitId: print });
    await revokeSubscription(life.ctx, { id });
    await life.day('2026-10-02');
    expect(await owed(life)).toEqual([{ from: '2026-10-01', state: 'done' }]);
    await undoDelivered(life.ctx, { benefitId: print });
    expect(await owed(life)).toEqual([{ from: '2026-10-01', state: 'void' }]);
    await life.check();
  });
});
