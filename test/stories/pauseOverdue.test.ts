import { describe, expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import {
  pauseSubscription,
  previewPause,
} from '../../src/actions/subscriptions/pauseSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../src/actions/subscriptions/resumeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { team } from './consolidatedWorld.ts';

const db = await testDatabase();

const anyway = { overdue: 'anyway' as const };

/** Refused on 1 March 2026 (retries on the 3rd, 6th and 8th), seen on the 5th. */
async function refused(settings: object = {}, on = '2026-03-05') {
  const life = await billingWorld(db, '2026-02-02', { settings });
  const plan = await life.plan({ amount: 1000 });
  const joined = await life.join(plan, { card: cards.good });
  await life.card(joined.contactId, cards.empty);
  await life.until(on);
  expect(await life.subscription(joined.subscriptionId)).toMatchObject({ state: 'overdue' });
  await life.news();
  const cases = () =>
    life.rows(`select state, set_aside as aside, first_failed_on as since
      from overdue_case order by opened_at, id`);
  const invoice = async () =>
    (
      await life.rows<{ id: string; balance: number; status: string }>(
        `select id, balance, status from invoice where status <> 'paid'`,
      )
    )[0]!;
  return { life, ...joined, id: joined.subscriptionId, cases, invoice };
}

describe('a subscription paused although it is overdue (billing-rules §13)', () => {
  it('is refused to members, and to staff who do not say so', async () => {
    const { life, id, contactId } = await refused({
      subscriptions: { members_may: { change: true, pause: true, cancel: true, reactivate: true } },
    });
    const code = { code: 'pause_while_overdue' };
    await expect(previewPause(life.ctx, id)).rejects.toMatchObject(code);
    await expect(pauseSubscription(life.ctx, { id })).rejects.toMatchObject(code);
    const member = { ...life.ctx, actor: { kind: 'member' as const, id: contactId, name: 'M' } };
    await expect(pauseSubscription(member, { id }, anyway)).rejects.toMatchObject(code);
    expect(await previewPause(life.ctx, id, anyway)).toMatchObject({ openBalance: 1000 });
  });

  it('is neither charged nor written to nor ended meanwhile', async () => {
    const { life, id, cases } = await refused();
    await pauseSubscription(life.ctx, { id }, anyway);
    expect(await life.news()).toEqual({
      events: ['overdue_set_aside', 'subscription_paused'],
      mails: ['paused'],
      charges: [],
    });
    await life.until('2026-05-20');
    expect(await life.news()).toEqual({ events: [], mails: [], charges: [] });
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
    expect(await cases()).toEqual([{ state: 'closed', aside: true, since: '2026-03-01' }]);
    await life.check();
  });

  it('owes as before when it goes on, with the whole schedule ahead', async () => {
    const { life, id, cases } = await refused();
    await pauseSubscription(life.ctx, { id }, { ...anyway, untilOn: d('2026-04-06') });
    await life.until('2026-04-05');
    expect(await previewResume(life.ctx, id)).toMatchObject({ pausedDays: 31, openBalance: 1000 });
    await life.news();
    await life.until('2026-04-06');
    expect(await life.subscription(id)).toMatchObject({ state: 'overdue' });
    expect(await cases()).toEqual([
      { state: 'closed', aside: true, since: '2026-03-01' },
      { state: 'open', aside: false, since: '2026-04-06' },
    ]);
    expect(await life.news()).toEqual({
      events: ['access_suspended', 'overdue_opened', 'subscription_resumed'],
      mails: ['reminder', 'resumed'],
      charges: [],
    });
    await life.check();
    await life.until('2026-04-13');
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled', endCause: 'unpaid' });
    expect((await life.news()).charges).toEqual(Array(3).fill('declined 1000'));
    await life.check();
  });

  it('is overdue again at once when staff resume it, on the very day too', async () => {
    const { life, id, cases } = await refused({}, '2026-03-01');
    await pauseSubscription(life.ctx, { id }, anyway);
    await life.check();
    await resumeSubscription(life.ctx, { id });
    expect(await life.subscription(id)).toMatchObject({ state: 'overdue' });
    expect(await cases()).toHaveLength(2);
    await life.check();
  });

  it('is in good standing afterwards when it was paid meanwhile', async () => {
    const { life, id, cases, invoice } = await refused();
    await pauseSubscription(life.ctx, { id }, anyway);
    const { id: invoiceId, balance: amount } = await invoice();
    await life.until('2026-03-15');
    await recordOfflinePayment(life.ctx, { invoiceId, amount, means: 'transfer' });
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
    await life.check();
    await resumeSubscription(life.ctx, { id });
    expect(await life.subscription(id)).toMatchObject({
      ...{ state: 'active', nextBillingOn: '2026-04-11' },
    });
    expect(await cases()).toHaveLength(1);
    await life.check();
  });

  it('gives the unused part back as credit, which the open invoice is then short of', async () => {
    const { life, id, invoice } = await refused({ subscriptions: { pause_gives_back: 'credit' } });
    await pauseSubscription(life.ctx, { id }, anyway);
    // 4 of the 31 days were used: 10.00 less 8.71.
    expect(await invoice()).toMatchObject({ status: 'open', balance: 129 });
    await life.check();
    await life.until('2026-03-20');
    await resumeSubscription(life.ctx, { id });
    const open = await life.rows(
      `select balance, period_start as since from invoice where status = 'open' order by 2`,
    );
    expect(open).toEqual([
      { balance: 129, since: '2026-03-01' },
      { balance: 387, since: '2026-03-20' },
    ]);
    expect(await life.subscription(id)).toMatchObject({ state: 'overdue' });
    await life.check();
  });

  it('begins on its day although it is overdue then, where staff said so', async () => {
    const { life, id } = await refused({}, '2026-03-03');
    await pauseSubscription(life.ctx, { id }, { ...anyway, fromOn: d('2026-03-06') });
    expect(await life.subscription(id)).toMatchObject({ state: 'overdue' });
    await life.until('2026-03-07');
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
    await life.check();
    await life.until('2026-04-30');
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
    await life.check();
  });

  it('can be cancelled meanwhile with what is open given up', async () => {
    const { life, id, invoice } = await refused();
    await pauseSubscription(life.ctx, { id }, anyway);
    await life.until('2026-03-20');
    await cancelSubscription(life.ctx, { id }, { collecting: 'stop' });
    expect(await life.subscription(id)).toMatchObject({ state: 'cancelled', endsOn: '2026-03-20' });
    expect(await invoice()).not.toMatchObject({ status: 'open' });
    await life.until('2026-04-20');
    await life.check();
  });
});

describe('a charge that is refused only after its subscription was paused', () => {
  it('opens no case until the pause is over', async () => {
    const { life, id, contactId, cases } = await refused();
    await life.card(contactId, cards.lateRefused);
    await pauseSubscription(life.ctx, { id }, anyway);
    await life.until('2026-04-20');
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
    expect(await cases()).toHaveLength(1);
    await life.check();
    await resumeSubscription(life.ctx, { id });
    expect(await life.subscription(id)).toMatchObject({ state: 'overdue' });
    await life.check();
  });
});

describe('a member of a consolidated invoice, paused although it is overdue', () => {
  it('is left alone while the others are chased, and follows again when it goes on', async () => {
    const { life, lab, ana, bo } = await team(db, { card: cards.empty });
    await life.until('2026-11-02');
    const states = async () => {
      const all = [lab, ana, bo].map(({ subscriptionId }) => life.subscription(subscriptionId));
      return (await Promise.all(all)).map(({ state }) => state);
    };
    expect(await states()).toEqual(['overdue', 'overdue', 'overdue']);
    await pauseSubscription(life.ctx, { id: ana.subscriptionId }, anyway);
    await life.until('2026-11-05');
    expect(await states()).toEqual(['overdue', 'paused', 'overdue']);
    await life.check();
    await resumeSubscription(life.ctx, { id: ana.subscriptionId });
    expect(await states()).toEqual(['overdue', 'overdue', 'overdue']);
    await life.check();
    await pauseSubscription(life.ctx, { id: ana.subscriptionId }, anyway);
    await pauseSubscription(life.ctx, { id: bo.subscriptionId }, anyway);
    await pauseSubscription(life.ctx, { id: lab.subscriptionId }, anyway);
    await life.news();
    await life.until('2026-11-25');
    expect((await life.news()).charges).toEqual([]);
    await life.check();
    await resumeSubscription(life.ctx, { id: bo.subscriptionId });
    expect(await states()).toEqual(['paused', 'paused', 'overdue']);
    await life.check();
  });
});
