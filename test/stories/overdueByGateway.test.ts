import { expect, it } from 'vitest';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { cards } from './billingWorld.ts';
import type { StripeWorld } from './stripeWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();
const price = { amount: 2000, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1 };

it('what a gateway refuses follows its own schedule, the rest the organization’s', async () => {
  const world = await stripeWorld(db);
  const changed = await change(world, {
    payments: { gateways: ['stripe', 'test'] },
    overdue: { by_gateway: { stripe: { retry_offsets: [1, 3], debit_offsets: [10] } } },
  });
  expect(changed.statusCode, changed.body).toBe(200);
  const card = await world.join('declined:insufficient_funds');
  const debit = await world.join('sepa');
  const here = await byTestCard(world, cards.empty);
  const [waiting] = await world.rows<{ id: string }>(
    "select id from payment_attempt where state = 'processing'",
  );
  world.stripe.refuse(world.stripe.intentOf(waiting!.id)!, 'insufficient_funds');
  await world.tell(world.news());
  expect(await daysOf(world, card.subscriptionId)).toEqual([1, 3, 3]);
  expect(await daysOf(world, debit.subscriptionId)).toEqual([10, 10]);
  expect(await daysOf(world, here)).toEqual([2, 5, 7, 7]);
  await change(world, { overdue: { by_gateway: {} } });
  const later = await world.join('declined:insufficient_funds');
  expect(await daysOf(world, later.subscriptionId)).toEqual([2, 5, 7, 7]);
  expect(await daysOf(world, card.subscriptionId)).toEqual([1, 3, 3]);
  await world.check();
});

it('days that do not go up and names of no gateway are refused at their field', async () => {
  const world = await stripeWorld(db);
  const wrong: [object, string, string][] = [
    [{ stripe: { retry_offsets: [3, 3] } }, 'invalid_input', 'stripe/retry_offsets'],
    [{ stripe: { debit_offsets: [] } }, 'invalid_input', 'stripe/debit_offsets'],
    [{ paypal: { retry_offsets: [3] } }, 'unknown_gateway', 'paypal'],
  ];
  for (const [by_gateway, code, field] of wrong) {
    const answer = await change(world, { overdue: { by_gateway } });
    expect(answer.statusCode).toBe(422);
    const problem = answer.json() as { code: string; fields: { pointer: string }[] };
    expect(problem).toMatchObject({ code });
    expect(problem.fields[0]!.pointer).toBe(`/settings/overdue/by_gateway/${field}`);
  }
});

async function change(world: StripeWorld, settings: object) {
  const [org] = await world.rows<{ version: number }>('select version from organization');
  return world.owner.ask({
    method: 'PATCH',
    url: `/api/v1/organizations/${world.slug}`,
    headers: { 'if-match': `"${org!.version}"` },
    payload: { settings },
  });
}

async function byTestCard(world: StripeWorld, testCard: string) {
  const { id: planId } = await createPlan(world.ctx, {
    ...{ name: 'Chair', kind: 'recurring', prices: [price] },
  });
  const { subscriptionId } = await addMember(world.ctx, {
    planId,
    who: { contact: { display_name: 'Bo', email: 'bo@example.org' } },
    firstBillingOn: d('2026-10-01'),
    paymentMethod: { testCard },
  });
  return subscriptionId;
}

/** Days from the first failure to each step, the end last. */
async function daysOf(world: StripeWorld, subscriptionId: string) {
  const rows = await world.rows<{ days: number }>(
    `select s.due_on - c.first_failed_on as days from overdue_step s
     join overdue_case c on c.org_id = s.org_id and c.id = s.case_id
     where c.subscription_id = $1 order by s.position`,
    [subscriptionId],
  );
  return rows.map(({ days }) => days);
}
