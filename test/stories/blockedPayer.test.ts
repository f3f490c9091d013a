import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { actOnCases } from '../../src/actions/overdue/actOnCases.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { blockContact, unblockContact } from '../../src/actions/people/blockContact.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { countBoards } from '../../src/db/payments/overdueBoards.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { accessOf, nothing } from './overdueWorld.ts';

const db = await testDatabase();

/** Lab pays 25 € a month for Ana from 2 March, with a card that does what it does. */
async function paidByLab(card: string) {
  const world = await billingWorld(db, '2026-02-20');
  const planId = await world.plan({ amount: 2500 });
  const contact = { display_name: 'Lab', email: 'lab@example.org' };
  const other = await world.plan({ amount: 900 });
  const far = { firstBillingOn: d('2027-01-01'), prorate: false };
  const lab = await world.join(other, { who: { contact }, ...far });
  await world.card(lab.contactId, card);
  const ana = await world.join(planId, {
    who: { contact: { display_name: 'Ana', email: 'ana@example.org' } },
    ...{ payerId: lab.contactId, firstBillingOn: d('2026-03-02'), prorate: false },
  });
  return { world, lab: lab.contactId, ana };
}

async function board(world: World, today: string) {
  const since = d('2026-01-01');
  const boards = await look(world.ctx, ({ tx }) => countBoards(tx, { today: d(today), since }));
  return Object.entries(boards).flatMap(([name, { count }]) => (count > 0 ? [name] : []));
}

const openCase = async (world: World) =>
  (await world.rows<{ id: string }>(`select id from overdue_case where state = 'open'`))[0]!.id;

describe('blocking who pays for somebody else', () => {
  it('stops the retries at once, and staff see the case among those that stand', async () => {
    const { world, lab, ana } = await paidByLab(cards.empty);
    await world.until('2026-03-03');
    await blockContact(world.ctx, lab, 'abuse');
    await world.news();
    expect(await board(world, '2026-03-03')).toEqual(['paused']);
    await world.until('2026-03-20');
    expect(await world.news()).toEqual(nothing);
    expect((await world.subscription(ana.subscriptionId)).state).toBe('overdue');
    const [resumed] = await actOnCases(world.ctx, [await openCase(world)], { kind: 'resume' });
    expect(resumed!.refusal?.code).toBe('contact_blocked');
    await world.check();
    await unblockContact(world.ctx, lab);
    await world.news();
    await world.until('2026-03-21');
    expect((await world.news()).charges).toEqual(['declined 2500']);
    await world.check();
  });

  it('never charges their card by itself: what comes due is a case that stands', async () => {
    const { world, lab, ana } = await paidByLab(cards.good);
    await blockContact(world.ctx, lab, 'abuse');
    await world.until('2026-03-01');
    await world.news();
    await world.until('2026-03-20');
    const { charges, mails } = await world.news();
    expect({ charges, mails }).toEqual({ charges: [], mails: [] });
    expect(await board(world, '2026-03-20')).toEqual(['paused']);
    expect(await accessOf(world, ana.contactId)).toMatchObject({ closed: 'overdue' });
    await world.check();
    const [retried] = await actOnCases(world.ctx, [await openCase(world)], { kind: 'retry' });
    expect(retried).toMatchObject({ outcome: 'paid' });
    expect(await accessOf(world, ana.contactId)).toMatchObject({ closed: null });
    await world.check();
  });

  it('nor is a debit on its way followed by a mail when the bank refuses it', async () => {
    const { world, lab } = await paidByLab(cards.lateRefused);
    await world.until('2026-03-02');
    await blockContact(world.ctx, lab, 'abuse');
    await world.news();
    await world.until('2026-03-10');
    expect((await world.news()).mails).toEqual([]);
    expect(await board(world, '2026-03-10')).toEqual(['paused']);
    await world.check();
  });
});

describe('blocking who owes of a subscription that is over', () => {
  it('sends no reminder any more', async () => {
    const world = await billingWorld(db, '2026-02-02');
    const plan = await world.plan({ amount: 2500 });
    const from = { firstBillingOn: d('2026-02-02'), prorate: false };
    const { contactId, subscriptionId } = await world.join(plan, from);
    const [bill] = await world.rows<{ id: string }>('select id from invoice');
    const cheque = { invoiceId: bill!.id, amount: 2500, means: 'cheque' as const };
    const { paymentId } = await recordOfflinePayment(world.ctx, cheque);
    await cancelSubscription(world.ctx, { id: subscriptionId });
    await world.until('2026-03-10');
    await reverseOfflinePayment(world.ctx, paymentId, 'bounced');
    await world.until('2026-03-11');
    await blockContact(world.ctx, contactId, 'abuse');
    await world.news();
    await world.until('2026-04-20');
    expect(await world.news()).toEqual(nothing);
    await world.check();
  });
});
