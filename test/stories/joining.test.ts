import { describe, expect, it } from 'vitest';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { memberDefaults, previewMember } from '../../src/actions/subscriptions/previewMember.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** Invoices of a subscription as staff would read them aloud. */
function invoicesOf(life: Life, id: string) {
  return life.rows(
    `select number, issued_on as on, period_start as start, period_end as end, total, status
     from invoice where subscription_id = $1 order by serial`,
    [id],
  );
}

function termsOf(life: Life, id: string) {
  return life.rows(
    `select starts_on as start, ends_on as end, kind, status from term
     where subscription_id = $1 and status <> 'void' order by starts_on`,
    [id],
  );
}

describe('joining.md: staff add a member on 15 October, first recurring invoice 1 November', () => {
  it('A: a part is invoiced now (17 of 31 days), then full periods', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const wish = { planId: plan.id, firstBillingOn: d('2026-11-01'), prorate: true };
    const preview = await previewMember(life.ctx, { ...wish, contactId: null });
    expect(preview.case).toBe('A');
    expect(preview.invoices.map((i) => [i.issueOn, i.draft.total])).toEqual([
      ['2026-10-15', 1700],
      ['2026-11-01', 3100],
      ['2026-12-01', 3100],
    ]);
    const line = preview.invoices[0]!.draft.lines[0]!;
    expect(line.fraction).toEqual({ days: 17, of: 31 });

    const added = await life.join(plan.id, { ...wish, paymentMethod: goodCard });
    await life.check();
    expect(await invoicesOf(life, added.subscriptionId)).toMatchObject([
      { number: '2026-000001', on: '2026-10-15', end: '2026-11-01', total: 1700, status: 'paid' },
    ]);
    await life.day('2026-11-01');
    await life.day('2026-12-01');
    await life.check();
    expect(await invoicesOf(life, added.subscriptionId)).toMatchObject([
      { start: '2026-10-15', total: 1700 },
      { start: '2026-11-01', end: '2026-12-01', on: '2026-11-01', total: 3100, status: 'paid' },
      { start: '2026-12-01', end: '2027-01-01', total: 3100, status: 'paid' },
    ]);
    expect(await termsOf(life, added.subscriptionId)).toMatchObject([
      { start: '2026-10-15', end: '2026-11-01', kind: 'paid', status: 'active' },
      { start: '2026-11-01', end: '2026-12-01', kind: 'paid', status: 'active' },
      { start: '2026-12-01', end: '2027-01-01', kind: 'paid', status: 'active' },
    ]);
  });

  it('B: same date, not ticked: the full amount now', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const added = await life.join(plan.id, { firstBillingOn: d('2026-10-15'), prorate: false });
    expect(await invoicesOf(life, added.subscriptionId)).toMatchObject([
      { start: '2026-10-15', end: '2026-11-15', total: 3100, status: 'open' },
    ]);
    expect((await life.subscription(added.subscriptionId)).nextBillingOn).toBe('2026-11-15');
    await life.check();
  });

  it('C: later date, not ticked: free until then', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const wish = { planId: plan.id, firstBillingOn: d('2026-11-01'), prorate: false };
    const preview = await previewMember(life.ctx, { ...wish, contactId: null });
    expect(preview).toMatchObject({ case: 'C', freeUntil: '2026-11-01' });
    expect(preview.sentence.en).toContain('free until the first invoice');
    const added = await life.join(plan.id, wish);
    expect(await invoicesOf(life, added.subscriptionId)).toEqual([]);
    expect(await termsOf(life, added.subscriptionId)).toMatchObject([
      { start: '2026-10-15', end: '2026-11-01', kind: 'free', status: 'active' },
    ]);
    await life.day('2026-11-01');
    expect(await invoicesOf(life, added.subscriptionId)).toMatchObject([
      { start: '2026-11-01', end: '2026-12-01', total: 3100 },
    ]);
    await life.check();
  });

  it('D: same date, ticked: one full invoice, never a zero or a second one', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const added = await life.join(plan.id, { firstBillingOn: d('2026-10-15'), prorate: true });
    await life.day('2026-10-15');
    expect(await invoicesOf(life, added.subscriptionId)).toMatchObject([
      { start: '2026-10-15', end: '2026-11-15', total: 3100 },
    ]);
    await life.check();
  });

  it('E: recurring before the start, and a past start, are refused at their fields', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    await expect(
      life.join(plan.id, { startOn: d('2026-11-05'), firstBillingOn: d('2026-11-01') }),
    ).rejects.toMatchObject({
      code: 'billing_before_start',
      fields: [{ pointer: '/first_billing_on' }],
    });
    await expect(life.join(plan.id, { startOn: d('2026-10-14') })).rejects.toMatchObject({
      code: 'start_in_past',
      fields: [{ pointer: '/start_on' }],
    });
    expect(await life.rows('select id from contact')).toEqual([]);
  });
});

