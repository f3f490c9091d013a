import { describe, expect, it } from 'vitest';
import { changeCase } from '../../src/actions/overdue/caseActions.ts';
import { chargeInvoiceNow } from '../../src/actions/payments/chargeInvoiceNow.ts';
import { voidInvoice, writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import { updateOrganization } from '../../src/actions/settings/organization.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { cards } from './billingWorld.ts';
import { accessOf, nothing, overdueMember, stepsOf } from './overdueWorld.ts';

const db = await testDatabase();

async function openInvoice(world: World) {
  const [row] = await world.rows<{ id: string; case: string }>(
    `select i.id, c.id as case from invoice i join overdue_case c on c.invoice_id = i.id
     where c.state = 'open'`,
  );
  return row!;
}

/** Overdue since 2 March, seen on the 3rd. */
async function overdue(card = cards.empty, settings: object = {}) {
  const member = await overdueMember(db, card, settings);
  await member.world.until('2026-03-03');
  await member.world.news();
  return { ...member, invoice: await openInvoice(member.world) };
}

/** Active again, access open, next billing where it was, and nothing more is tried. */
async function expectRecovered({
  world,
  subscriptionId,
  contactId,
}: Awaited<ReturnType<typeof overdue>>) {
  expect(await world.subscription(subscriptionId)).toMatchObject({
    state: 'active',
    nextBillingOn: '2026-04-02',
  });
  expect(await accessOf(world, contactId)).toMatchObject({ overdue: false, closed: null });
  await world.news();
  await world.until('2026-03-20');
  expect(await world.news()).toEqual(nothing);
  await world.check();
}

describe('recovery by any means', () => {
  it('money recorded by staff, in two parts', async () => {
    const member = await overdue();
    const { world, subscriptionId, invoice } = member;
    const part = { invoiceId: invoice.id, means: 'transfer' as const };
    await recordOfflinePayment(world.ctx, { ...part, amount: 1000 });
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    await recordOfflinePayment(world.ctx, { ...part, amount: 1500 });
    expect((await world.news()).mails).toEqual(['receipt', 'recovered']);
    await expectRecovered(member);
  });

  it('the member pays the open invoice', async () => {
    const member = await overdue(cards.once);
    await chargeInvoiceNow(member.world.ctx, member.invoice.id, 'member');
    expect((await member.world.news()).events).toContain('overdue_recovered');
    await expectRecovered(member);
  });

  it('voided or written off by staff', async () => {
    for (const giveUp of [voidInvoice, writeOffInvoice]) {
      const member = await overdue();
      await giveUp(member.world.ctx, member.invoice.id, 'goodwill');
      expect(await member.world.rows('select state from overdue_case')).toEqual([
        { state: 'closed' },
      ]);
      await expectRecovered(member);
    }
  });

  it('forgiven as paid outside: the money is booked, the case is recovered', async () => {
    const member = await overdue();
    const forgive = { kind: 'forgive', how: 'paid', reason: 'cash at the desk' } as const;
    await changeCase(member.world.ctx, member.invoice.case, forgive);
    expect(await member.world.news()).toMatchObject({
      events: ['access_restored', 'overdue_recovered', 'payment_recorded'],
      mails: ['recovered'],
    });
    await expectRecovered(member);
  });

  it('a payment that is taken back is chased anew, from that day', async () => {
    const member = await overdue();
    const { world, subscriptionId, invoice } = member;
    const { paymentId } = await recordOfflinePayment(world.ctx, {
      invoiceId: invoice.id,
      amount: 2500,
      means: 'cheque',
    });
    await reverseOfflinePayment(world.ctx, paymentId, 'bounced');
    await world.news();
    await world.until('2026-03-04');
    expect((await world.news()).events).toEqual(['access_suspended', 'overdue_opened']);
    expect((await world.subscription(subscriptionId)).state).toBe('overdue');
    const steps = await world.rows(
      `select s.kind, s.due_on as on from overdue_step s join overdue_case c on c.id = s.case_id
       where c.state = 'open' order by s.position`,
    );
    expect(steps.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'retry 2026-03-06',
      'retry 2026-03-09',
      'retry 2026-03-11',
      'final 2026-03-11',
    ]);
    await world.check();
  });
});

