import { describe, expect, it } from 'vitest';
import { createPlanSet } from '../../src/actions/plans/createPlanSet.ts';
import { deletePlan } from '../../src/actions/plans/deletePlan.ts';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { decideHeldBilling } from '../../src/actions/subscriptions/decideHeldBilling.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** A member who paid October. */
async function october(life: Life, more: object = {}) {
  const plan = await life.plan({ amount: 3100 });
  const firstBillingOn = d('2026-10-01');
  const member = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard, ...more });
  return { ...member, id: member.subscriptionId, plan };
}

function terms(life: Life, id: string) {
  return life.rows(
    `select starts_on as start, ends_on as end, kind from term
     where subscription_id = $1 and status <> 'void' order by starts_on`,
    [id],
  );
}

describe('a plan', () => {
  it('that is deleted keeps billing those who have it, and nobody can join it', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, plan, contactId } = await october(life);
    expect(await deletePlan(life.ctx, { id: plan.id })).toEqual({ running: 1 });
    await expect(life.join(plan.id)).rejects.toMatchObject({ code: 'plan_deleted' });
    await life.day('2026-11-01');
    expect(await terms(life, id)).toHaveLength(2);
    const history = await life.rows(
      "select event from activity where contact_id = $1 and event = 'plan_deleted'",
      [contactId],
    );
    expect(history).toHaveLength(1);
    await life.check();
  });

  it('that is deleted can say so to everybody who has it, once each, in their language', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { plan, contactId } = await october(life);
    const guy = { display_name: 'Guy', email: 'guy@example.org', language: 'fr' as const };
    const french = await life.join(plan.id, { who: { contact: guy } });
    const gone = await life.join(plan.id);
    await revokeSubscription(life.ctx, { id: gone.subscriptionId });
    const notice = 'We offer it no more.\nYours goes on.';
    await deletePlan(life.ctx, { id: plan.id, notice });
    const mails = await life.rows<{ contact: string }>(
      `select contact_id as contact, language, data ->> 'text' as text, state from message
       where template = 'plan_notice' order by language`,
    );
    expect(mails).toEqual([
      { contact: contactId, language: 'en', text: notice, state: 'queued' },
      { contact: french.contactId, language: 'fr', text: notice, state: 'queued' },
    ]);
    const told = `select data -> 'told' as told from activity
      where event = 'plan_deleted' and contact_id is null`;
    expect(await life.rows(told)).toEqual([{ told: 2 }]);
    await life.check();
  });

  it('that is edited makes a new version for new members; running ones keep theirs', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id, plan } = await october(life);
    const dearer = {
      amount: 4000,
      currency: 'EUR',
      intervalUnit: 'month',
      intervalCount: 1,
    } as const;
    const edit = { name: 'Gold plus', taxRate: '20', prices: [dearer] };
    await editPlan(life.ctx, { id: plan.id, version: plan.version }, edit);
    await expect(
      editPlan(life.ctx, { id: plan.id, version: plan.version }, { name: 'Stale' }),
    ).rejects.toMatchObject({ code: 'stale_edit' });
    expect(await life.subscription(id)).toMatchObject({
      planName: 'Gold',
      amount: 3100,
      taxRate: '0',
    });
    const fresh = await life.join(plan.id, { firstBillingOn: d('2026-10-01') });
    expect(await life.subscription(fresh.subscriptionId)).toMatchObject({
      planName: 'Gold plus',
      amount: 4000,
      taxRate: '20',
    });
    expect(await life.rows('select name from label')).toEqual([{ name: 'Gold plus' }]);
    await expect(
      editPlan(life.ctx, { id: plan.id, version: plan.version + 1 }, { taxRate: 'much' }),
    ).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/tax_rate' }] });
    await life.check();
  });

  it('comes in sets for each kind of organization, in its language and currency', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const ids = await createPlanSet(life.ctx, { kind: 'creator', language: 'fr', currency: 'JPY' });
    expect(ids).toHaveLength(4);
    const prices = await life.rows(
      `select p.name, r.amount, r.interval_unit as unit from price r join plan p on p.id = r.plan_id
       where p.name = 'Soutien' order by r.position`,
    );
    expect(prices).toEqual([
      { name: 'Soutien', amount: 500, unit: 'month' },
      { name: 'Soutien', amount: 5000, unit: 'year' },
    ]);
    await life.check();
  });
});

describe('several missed periods', () => {
  it('wait for a decision: bill all, or only the current one', async () => {
    for (const bill of ['all', 'current'] as const) {
      const life = await lifeWorld(db, '2026-10-01');
      const { id } = await october(life);
      await life.day('2027-01-10');
      expect((await life.subscription(id)).billingHeld).toBe(true);
      const { invoiceIds } = await decideHeldBilling(life.ctx, { id }, bill);
      expect(invoiceIds).toHaveLength(bill === 'all' ? 3 : 1);
      expect(await life.subscription(id)).toMatchObject({
        billingHeld: false,
        nextBillingOn: '2027-02-01',
      });
      await life.check();
      await expect(decideHeldBilling(life.ctx, { id }, bill)).rejects.toMatchObject({
        code: 'billing_not_held',
      });
    }
  });
});
