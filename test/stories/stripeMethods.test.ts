import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { checkDirectory } from '../../src/db/directory/rebuild.ts';
import { testDatabase } from '../support/database.ts';
import type { StripeWorld } from './stripeWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();

/** The token of the method on file, as Stripe calls it. */
async function tokenOf(world: StripeWorld): Promise<string> {
  const [row] = await world.rows<{ token: string }>(
    'select token from payment_method where replaced_at is null',
  );
  return row!.token;
}

const changes = (world: StripeWorld) =>
  world.rows(`select data ->> 'last4' as last4 from activity
    where event = 'payment_method_changed' order by id`);

const gone = (world: StripeWorld) =>
  world.rows(`select data ->> 'last4' as last4, data ->> 'reason' as reason from activity
    where event = 'payment_method_removed'`);

/** The e-mails about refusals. */
async function asked(world: StripeWorld) {
  const rows = await world.rows<{ template: string }>(
    `select template from message where template like '%declined%' order by id`,
  );
  return rows.map(({ template }) => template);
}

async function check(world: StripeWorld) {
  await world.check();
  expect(await look(world.ctx, ({ tx }) => checkDirectory(tx))).toEqual([]);
}

describe('a method that is gone at Stripe', () => {
  it('is off the file, and its payer is asked for another one of what they owe', async () => {
    const world = await stripeWorld(db);
    await world.join('declined:insufficient_funds');
    const token = await tokenOf(world);
    world.later(25 * 60);
    world.news();
    world.stripe.state.tell('payment_method.detached', { id: token });
    const [event] = world.news();
    await world.tell([event!, event!]);
    expect(await world.rows('select replaced_at from payment_method')).not.toMatchObject([
      { replaced_at: null },
    ]);
    expect(await world.rows('select last_reason as why from overdue_case')).toEqual([
      { why: 'method_gone' },
    ]);
    expect(await asked(world)).toEqual(['declined_first', 'hard_declined']);
    expect(await gone(world)).toEqual([{ last4: '4242', reason: 'method_gone' }]);
    await check(world);
  });

  it('a mandate withdrawn at the bank: nobody who owes nothing is written to', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    const token = await tokenOf(world);
    world.news();
    const mandate = { id: 'mandate_1', payment_method: token };
    world.stripe.state.tell('mandate.updated', { ...mandate, status: 'active' });
    await world.tell(world.news());
    expect(await gone(world)).toEqual([]);
    world.stripe.state.tell('mandate.updated', { ...mandate, status: 'inactive' });
    await world.tell(world.news());
    expect(await gone(world)).toEqual([{ last4: '4242', reason: 'mandate_revoked' }]);
    expect(await asked(world)).toEqual([]);
    await check(world);
  });
});

describe('a card that its bank renewed', () => {
  const renewed = { last4: '9999', exp_month: 1, exp_year: 2044 };

  it('pays what is overdue at once, though it was refused for good, and is written down', async () => {
    const world = await stripeWorld(db);
    await world.join('declined:stolen_card');
    const token = await tokenOf(world);
    world.news();
    world.stripe.state.behaviors.set(token, 'ok');
    world.stripe.state.tell('payment_method.automatically_updated', { id: token, card: renewed });
    const [event] = world.news();
    await world.tell([event!]);
    expect(await world.invoices()).toMatchObject([{ status: 'paid', balance: 0 }]);
    expect(await changes(world)).toEqual([{ last4: '4242' }, { last4: '9999' }]);
    const [shown] = await world.rows(
      'select last4, exp_year as year from payment_method where replaced_at is null',
    );
    expect(shown).toEqual({ last4: '9999', year: 2044 });
    // The same said again, in other words, is no news.
    world.stripe.state.tell('payment_method.updated', { id: token, card: renewed });
    await world.tell(world.news());
    expect(await changes(world)).toHaveLength(2);
    await check(world);
  });

  it('is tried without its payer: a bank that wants them there refuses, nothing waits', async () => {
    const world = await stripeWorld(db);
    await world.join('3ds');
    const token = await tokenOf(world);
    world.news();
    world.stripe.state.tell('payment_method.automatically_updated', { id: token, card: renewed });
    await world.tell(world.news());
    expect(await world.attempts()).toMatchObject([
      { state: 'declined', reason: 'authentication_required' },
      { state: 'declined', reason: 'authentication_required' },
    ]);
    await check(world);
  });
});
