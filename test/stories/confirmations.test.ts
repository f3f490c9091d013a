import { describe, expect, it } from 'vitest';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { confirmTestCharge } from '../../src/gateways/payment/test/gateway.ts';
import { schedule } from '../../src/jobs/handlers/schedule.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { overdueMember } from './overdueWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();

const attempts = (world: Pick<World, 'rows'>) =>
  world.rows<{ id: string; cause: string; state: string }>(
    `select id, cause, state from payment_attempt where cause in ('member', 'card_update')
     order by created_at, id`,
  );

/** A member who pressed "pay" for what is overdue, and left the page of their bank. */
async function gone() {
  const { world, contactId } = await overdueMember(db, cards.confirm);
  await world.until('2026-03-03');
  const [invoice] = await world.rows<{ id: string }>('select id from invoice where balance > 0');
  expect(await chargeInvoiceNow(world.ctx, invoice!.id, 'member')).toMatchObject({
    outcome: 'requires_action',
  });
  await world.news();
  return { world, contactId, invoice: invoice!.id };
}

describe('a confirmation at the bank that its payer left', () => {
  it('is given up when they bring another card, which pays', async () => {
    const { world, contactId } = await gone();
    await world.card(contactId, cards.good);
    expect(await attempts(world)).toMatchObject([
      { cause: 'member', state: 'declined' },
      { cause: 'card_update', state: 'succeeded' },
    ]);
    expect((await world.news()).mails).toEqual(['recovered']);
    await world.check();
  });

  it('is given up when they pay again, and asked of them anew', async () => {
    const { world, invoice } = await gone();
    const again = await chargeInvoiceNow(world.ctx, invoice, 'member');
    expect(again.outcome).toBe('requires_action');
    const [first, second] = await attempts(world);
    expect(first!.state).toBe('declined');
    expect(await confirmTestCharge(db, world.ctx.orgId, first!.id)).toBe(false);
    expect(await confirmTestCharge(db, world.ctx.orgId, second!.id)).toBe(true);
    await world.until('2026-03-04');
    expect((await world.news()).charges).toContain('succeeded 2500');
    await world.check();
  });

  it('and was confirmed after all is the payment: nothing is charged twice', async () => {
    const { world, contactId, invoice } = await gone();
    const [open] = await attempts(world);
    await confirmTestCharge(db, world.ctx.orgId, open!.id);
    const { charged } = await world.card(contactId, cards.good);
    expect(charged).toMatchObject([{ invoiceId: invoice, state: 'succeeded' }]);
    expect((await world.news()).charges).toEqual(['succeeded 2500']);
    await world.check();
  });

  it('of a change made now: the change stays, and stands with the card that pays', async () => {
    const world = await billingWorld(db, '2026-02-02');
    const [planId, gold] = [await world.plan({ amount: 1000 }), await world.plan({ amount: 9000 })];
    const from = { firstBillingOn: d('2026-02-02'), prorate: false };
    const { contactId, subscriptionId: id } = await world.join(planId, {
      ...from,
      card: cards.good,
    });
    await world.card(contactId, cards.confirm);
    const ctx = { ...world.ctx, actor: { kind: 'member' as const, id: contactId, name: 'Ana' } };
    await changeSubscription(ctx, { id }, { planId: gold, when: 'now' });
    expect((await attempts(world)).at(-1)).toMatchObject({ state: 'requires_action' });
    await world.card(contactId, cards.good);
    expect(await world.subscription(id)).toMatchObject({ planId: gold, state: 'active' });
    expect(await world.rows('select id from invoice where balance > 0')).toEqual([]);
    await world.check();
  });
});

describe('at Stripe, a confirmation that its payer left', () => {
  it('is cancelled there before another charge is made', async () => {
    const world = await stripeWorld(db);
    const { invoiceIds } = await world.join('3ds');
    const [invoiceId] = invoiceIds;
    await chargeInvoiceNow(world.ctx, invoiceId!, 'member');
    const [first] = await attempts(world);
    await chargeInvoiceNow(world.ctx, invoiceId!, 'member');
    expect(world.stripe.intentOf(first!.id)!.status).toBe('canceled');
    const [, second] = await attempts(world);
    world.stripe.settle(world.stripe.intentOf(second!.id)!);
    await world.tell(world.news());
    expect(await world.invoices()).toMatchObject([{ status: 'paid', balance: 0 }]);
    await world.check();
  });

  it('is neither charged anew nor lost while Stripe does not answer', async () => {
    const world = await stripeWorld(db);
    const { contactId, invoiceIds } = await world.join('3ds');
    await chargeInvoiceNow(world.ctx, invoiceIds[0]!, 'member');
    const before = world.stripe.state.intents.size;
    world.stripe.control.fault = () => 'lost_before';
    const { id: token } = world.stripe.method('ok', 'cus_new');
    const card = {
      kind: 'card',
      token,
      customer: 'cus_new',
      brand: 'visa',
      last4: '4242',
    } as const;
    const details = { ...card, expMonth: 12, expYear: 2040 };
    await setPaymentMethod(world.ctx, contactId, { gateway: 'stripe', details });
    expect(world.stripe.state.intents.size).toBe(before);
    expect(await attempts(world)).toMatchObject([{ state: 'unknown' }]);
    world.stripe.control.fault = () => null;
    await world.check();
  });
});

describe('the clock', () => {
  it('has a confirmation asked about when its time comes, not with the next billing day', async () => {
    const world = await stripeWorld(db);
    const { invoiceIds } = await world.join('3ds');
    await world.rows('update organization set billed_until = $1', [world.clock.now().slice(0, 10)]);
    await chargeInvoiceNow(world.ctx, invoiceIds[0]!, 'member');
    const jobs = async () => {
      const { rows } = await db.pool.query(
        `select from graphile_worker._private_jobs j join graphile_worker._private_tasks t
           on t.id = j.task_id and t.identifier = 'billing_day'
         where j.payload ->> 'orgId' = $1`,
        [world.ctx.orgId],
      );
      return rows.length;
    };
    await schedule(world.server.program);
    expect(await jobs()).toBe(0);
    world.later(6);
    await schedule(world.server.program);
    expect(await jobs()).toBe(1);
  });
});