describe('what stops retries at once', () => {
  it('a refusal for good, and a new card that is refused softly takes them up again', async () => {
    const { world, contactId, subscriptionId } = await overdue(cards.stolen);
    await world.until('2026-03-04');
    expect((await world.news()).charges).toEqual([]);
    await world.card(contactId, cards.empty);
    expect((await world.news()).charges).toEqual(['declined 2500']);
    await world.until('2026-03-07');
    expect((await world.news()).charges).toEqual(['declined 2500']);
    await world.until('2026-03-09');
    expect((await world.news()).mails).toContain('cancelled_unpaid');
    expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
    await world.check();
  });

  it('blocking, revoking, and cancelling without collecting', async () => {
    const ends = [
      (world: World, id: string) => revokeSubscription(world.ctx, { id }),
      (world: World, id: string) => cancelSubscription(world.ctx, { id }, { collecting: 'stop' }),
      (world: World, _: string, contactId: string) => blockContact(world.ctx, contactId, 'abuse'),
    ];
    for (const end of ends) {
      const { world, contactId, subscriptionId } = await overdue();
      await end(world, subscriptionId, contactId);
      await world.news();
      await world.until('2026-03-12');
      expect(await world.news()).toEqual(nothing);
      expect((await world.subscription(subscriptionId)).state).toBe('cancelled');
      await world.check();
    }
  });
});

describe('what a case keeps', () => {
  it('its schedule, its access and its end, whatever the settings say later', async () => {
    const { world } = await overdue();
    const [org] = await world.rows<{ version: number }>('select version from organization');
    const changed = {
      ...{ retry_offsets: [1, 20], debit_offsets: [3], reminder_offsets: [9], announce_days: 0 },
      ...{
        hour: 8,
        after_last: 'void' as const,
        access: { kind: 'keep_until_cancelled' as const },
      },
    };
    await updateOrganization(world.ctx, {
      version: org!.version,
      input: { settings: { overdue: changed } },
    });
    await world.news();
    await world.until('2026-03-09');
    expect((await stepsOf(world)).map(({ on }) => on)).toEqual([
      '2026-03-04',
      '2026-03-07',
      '2026-03-09',
      '2026-03-09',
    ]);
    const { events, mails } = await world.news();
    expect(events).toContain('invoice_written_off');
    expect(mails.filter((name) => name === 'retry_announced')).toHaveLength(2);
    await world.check();
  });
});

/** A member with two plans, 25 € refused on 2 March and 9 € on the day given. */
async function twiceOverdue(secondOn: '2026-03-02' | '2026-03-05') {
  const { world, contactId, subscriptionId } = await overdueMember(db);
  const other = await world.plan({ amount: 900 });
  const second = await world.join(other, {
    who: { contactId },
    firstBillingOn: d(secondOn),
    prorate: false,
  });
  await world.until(secondOn);
  return { world, contactId, first: subscriptionId, second: second.subscriptionId };
}

/** The tries since a day, as "amount state", in the order they were made. */
async function triesSince(world: World, day: string) {
  const rows = await world.rows<{ amount: number; state: string }>(
    'select amount, state from payment_attempt where local_day >= $1 order by sent_at, id',
    [day],
  );
  return rows.map(({ amount, state }) => `${amount} ${state}`);
}

describe('one payer with two missed invoices', () => {
  it('is written to once a day, and stays overdue for the other when one is paid', async () => {
    const { world, first, second } = await twiceOverdue('2026-03-02');
    const { charges, mails } = await world.news();
    expect(charges).toEqual(['declined 2500', 'declined 900']);
    expect(mails).toEqual(['declined_first']);
    await world.until('2026-03-04');
    expect((await world.news()).mails).toEqual(['declined_again', 'retry_announced']);
    const [older] = await world.rows<{ id: string }>(
      'select id from invoice where subscription_id = $1 and balance > 0',
      [first],
    );
    await recordOfflinePayment(world.ctx, { invoiceId: older!.id, amount: 2500, means: 'cash' });
    expect((await world.subscription(first)).state).toBe('active');
    expect((await world.subscription(second)).state).toBe('overdue');
    await world.until('2026-03-09');
    expect((await world.subscription(first)).state).toBe('active');
    expect((await world.subscription(second)).state).toBe('cancelled');
    await world.check();
  });

  it('retries and a new card take the oldest first; a card refused for good is asked once', async () => {
    const { world, contactId } = await twiceOverdue('2026-03-05');
    await world.until('2026-03-07');
    expect(await triesSince(world, '2026-03-06')).toEqual(['2500 declined', '900 declined']);
    await world.until('2026-03-08');
    await world.card(contactId, cards.stolen);
    expect(await triesSince(world, '2026-03-08')).toEqual(['2500 declined']);
    await world.until('2026-03-09');
    expect(await triesSince(world, '2026-03-09')).toEqual([]);
    await world.check();
  });

  it('a good card pays both, the oldest first', async () => {
    const { world, contactId, first, second } = await twiceOverdue('2026-03-05');
    await world.until('2026-03-06');
    await world.card(contactId, cards.good);
    expect(await triesSince(world, '2026-03-06')).toEqual(['2500 succeeded', '900 succeeded']);
    for (const id of [first, second]) {
      expect((await world.subscription(id)).state).toBe('active');
    }
    await world.check();
  });
});
