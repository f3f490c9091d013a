import { expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
let minutes = 0;

async function plan(name: string, amount: number): Promise<string> {
  const price = { amount, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  return (await api.post('/plans', { name, kind: 'recurring', prices: [price] })).body.id;
}

const silver = await plan('Silver', 1000);
const gold = await plan('Gold', 3000);

let people = 0;

/** Somebody on Silver since today, paid until 14 November. */
async function member() {
  people += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: silver,
    contact: { display_name: `Noé ${people}`, email: `noe${people}@example.org` },
    start_on: '2026-10-15',
    payment_method: { test_card: '4242424242424242' },
  });
  return { contact: body.contact_id as string, at: `/subscriptions/${body.subscription.id}` };
}

/** The next thing is done a minute later. */
function later() {
  minutes += 1;
  api.clock.set(new Date(Date.UTC(2026, 9, 15, 8, minutes)).toISOString());
}

type Row = { kind: string; outcome: string; plan: string | null; amount: number | null };

async function words(contact: string): Promise<string[]> {
  const { body } = await api.get(`/contacts/${contact}/payments`);
  return (body.items as Row[]).map(({ outcome, plan }) => (plan ? `${outcome} ${plan}` : outcome));
}

async function since(contact: string) {
  return (await api.get(`/contacts/${contact}`)).body.act_since_charge;
}

it('the payment history says what was done to a membership, in its place among charges', async () => {
  const { contact, at } = await member();
  expect(await since(contact)).toBeNull();
  later();
  expect((await api.post(`${at}/change`, { plan_id: gold, when: 'now' })).status).toBe(200);
  later();
  const down = await api.post(`${at}/change`, { plan_id: silver, when: 'now' });
  expect(down.status, JSON.stringify(down.body)).toBe(200);
  later();
  expect((await api.post(`${at}/revocation`, {})).status).toBe(200);
  expect(await since(contact)).toMatchObject({ outcome: 'cancelled', plan: 'Silver' });
  later();
  expect((await api.post(`${at}/reactivation`)).status).toBe(200);
  expect(await words(contact)).toEqual(
    expect.arrayContaining(['upgraded Gold', 'downgraded Silver', 'cancelled Silver', 'paid']),
  );
  expect((await words(contact)).indexOf('renewed Silver')).toBeLessThan(
    (await words(contact)).indexOf('cancelled Silver'),
  );
});

it('what was taken back is no word, and a charge that comes later is the last one', async () => {
  const { contact, at } = await member();
  later();
  await api.post(`${at}/cancellation`, {});
  expect(await since(contact)).toMatchObject({ outcome: 'cancelled' });
  later();
  await api.delete(`${at}/cancellation`);
  expect(await since(contact)).toBeNull();
  expect(await words(contact)).toEqual(['paid']);
  const { body } = await api.get(`/contacts?q=noe${people}&columns=last_charge`);
  expect(body.items).toMatchObject([{ last_charge_outcome: 'paid' }]);
});

it('a plan that is deleted and a refund for fraud are words of their own', async () => {
  const { contact } = await member();
  later();
  await api.delete(`/plans/${silver}`);
  expect(await since(contact)).toMatchObject({ outcome: 'plan_deleted', plan: 'Silver' });
  const { body } = await api.get(`/contacts/${contact}/payments`);
  expect(body.items).toMatchObject([
    { kind: 'member', outcome: 'plan_deleted', amount: null, gateway: null, refundable: null },
    { kind: 'payment', outcome: 'paid', plan: null },
  ]);
  later();
  expect((await api.post(`/payments/${body.items[1].id}/fraud-refund`)).status).toBe(201);
  expect(await words(contact)).toContain('refunded_as_fraud');
});
