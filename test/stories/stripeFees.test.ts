import { describe, expect, it } from 'vitest';
import { exportDocuments } from '../../src/actions/documents/exportDocuments.ts';
import { exportFec } from '../../src/actions/documents/exportFec.ts';
import { reconcile } from '../../src/actions/gateways/reconcile.ts';
import { updateOrganization } from '../../src/actions/settings/organization.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { feeOf } from '../support/stripeServer/charges.ts';
import { decide, openDispute } from '../support/stripeServer/disputes.ts';
import type { StripeWorld } from './stripeWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();
const kept = feeOf(3000);

const fees = (world: StripeWorld) =>
  world.rows<{ cause: string; amount: number }>(
    'select cause, amount from gateway_fee order by created_at, id',
  );

/** What is booked as cash at Stripe, and as its cost. */
async function booked(world: StripeWorld) {
  const rows = await world.rows<{ account: string; amount: number }>(
    `select account, sum(amount)::bigint as amount from ledger_entry
     where account in ('cash:stripe', 'fees') group by account order by account`,
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}

async function text(body: AsyncIterable<unknown>): Promise<string> {
  let all = '';
  for await (const chunk of body) all += String(chunk);
  return all;
}

describe('what Stripe keeps of a charge', () => {
  it('is booked by the daily comparison, once however often it looks', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    await world.join('ok');
    await world.tell(world.news());
    expect(await booked(world)).toEqual({ 'cash:stripe': 6000 });
    for (let day = 0; day < 3; day += 1) {
      await reconcile(world.ctx);
      world.later(24 * 60);
    }
    expect(await fees(world)).toEqual([
      { cause: 'charge', amount: kept },
      { cause: 'charge', amount: kept },
    ]);
    expect(await booked(world)).toEqual({ 'cash:stripe': 6000 - 2 * kept, fees: 2 * kept });
    await world.check();
  });

  it('of a bank debit is found when it settles, however long ago it was made', async () => {
    const world = await stripeWorld(db);
    await world.join('sepa');
    await reconcile(world.ctx);
    for (let day = 0; day < 12; day += 1) {
      world.later(24 * 60);
      await reconcile(world.ctx);
    }
    const [intent] = [...world.stripe.state.intents.values()];
    world.stripe.settle(intent!);
    await world.tell(world.news());
    expect(await fees(world)).toEqual([]);
    world.later(60);
    await reconcile(world.ctx);
    expect(await fees(world)).toEqual([{ cause: 'charge', amount: kept }]);
    await world.check();
  });

  it('stays unknown to a key that may not read it, which compares all the same', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    world.stripe.control.fault = ({ params }) =>
      params['expand[0]']?.includes('balance_transaction') ? 'refuse_keys' : null;
    expect(await reconcile(world.ctx)).toEqual({ compared: 1, differences: 0 });
    expect(await fees(world)).toEqual([]);
    world.stripe.control.fault = () => null;
    await reconcile(world.ctx);
    expect(await fees(world)).toHaveLength(1);
    await world.check();
  });

  it('for a dispute is booked as it is told, and goes back with a won one', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    await world.tell(world.news());
    const [intent] = [...world.stripe.state.intents.values()];
    const dispute = openDispute(world.stripe.state, intent!, { reason: 'duplicate' });
    const first = world.news();
    await world.tell([...first, ...first]);
    expect(await booked(world)).toEqual({ 'cash:stripe': -1500, fees: 1500 });
    decide(world.stripe.state, dispute, 'won');
    await world.tell(world.news());
    await reconcile(world.ctx);
    await reconcile(world.ctx);
    expect(await fees(world)).toEqual([
      { cause: 'dispute', amount: 1500 },
      { cause: 'dispute', amount: -1500 },
      { cause: 'charge', amount: kept },
    ]);
    expect(await booked(world)).toEqual({ 'cash:stripe': 3000 - kept, fees: kept });
    await world.check();
  });

  it('told after the dispute is over is booked by the comparison', async () => {
    const world = await stripeWorld(db);
    await world.join('ok');
    const [intent] = [...world.stripe.state.intents.values()];
    const dispute = openDispute(world.stripe.state, intent!, { reason: 'duplicate' });
    const moved = dispute.balance_transactions.splice(0);
    decide(world.stripe.state, dispute, 'lost');
    const news = structuredClone(world.news());
    await world.tell(news.filter(({ type }) => type === 'charge.dispute.closed'));
    const before = await fees(world);
    dispute.balance_transactions.push(...moved);
    await reconcile(world.ctx);
    expect(before).toEqual([]);
    expect(await fees(world)).toContainEqual({ cause: 'dispute', amount: 1500 });
    await world.check();
  });
});

it('fees are in the accounting file and the bank reconciliation, which still add up', async () => {
  const world = await stripeWorld(db);
  await world.join('ok');
  await world.tell(world.news());
  await reconcile(world.ctx);
  const [org] = await world.rows<{ version: number }>('select version from organization');
  const days = { from: d('2026-10-01'), to: d('2026-10-31') };
  const identity = { siren: '123456789' };
  await updateOrganization(world.ctx, { version: org!.version, input: { settings: { identity } } });
  const file = await exportFec(world.ctx, days);
  const lines = (await text(file.body)).trimEnd().split('\r\n').slice(1);
  const cells = lines.map((line) => line.split('\t'));
  const sum = (at: number) =>
    cells.reduce((total, row) => total + Math.round(Number(row[at]!.replace(',', '.')) * 100), 0);
  expect(sum(11)).toBe(sum(12));
  const cost = cells.find((row) => row[4] === '627000')!;
  expect(cost[10]).toMatch(/^Frais /);
  expect(cost[11]).toBe((kept / 100).toFixed(2).replace('.', ','));
  const wish = { kind: 'reconciliation', format: 'csv', separator: ',', bom: false } as const;
  const csv = await text(exportDocuments(world.ctx, { ...wish, ...days, language: 'en' }).body);
  expect(csv).toContain(`,${(-kept / 100).toFixed(2)},EUR,fee 2026-000001`);
  await world.check();
});
