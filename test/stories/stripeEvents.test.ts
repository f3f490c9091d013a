import { describe, expect, it } from 'vitest';
import { processEvents } from '../../src/actions/gateways/processEvents.ts';
import { reconcile } from '../../src/actions/gateways/reconcile.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { minutesAfter } from '../../src/domain/instants.ts';
import { testDatabase } from '../support/database.ts';
import { createRefund } from '../support/stripeServer/charges.ts';
import { deliver } from '../support/stripeServer/server.ts';
import type { StripeWorld } from './stripeWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();

const refundWish = {
  reason: 'sorry',
  renewal: 'goes_on',
  access: 'stays',
  way: 'gateway',
} as const;

describe('an event', () => {
  it('is believed only when signed with the secret, over these bytes, now', async () => {
    const world = await stripeWorld(db);
    await world.join('sepa');
    const events = world.news();
    const at = world.clock.now();
    const send = (more: object) => deliver(events, { url: world.url, at, ...more });
    expect(await send({ secret: 'whsec_of_somebody_else' })).toEqual([400]);
    expect(await send({ at: minutesAfter(at, -6) })).toEqual([400]);
    expect(await send({ at: minutesAfter(at, 6) })).toEqual([400]);
    const bare = await fetch(world.url, { method: 'POST', body: JSON.stringify(events[0]) });
    expect(bare.status).toBe(400);
    const elsewhere = world.url.replace(world.slug, 'nobody');
    expect(await send({ url: elsewhere })).toEqual([404]);
    expect(await send({ url: world.url.replace('stripe', 'test') })).toEqual([404]);
    expect(await world.rows('select id from gateway_event')).toEqual([]);
    expect(await send({})).toEqual([200]);
    expect(await send({})).toEqual([200]);
    expect(await world.rows('select id from gateway_event')).toHaveLength(1);
  });

  it('is refused, whoever signs, while there is no secret', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    await world.rows(`delete from gateway_account`);
    const events = world.news();
    expect(await deliver(events, { url: world.url, at: world.clock.now(), secret: '' })).toEqual([
      400,
    ]);
  });

  it('of a bank debit settles it days later, or refuses it', async () => {
    const world = await stripeWorld(db);
    await world.join('sepa');
    await world.join('sepa');
    expect(await world.attempts()).toMatchObject([
      { state: 'processing' },
      { state: 'processing' },
    ]);
    await world.tell(world.news());
    const [first, second] = await world.attempts();
    world.later(3 * 24 * 60);
    world.stripe.settle(world.stripe.intentOf(first!.id)!);
    world.stripe.refuse(world.stripe.intentOf(second!.id)!, 'debit_not_authorized');
    await world.tell(world.news());
    expect(await world.attempts()).toMatchObject([
      { state: 'succeeded' },
      { state: 'declined', kind: 'hard', reason: 'mandate_revoked' },
    ]);
    await world.check();
  });

  it('ends in the same state in any order and repetition, and when most are lost', async () => {
    const ways: ((world: StripeWorld) => Promise<unknown>)[] = [
      (world) => world.tell(world.news()),
      (world) => world.tell(world.news().toReversed()),
      (world) => world.tell([...world.news(), ...world.stripe.state.events.toReversed()]),
      (world) => world.tell(world.news().slice(-1)),
    ];
    const ends = [];
    for (const way of ways) {
      const world = await stripeWorld(db);
      const { invoiceIds } = await world.join('sepa');
      const [attempt] = await world.attempts();
      const intent = world.stripe.intentOf(attempt!.id)!;
      world.stripe.settle(intent);
      createRefund(world.stripe.state, { payment_intent: intent.id, amount: '500' });
      createRefund(world.stripe.state, { payment_intent: intent.id, amount: '700' });
      await way(world);
      // A lost success is found by asking; its refunds by the event that waits for it.
      world.later(61);
      await world.ask();
      world.later(24 * 60);
      await processEvents(world.ctx);
      await world.check();
      const refunds = await world.rows('select amount, state, outside from refund order by amount');
      const notes = await world.rows('select total from credit_note order by total');
      ends.push({
        invoices: (await world.invoices()).map(({ id: _id, ...rest }) => rest),
        refunds,
        notes,
      });
      expect(invoiceIds).toHaveLength(1);
    }
    expect(ends[0]).toMatchObject({
      invoices: [{ status: 'paid', balance: 0 }],
      refunds: [
        { amount: 500, state: 'succeeded', outside: false },
        { amount: 700, state: 'succeeded', outside: false },
      ],
    });
    for (const end of ends) expect(end).toEqual(ends[0]);
  });

  it('about our own refund records it once, whichever comes first', async () => {
    const world = await stripeWorld(db);
    const { invoiceIds } = await world.join('ok');
    const invoiceId = invoiceIds[0]!;
    world.stripe.control.fault = ({ path, method }) =>
      path === '/v1/refunds' && method === 'POST' ? 'lost_after' : null;
    const made = await refundPayment(world.ctx, { ...refundWish, invoiceId, amount: 1000 });
    expect(made.state).toBe('unknown');
    world.stripe.control.fault = () => null;
    await world.tell(world.news());
    await world.tell(world.stripe.state.events);
    const refunds = await world.rows('select amount, state from refund');
    expect(refunds).toEqual([{ amount: 1000, state: 'succeeded' }]);
    await refundPayment(world.ctx, { ...refundWish, invoiceId, amount: 500 });
    await world.tell(world.news());
    expect(await world.rows('select amount from refund order by amount')).toHaveLength(2);
    await world.check();
  });

  it('about something unknown waits, and one of another program is let go', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    const [known] = world.stripe.state.intents.values();
    const strange = structuredClone(known!);
    strange.metadata.attempt = '01900000-0000-7000-8000-000000000000';
    world.stripe.state.tell('payment_intent.succeeded', strange);
    world.stripe.state.tell('payment_intent.succeeded', { ...strange, metadata: {} });
    await world.tell(world.news());
    const waiting = () => world.rows('select id from gateway_event where processed_at is null');
    expect(await waiting()).toHaveLength(1);
    world.later(8 * 24 * 60);
    await processEvents(world.ctx);
    expect(await waiting()).toEqual([]);
  });
});

