/**
 * The promise about money: of many charges a fifth get no answer, half of those were really made.
 * After seven days all are resolved and nobody was charged twice. CERCLE_CHARGES sets how many
 * (150 by default; the full size is 10,000, see docs/payments.md).
 */

import process from 'node:process';
import { expect, it } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { act } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { refreshDirectory } from '../../src/db/directory/refresh.ts';
import { testDatabase } from '../support/database.ts';
import type { StripeWorld } from './stripeWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();
const size = Number(process.env.CERCLE_CHARGES ?? 150);

/** Members whose monthly subscription is due today, each with a card at Stripe. */
async function seed(world: StripeWorld): Promise<void> {
  const at = world.clock.now();
  const day = at.slice(0, 10);
  await act(world.ctx, async ({ tx }) => {
    await tx.exec(
      `insert into contact (org_id, id, display_name, email, language, created_at, updated_at)
       select app_org(), uuid_v7(), 'Member ' || n, 'm' || n || '@example.org', 'en', $2, $2
       from generate_series(1, $1::int) n`,
      [size, at],
    );
    await tx.exec(
      `insert into subscription (org_id, id, contact_id, payer_id, plan_id, plan_version_id, amount,
         currency, interval_unit, interval_count, anchor_on, anchor_day, starts_on,
         first_billing_on, next_billing_on, state, created_at, updated_at)
       select app_org(), uuid_v7(), c.id, c.id, p.id, p.current_version_id, 1200, 'EUR', 'month', 1,
         $1::date, extract(day from $1::date), $1::date - 365, $1::date - 365, $1, 'active', $2, $2
       from contact c, plan p where p.name = 'Desk'`,
      [day, at],
    );
    await tx.exec(
      `insert into payment_method (org_id, id, payer_id, gateway, kind, token, customer, brand,
         last4, created_at)
       select app_org(), uuid_v7(), id, 'stripe', 'card', 'pm_' || id, 'cus_' || id, 'visa',
         '4242', $1 from contact`,
      [at],
    );
    const people = await tx.query<{ id: string }>('select id from contact');
    for (const { id } of people) world.stripe.state.behaviors.set(`pm_${id}`, 'ok');
    await refreshDirectory(
      tx,
      people.map(({ id }) => id),
    );
  });
}

it(`charges ${size} people once, though a fifth of the answers are lost`, {
  timeout: 900_000,
}, async () => {
  const world = await stripeWorld(db);
  await seed(world);
  let charges = 0;
  let lost = 0;
  world.stripe.control.fault = ({ method, path }) => {
    if (method === 'POST' && path === '/v1/payment_intents') {
      charges += 1;
      // Every tenth was made and its answer lost, every tenth never arrived.
      if (charges % 10 === 3) lost += 1;
      if (charges % 10 === 3) return charges % 20 === 3 ? 'lost_after' : 'error_after';
      return charges % 10 === 7 ? 'lost_before' : null;
    }
    // The questions meet the same network.
    return world.stripe.control.requests.length % 5 === 0 ? 'lost_before' : null;
  };
  for (let day = 0; day < 8; day += 1) {
    await runBillingDay({ ...world.ctx, actor: { kind: 'system' } });
    for (const minutes of [6, 61]) {
      world.later(minutes);
      await world.ask();
    }
    world.later(24 * 60 - 67);
  }
  const made = [...world.stripe.state.intents.values()].filter(
    (each) => each.status === 'succeeded',
  );
  const byInvoice = Map.groupBy(made, ({ metadata }) => metadata.invoice);
  const twice = [...byInvoice.values()].filter((each) => each.length > 1).length;
  const open = (await world.attempts()).filter(
    ({ state }) => !['succeeded', 'declined'].includes(state),
  );
  const [books] = await world.rows(
    `select count(*)::int as paid, (select sum(amount)::bigint from ledger_entry
       where account in ('cash:stripe', 'fees')) as cash from invoice where status = 'paid'`,
  );
  const sum = made.reduce((total, { amount }) => total + amount, 0);
  process.stdout.write(
    `${size} people, ${charges} charges sent, ${lost} answers lost after the effect: ` +
      `${made.length} made, ${twice} twice, ${open.length} unresolved\n`,
  );
  expect({ twice, open: open.length, made: made.length }).toEqual({
    twice: 0,
    open: 0,
    made: size,
  });
  expect(books).toEqual({ paid: size, cash: sum });
  expect((await runDoctor(world.ctx)).filter((each) => !each.ok)).toEqual([]);
});
