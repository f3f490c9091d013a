import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/actions/messages/readMessages.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards, type World } from './billingWorld.ts';
import { team } from './consolidatedWorld.ts';

const db = await testDatabase();

const bills = (life: World) =>
  life.rows<{ id: string; status: string; balance: number; collection: string }>(
    'select id, status, balance, collection from invoice order by number',
  );
const cases = (life: World) =>
  life.rows(
    `select state, policy ->> 'mode' as mode, first_failed_on as since from overdue_case
     order by opened_at`,
  );
const mails = async (life: World, template: string) =>
  (await life.news()).mails.filter((each) => each === template).length;

/** A cheque for everything that is open, first invoice first. */
async function cheque(life: World): Promise<string> {
  const [bill] = (await bills(life)).filter(({ status }) => status === 'open');
  const money = { invoiceId: bill!.id, amount: bill!.balance, means: 'cheque' as const };
  return (await recordOfflinePayment(life.ctx, money)).paymentId;
}

describe('what bounces when the subscription is over', () => {
  it('is asked for by reminders from that day, and written off after the last', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 2500 });
    const { subscriptionId: id, contactId } = await life.join(plan, {
      firstBillingOn: d('2026-10-01'),
    });
    const payment = await cheque(life);
    await cancelSubscription(life.ctx, { id });
    await life.until('2026-11-10');
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled' });
    // A card that came later is charged by nobody but the member.
    await life.card(contactId, cards.good);
    await reverseOfflinePayment(life.ctx, payment, 'bounced');
    await life.news();
    await life.until('2026-11-11');
    expect(await cases(life)).toEqual([{ state: 'open', mode: 'invoice', since: '2026-11-11' }]);
    await life.until('2026-12-10');
    expect(await mails(life, 'reminder')).toBe(2);
    const [reminder] = await life.rows<{ id: string }>(
      `select id from message where template = 'reminder'`,
    );
    const words = await readMessage(life.ctx, reminder!.id, { mayFollowLinks: false });
    expect(words.text).toContain('€25.00 is still open');
    expect(words.text).not.toContain('subscription ends');
    await life.check();
    await life.until('2026-12-11');
    expect(await bills(life)).toMatchObject([{ status: 'uncollectible', balance: 2500 }]);
    const { charges, mails: last } = await life.news();
    expect({ charges, last }).toEqual({ charges: [], last: [] });
    await life.check();
  });

  it('is asked for too when it ended unpaid, and after it was revoked', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 2500 });
    await life.join(plan, { firstBillingOn: d('2026-10-01') });
    const first = await cheque(life);
    const other = await life.join(plan, { firstBillingOn: d('2026-10-01') });
    const second = await cheque(life);
    await revokeSubscription(life.ctx, { id: other.subscriptionId });
    await life.until('2026-12-20');
    expect(await bills(life)).toMatchObject([
      { status: 'paid' },
      { status: 'paid' },
      { status: 'uncollectible' },
      { status: 'uncollectible' },
    ]);
    for (const payment of [first, second]) {
      await reverseOfflinePayment(life.ctx, payment, 'bounced');
    }
    await life.until('2026-12-21');
    expect((await cases(life)).slice(-2)).toEqual([
      { state: 'open', mode: 'invoice', since: '2026-12-21' },
      { state: 'open', mode: 'invoice', since: '2026-12-21' },
    ]);
    await life.until('2027-01-25');
    expect((await bills(life)).map(({ status }) => status)).not.toContain('open');
    await life.check();
  });

  // Found by the simulation of the rules alone (seed 1, community 187).
  it('has reminders of its own: a claim that came later does not end with the first', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 2500 });
    const { subscriptionId: id } = await life.join(plan, { firstBillingOn: d('2026-10-01') });
    const first = await cheque(life);
    await life.until('2026-11-02');
    const second = await cheque(life);
    await cancelSubscription(life.ctx, { id });
    await life.until('2026-12-05');
    await reverseOfflinePayment(life.ctx, first, 'bounced');
    await life.until('2027-01-04');
    await reverseOfflinePayment(life.ctx, second, 'bounced');
    await life.until('2027-01-05');
    expect(await bills(life)).toMatchObject([{ status: 'uncollectible' }, { status: 'open' }]);
    await life.until('2027-02-04');
    expect(await bills(life)).toMatchObject([
      { status: 'uncollectible' },
      { status: 'uncollectible' },
    ]);
    await life.check();
  });

  it('is asked of who pays for a team, once all of it has left', async () => {
    const { life, lab, ana, bo } = await team(db);
    await life.rows('update payment_method set replaced_at = now()');
    await life.rows(`update subscription set collection = 'invoice'`);
    await life.until('2026-11-02');
    const payment = await cheque(life);
    for (const { subscriptionId: id } of [lab, ana, bo]) {
      await cancelSubscription(life.ctx, { id });
    }
    await life.until('2027-01-10');
    await reverseOfflinePayment(life.ctx, payment, 'bounced');
    await life.until('2027-01-11');
    expect((await cases(life)).slice(-1)).toEqual([
      { state: 'open', mode: 'invoice', since: '2027-01-11' },
    ]);
    await life.until('2027-02-15');
    expect((await bills(life)).map(({ status }) => status)).not.toContain('open');
    await life.check();
  });
});

describe('what falls due when the subscription is over', () => {
  const settings = { invoice: { due_days: 60 } };

  it('is asked for by reminders all the same', async () => {
    const life = await billingWorld(db, '2026-10-01', { settings });
    const plan = await life.plan({ amount: 2500 });
    const { subscriptionId: id } = await life.join(plan, { firstBillingOn: d('2026-10-01') });
    await cancelSubscription(life.ctx, { id });
    await life.until('2026-11-30');
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled' });
    expect(await cases(life)).toEqual([]);
    await life.until('2026-12-01');
    expect(await cases(life)).toEqual([{ state: 'open', mode: 'invoice', since: '2026-11-30' }]);
    await life.until('2027-01-05');
    expect(await bills(life)).toMatchObject([{ status: 'uncollectible' }]);
    await life.check();
  });

  it('is left to staff when it was revoked', async () => {
    const life = await billingWorld(db, '2026-10-01', { settings });
    const plan = await life.plan({ amount: 2500 });
    const { subscriptionId: id } = await life.join(plan, { firstBillingOn: d('2026-10-01') });
    await revokeSubscription(life.ctx, { id });
    await life.until('2027-01-05');
    expect(await cases(life)).toEqual([]);
    expect(await bills(life)).toMatchObject([{ status: 'open' }]);
    await life.check();
  });
});

describe('what bounces long after its due date', () => {
  it('has its whole schedule before it, from that day', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 2500 });
    await life.join(plan, { firstBillingOn: d('2026-10-01') });
    const payment = await cheque(life);
    await life.until('2026-12-10');
    await reverseOfflinePayment(life.ctx, payment, 'bounced');
    await life.until('2026-12-11');
    expect((await cases(life)).slice(-1)).toEqual([
      { state: 'open', mode: 'invoice', since: '2026-12-11' },
    ]);
    await life.check();
  });
});