describe('the daily comparison', () => {
  it('records what events never told, and keeps what our books do not know', async () => {
    const world = await stripeWorld(db);
    await world.join('sepa');
    await world.join('ok');
    const [debit, paid] = await world.attempts();
    world.stripe.settle(world.stripe.intentOf(debit!.id)!);
    const intent = world.stripe.intentOf(paid!.id)!;
    createRefund(world.stripe.state, { payment_intent: intent.id, amount: '1200' });
    world.later(30);
    expect(await reconcile(world.ctx)).toEqual({ compared: 2, differences: 0 });
    expect((await world.attempts()).map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    await world.check();

    const strange = { ...structuredClone(intent), id: 'pi_strange' };
    strange.metadata.attempt = '01900000-0000-7000-8000-000000000000';
    world.stripe.state.intents.set(strange.id, strange);
    world.stripe.state.intents.delete(intent.id);
    expect(await reconcile(world.ctx)).toEqual({ compared: 2, differences: 2 });
    const open = () =>
      world.rows(
        `select kind, reference from gateway_difference where resolved_at is null order by kind`,
      );
    expect(await open()).toEqual([
      { kind: 'missing', reference: intent.id },
      { kind: 'unknown_charge', reference: 'pi_strange' },
    ]);
    world.stripe.state.intents.set(intent.id, intent);
    world.stripe.state.intents.delete(strange.id);
    await reconcile(world.ctx);
    expect(await open()).toEqual([]);
  });

  it('does not take half a list for missing charges', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    world.later(30);
    world.stripe.control.fault = () => 'error_before';
    expect(await reconcile(world.ctx)).toEqual({ compared: 0, differences: 0 });
  });
});
