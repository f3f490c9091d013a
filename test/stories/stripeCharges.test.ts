import { describe, expect, it } from 'vitest';
import { resumeAttempts } from '../../src/actions/billing/askUnresolved.ts';
import { chargeInvoices } from '../../src/actions/billing/chargeInvoices.ts';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { testDatabase } from '../support/database.ts';
import type { Fault } from '../support/stripeServer/server.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();

describe('a charge at Stripe', () => {
  it('is paid at once, under the attempt as key, with who and what in its metadata', async () => {
    const world = await stripeWorld(db);
    const { invoiceIds } = await world.join('ok');
    const [attempt] = await world.attempts();
    expect(attempt).toMatchObject({ state: 'succeeded' });
    expect(world.stripe.intentOf(attempt!.id)).toMatchObject({
      amount: 3000,
      currency: 'eur',
      metadata: { org: world.ctx.orgId, invoice: invoiceIds[0], attempt: attempt!.id },
    });
    await world.check();
  });

  it('is refused softly or for good, as the bank says', async () => {
    const world = await stripeWorld(db);
    await world.join('declined:insufficient_funds');
    await world.join('declined:stolen_card');
    await world.join('declined:a_code_of_tomorrow');
    await world.join('3ds');
    expect(await world.attempts()).toMatchObject([
      { state: 'declined', kind: 'soft', reason: 'insufficient_funds' },
      { state: 'declined', kind: 'hard', reason: 'stolen_card' },
      { state: 'declined', kind: 'soft', reason: 'card_declined' },
      { state: 'declined', kind: 'soft', reason: 'authentication_required' },
    ]);
    await world.check();
  });

  it('that the member is there for waits for their bank, and ends when nobody confirms', async () => {
    const world = await stripeWorld(db);
    const { invoiceIds } = await world.join('3ds');
    const ask = { invoiceIds, cause: 'member' as const };
    const [charged] = await chargeInvoices(world.ctx, ask);
    expect(charged!.outcome).toMatchObject({
      state: 'requires_action',
      url: expect.stringContaining('https://hooks.stripe.example/3d/'),
    });
    const intent = world.stripe.intentOf(charged!.attemptId)!;
    for (let asked = 0; asked < 5; asked += 1) {
      world.later(24 * 60);
      await world.ask();
    }
    expect(intent.status).toBe('canceled');
    expect((await world.attempts()).at(-1)).toMatchObject({
      state: 'declined',
      reason: 'authentication_required',
    });
    const [again] = await chargeInvoices(world.ctx, ask);
    world.stripe.settle(world.stripe.intentOf(again!.attemptId)!);
    await world.tell(world.news());
    expect(await world.invoices()).toMatchObject([{ status: 'paid', balance: 0 }]);
    await world.check();
  });

  it('does not leave while the keys are refused, and leaves once when they work again', async () => {
    const world = await stripeWorld(db);
    world.stripe.control.fault = () => 'refuse_keys';
    await world.join('ok');
    expect(await world.attempts()).toMatchObject([{ state: 'created' }]);
    const [row] = await world.rows('select refused_at from gateway_account');
    expect(row!.refused_at).not.toBeNull();
    world.stripe.control.fault = () => null;
    await resumeAttempts(world.ctx);
    expect(await world.attempts()).toMatchObject([{ state: 'created' }]);
    world.later(61);
    await resumeAttempts(world.ctx);
    expect(await world.attempts()).toMatchObject([{ state: 'succeeded' }]);
    expect(world.stripe.state.intents.size).toBe(1);
    const [after] = await world.rows('select refused_at from gateway_account');
    expect(after!.refused_at).toBeNull();
    await world.check();
  });
});

describe('an answer that never came', () => {
  const faults: [Fault, number, string][] = [
    ['lost_after', 1, 'succeeded'],
    ['error_after', 1, 'succeeded'],
    ['lost_before', 0, 'declined'],
    ['error_before', 0, 'declined'],
  ];
  it.each(faults)(
    '%s: %i charge is found by asking, the attempt is %s',
    async (fault, made, state) => {
      const world = await stripeWorld(db);
      world.stripe.control.fault = ({ method }) => (method === 'POST' ? fault : null);
      const { invoiceIds } = await world.join('ok');
      expect(await world.attempts()).toMatchObject([{ state: 'unknown' }]);
      expect(world.stripe.state.intents.size).toBe(made);
      await expect(chargeInvoiceNow(world.ctx, invoiceIds[0]!)).rejects.toMatchObject({
        code: 'attempt_unresolved',
      });
      world.stripe.control.fault = () => null;
      world.later(6);
      await world.ask();
      expect(await world.attempts()).toMatchObject([{ state }]);
      expect(world.stripe.state.intents.size).toBe(made);
      await world.check();
    },
  );

  it('stays open while nobody answers the questions: 5 minutes, an hour, then daily', async () => {
    const world = await stripeWorld(db);
    world.stripe.control.fault = () => 'lost_after';
    await world.join('ok');
    const asked: number[] = [];
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 5) {
      world.later(5);
      if ((await world.ask()).asked > 0) asked.push(minutes + 5);
    }
    expect(asked).toEqual([5, 65, 1505, 2945]);
    world.stripe.control.fault = () => null;
    world.later(24 * 60);
    await world.ask();
    expect(await world.attempts()).toMatchObject([{ state: 'succeeded' }]);
    await world.check();
  });

  it('of a charge made after all is found before the next try, and nothing is charged twice', async () => {
    const world = await stripeWorld(db);
    world.stripe.control.fault = ({ method }) => (method === 'POST' ? 'lost_after' : null);
    const { invoiceIds } = await world.join('ok');
    const [intent] = world.stripe.state.intents.values();
    // Stripe lost it from its lists for a while, as after a failure on its side.
    world.stripe.state.intents.delete(intent!.id);
    world.stripe.control.fault = () => null;
    world.later(6);
    await world.ask();
    expect(await world.attempts()).toMatchObject([{ state: 'declined', reason: 'no_answer' }]);
    world.stripe.state.intents.set(intent!.id, intent!);
    world.later(3 * 24 * 60);
    const found = await chargeInvoiceNow(world.ctx, invoiceIds[0]!);
    expect(found).toMatchObject({ outcome: 'succeeded' });
    expect(world.stripe.state.intents.size).toBe(1);
    expect(await world.attempts()).toMatchObject([{ state: 'succeeded' }]);
    expect(await world.invoices()).toMatchObject([{ status: 'paid' }]);
    await world.check();
  });
});