describe('joining', () => {
  it('takes "past" in the zone of the organization', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    // 22:30 UTC is 00:30 of the next day in Paris.
    life.moveTo('2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const clock = life.ctx.clock as { set(at: string): void } & typeof life.ctx.clock;
    clock.set('2026-10-15T22:30:00Z');
    await expect(life.join(plan.id, { startOn: d('2026-10-15') })).rejects.toMatchObject({
      code: 'start_in_past',
    });
    const defaults = await memberDefaults(life.ctx, { planId: plan.id });
    expect(defaults).toEqual({ startOn: '2026-10-16', firstBillingOn: '2026-11-01' });
  });

  it('writes to nobody unless asked, and bills a start to come on its day', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const quiet = await life.join(plan.id, { startOn: d('2026-10-20') });
    expect(await life.rows('select template from message')).toEqual([]);
    expect((await life.subscription(quiet.subscriptionId)).state).toBe('scheduled');
    await life.join(plan.id, { notify: 'invoice' });
    expect(await life.rows('select template from message')).toEqual([{ template: 'invoice' }]);
    await life.day('2026-10-20');
    expect(await invoicesOf(life, quiet.subscriptionId)).toMatchObject([
      { start: '2026-10-20', end: '2026-11-01', total: 1200 },
    ]);
    await life.check();
  });

  it('refuses a second running subscription to the plan, also at the same moment', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const other = await life.plan({ name: 'Silver', amount: 900 });
    const { contactId } = await life.join(other.id);
    const again = () => addMember(life.ctx, { planId: plan.id, who: { contactId } });
    const results = await Promise.allSettled([again(), again(), again()]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => (result.reason as { code: string }).code)).toEqual([
      'already_subscribed',
      'already_subscribed',
    ]);
    await life.check();
  });

  it('lets another contact pay, and refuses chains', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const plan = await life.plan({ amount: 3100 });
    const payer = await life.join(plan.id, { paymentMethod: goodCard });
    const member = await life.join(plan.id, { payerId: payer.contactId });
    const [invoice] = await life.rows<{ payer_id: string; status: string }>(
      'select payer_id, status from invoice where contact_id = $1',
      [member.contactId],
    );
    expect(invoice).toMatchObject({ payer_id: payer.contactId, status: 'paid' });
    const third = await life.join(plan.id);
    await expect(
      addMember(life.ctx, {
        planId: (await life.plan({ name: 'Extra', amount: 500 })).id,
        who: { contactId: payer.contactId },
        payerId: third.contactId,
      }),
    ).rejects.toMatchObject({ code: 'payer_chain' });
    await life.check();
  });

  it('takes an own amount from the minimum on, where the plan has that', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({
      name: 'Own amount',
      kind: 'custom',
      minimumAmount: 500,
      amount: 1000,
    });
    await expect(life.join(plan.id, { amount: 499 })).rejects.toMatchObject({
      code: 'amount_below_minimum',
      fields: [{ pointer: '/amount' }],
    });
    const added = await life.join(plan.id, { amount: 1234 });
    expect(await invoicesOf(life, added.subscriptionId)).toMatchObject([{ total: 1234 }]);
    const fixed = await life.plan({ amount: 3100 });
    await expect(life.join(fixed.id, { amount: 100 })).rejects.toMatchObject({
      code: 'amount_not_free',
    });
    await life.check();
  });

  it('gives a free plan without any invoice, and a trial before the first one', async () => {
    const life = await lifeWorld(db, '2026-10-15');
    const free = await life.plan({ name: 'Free', kind: 'free', amount: 0 });
    const trial = await life.plan({ name: 'Trial', amount: 3100, trialDays: 7 });
    const follower = await life.join(free.id);
    const tried = await life.join(trial.id, { paymentMethod: goodCard });
    expect((await life.subscription(tried.subscriptionId)).state).toBe('trialing');
    for (const day of ['2026-10-22', '2026-11-01']) await life.day(day);
    expect(await invoicesOf(life, follower.subscriptionId)).toEqual([]);
    expect(await invoicesOf(life, tried.subscriptionId)).toMatchObject([
      { start: '2026-10-22', end: '2026-11-01', total: 1000, status: 'paid' },
      { start: '2026-11-01', end: '2026-12-01', total: 3100, status: 'paid' },
    ]);
  });
});
