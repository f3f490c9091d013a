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

async function check(world: StripeWorld) {
  await world.check();
  expect(await look(world.ctx, ({ tx }) => checkDirectory(tx))).toEqual([]);
}

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
