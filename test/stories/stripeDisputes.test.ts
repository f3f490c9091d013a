import { describe, expect, it } from 'vitest';
import { acceptDispute, submitEvidence } from '../../src/actions/disputes/answerDispute.ts';
import { reconcile } from '../../src/actions/gateways/reconcile.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { testDatabase } from '../support/database.ts';
import { decide, failRefund, openDispute, warnOfFraud } from '../support/stripeServer/disputes.ts';
import type { StripeWorld } from './stripeWorld.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();

async function paid() {
  const world = await stripeWorld(db);
  await world.join('ok');
  await world.tell(world.news());
  const [intent] = [...world.stripe.state.intents.values()];
  return { world, intent: intent!, state: world.stripe.state };
}

const disputes = (world: StripeWorld) =>
  world.rows<{ id: string; state: string; fee: number | null }>(
    'select id, state, fee from dispute order by opened_at, id',
  );

const mails = async (world: StripeWorld, template: string) =>
  (
    await world.rows<{ news: string }>(
      `select data ->> 'news' as news from message where template = $1 order by created_at, id`,
      [template],
    )
  ).map(({ news }) => news);

describe('a dispute at Stripe', () => {
  it('reordered and repeated comes to the same books, and staff are told once each', async () => {
    const { world, intent, state } = await paid();
    const dispute = openDispute(state, intent, { reason: 'product_not_received' });
    const first = world.news();
    await world.tell([...first, ...first]);
    expect(await disputes(world)).toMatchObject([{ state: 'needs_response', fee: 1500 }]);
    expect((await world.invoices())[0]).toMatchObject({ status: 'open', balance: 3000 });
    expect(await mails(world, 'dispute_news')).toEqual(['opened']);
    await world.check();
    decide(state, dispute, 'won');
    const last = world.news();
    await world.tell([...last.toReversed(), ...first.toReversed(), ...last]);
    expect(await disputes(world)).toMatchObject([{ state: 'won' }]);
    expect((await world.invoices())[0]).toMatchObject({ status: 'paid', balance: 0 });
    expect(await mails(world, 'dispute_news')).toEqual(['opened', 'won']);
    await world.check();
  });

  it('whose events are lost is found by the daily comparison', async () => {
    const { world, intent, state } = await paid();
    const dispute = openDispute(state, intent, { reason: 'duplicate' });
    world.news();
    await reconcile(world.ctx);
    expect(await disputes(world)).toMatchObject([{ state: 'needs_response' }]);
    decide(state, dispute, 'lost');
    world.news();
    world.later(40 * 24 * 60);
    await reconcile(world.ctx);
    expect(await disputes(world)).toMatchObject([{ state: 'lost' }]);
    await world.check();
  });

  it('is answered with the evidence as text, or accepted', async () => {
    const { world, intent, state } = await paid();
    const dispute = openDispute(state, intent, { reason: 'general' });
    await world.tell(world.news());
    const [open] = await disputes(world);
    await submitEvidence(world.ctx, open!.id);
    expect(dispute.evidence).toMatchObject({ customer_name: expect.stringContaining('Ana') });
    expect(dispute.evidence.uncategorized_text).toContain('2026-000001');
    expect(await disputes(world)).toMatchObject([{ state: 'under_review' }]);
    await acceptDispute(world.ctx, open!.id);
    expect(await disputes(world)).toMatchObject([{ state: 'lost' }]);
    await world.tell(world.news());
    await world.check();
  });

  it('that only asks moves no money', async () => {
    const { world, intent, state } = await paid();
    const wish = { reason: 'general', status: 'warning_needs_response' };
    openDispute(state, intent, wish);
    await world.tell(world.news());
    expect((await world.invoices())[0]).toMatchObject({ status: 'paid' });
    expect(await mails(world, 'dispute_news')).toEqual(['inquiry']);
    await world.check();
  });

  it('cannot be answered while Stripe is silent, and nothing is noted', async () => {
    const { world, intent, state } = await paid();
    openDispute(state, intent, { reason: 'general' });
    await world.tell(world.news());
    const [open] = await disputes(world);
    world.stripe.control.fault = () => 'error_before';
    await expect(submitEvidence(world.ctx, open!.id)).rejects.toThrow();
    world.stripe.control.fault = () => null;
    expect(await world.rows('select evidence_sent_at as at from dispute')).toEqual([{ at: null }]);
    await world.check();
  });
});

describe('fraud that Stripe reports', () => {
  it('refunds the payer once, whatever is repeated', async () => {
    const { world, intent, state } = await paid();
    warnOfFraud(state, intent);
    const news = world.news();
    await world.tell([...news, ...news]);
    await world.tell(world.news());
    expect(intent.latest_charge!.amount_refunded).toBe(3000);
    expect(await mails(world, 'money_alert')).toEqual(['fraud']);
    expect(await world.rows('select last_charge_outcome as is from directory')).toEqual([
      { is: 'refunded_as_fraud' },
    ]);
    await world.check();
  });
});

describe('a refund at Stripe', () => {
  it('that fails later is booked back, and staff are told', async () => {
    const { world, state } = await paid();
    const [invoice] = await world.invoices();
    await refundPayment(world.ctx, {
      ...{ invoiceId: invoice!.id, amount: 1000, reason: '', way: 'gateway' as const },
      ...{ renewal: 'goes_on' as const, access: 'stays' as const },
    });
    await world.tell(world.news());
    await world.check();
    failRefund(state, [...state.refunds.values()][0]!);
    const news = world.news();
    await world.tell([...news, ...news]);
    expect(await mails(world, 'money_alert')).toEqual(['refund_failed']);
    expect(await world.rows('select amount, cause from credit_entry')).toEqual([
      { amount: 1000, cause: 'refund_failed' },
    ]);
    await world.check();
  });
});

describe('a charge at Stripe', () => {
  it('that succeeds after its invoice was paid otherwise is credit, and staff are told', async () => {
    const world = await stripeWorld(db);
    await world.join('sepa');
    const [invoice] = await world.invoices();
    await recordOfflinePayment(world.ctx, {
      ...{ invoiceId: invoice!.id, amount: invoice!.balance, means: 'transfer' as const },
    });
    const [intent] = [...world.stripe.state.intents.values()];
    world.stripe.settle(intent!);
    const news = world.news();
    await world.tell([...news, ...news]);
    expect(await mails(world, 'money_alert')).toEqual(['late_success']);
    expect(await world.rows('select amount, cause from credit_entry')).toEqual([
      { amount: 3000, cause: 'late_success' },
    ]);
    await world.check();
  });
});
