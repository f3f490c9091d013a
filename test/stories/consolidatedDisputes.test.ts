import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { applyDispute } from '../../src/actions/disputes/applyDispute.ts';
import { decideLost } from '../../src/actions/disputes/decideLost.ts';
import { evidenceFile } from '../../src/actions/disputes/evidence.ts';
import { refundAsFraud } from '../../src/actions/disputes/refundFraud.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { listDisputes } from '../../src/db/payments/disputeList.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { camt054 } from '../support/bankAnswers.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import type { World } from './billingWorld.ts';
import { cards } from './billingWorld.ts';
import { perPayer, team } from './consolidatedWorld.ts';
import { told } from './disputeWorld.ts';
import { sepaWorld } from './sepaWorld.ts';

const db = await testDatabase();

/** Lab paid 30 € by card on 1 November: for itself, Ana and Bo (whose plan keeps access). */
async function paidTeam() {
  const { life, ...people } = await team(db);
  await life.until('2026-11-01');
  const [charge] = await life.rows<{ id: string; invoice: string; payment: string }>(
    `select a.id, a.invoice_id as invoice, p.id as payment from payment_attempt a
     join payment p on p.attempt_id = a.id`,
  );
  return { life, ...people, charge: charge!.id, ...charge! };
}

type News = { state: 'needs_response' | 'won' | 'lost'; reason?: string };

const news = (life: World, charge: string, { state, reason = 'general' }: News) => {
  const about = told(charge, { reference: 'dp', state });
  return applyDispute(life.ctx, 'test', { ...about, amount: 3000, reason });
};

const seen = (life: World) =>
  life.rows(
    `select name, overdue, access_closed as closed, lifetime_amount as lifetime,
       access_until as until, running, last_charge_outcome as last from directory order by name`,
  );

const lost = async (life: World, charge: string, aftermath: 'written_off' | 'chased') => {
  await news(life, charge, { state: 'lost' });
  const [row] = await life.rows<{ id: string }>('select id from dispute');
  await decideLost(life.ctx, row!.id, aftermath);
};

describe('a dispute of what paid for several members', () => {
  it('takes the money of all, holds the clock, and gives it back to all when it is won', async () => {
    const { life, charge } = await paidTeam();
    const before = await seen(life);
    await news(life, charge, { state: 'needs_response' });
    expect(await seen(life)).toEqual(before.map((each) => ({ ...each, lifetime: 0 })));
    await life.check();
    for (const day of ['2026-11-02', '2026-11-20']) await life.until(day);
    expect(await life.rows('select id from overdue_case')).toEqual([]);
    await life.check();
    await news(life, charge, { state: 'won' });
    expect(await seen(life)).toEqual(before);
    await life.check();
  });

  it('lost and asked for again makes all of them overdue, each by their own policy', async () => {
    const { life, charge, invoice, ana, bo, lab } = await paidTeam();
    await lost(life, charge, 'chased');
    await life.check();
    await life.until('2026-11-02');
    expect(await life.rows('select id from overdue_case')).toHaveLength(4);
    expect(await seen(life)).toMatchObject([
      { name: 'Ana', overdue: true, closed: 'overdue' },
      { name: 'Bo', overdue: true, closed: null },
      { name: 'Lab', overdue: true, closed: 'overdue' },
    ]);
    await life.check();
    await recordOfflinePayment(life.ctx, { invoiceId: invoice, amount: 3000, means: 'transfer' });
    for (const each of [lab, ana, bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'active' });
    }
    expect(await seen(life)).toMatchObject([
      { name: 'Ana', overdue: false, closed: null, lifetime: 1000, last: 'paid' },
      { name: 'Bo', overdue: false, closed: null, lifetime: 1000, last: 'paid' },
      { name: 'Lab', overdue: false, closed: null, lifetime: 1000, last: 'paid' },
    ]);
    await life.check();
  });

  it('lost, asked for again and never paid ends all of them', async () => {
    const { life, charge, ana, bo, lab } = await paidTeam();
    await lost(life, charge, 'chased');
    await life.until('2026-12-10');
    for (const each of [lab, ana, bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'cancelled' });
    }
    expect(await life.rows(`select id from payment_attempt where cause = 'retry'`)).toEqual([]);
    await life.check();
  });

  it('lost and written off takes the period of all of them, who go on', async () => {
    const { life, charge } = await paidTeam();
    await lost(life, charge, 'written_off');
    const period = (until: string) => ({ running: true, overdue: false, closed: null, until });
    expect(await seen(life)).toMatchObject(Array(3).fill(period('2026-11-01')));
    await life.check();
    await life.until('2026-12-01');
    expect(await seen(life)).toMatchObject(Array(3).fill(period('2027-01-01')));
    await life.check();
  });

  it('found to be a fraud ends all of them', async () => {
    const { life, charge, ana, bo, lab } = await paidTeam();
    await news(life, charge, { state: 'lost', reason: 'fraudulent' });
    for (const each of [lab, ana, bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'cancelled' });
    }
    const gone = { running: false, last: 'refunded_as_fraud', lifetime: 0 };
    expect(await seen(life)).toMatchObject([gone, gone, gone]);
    await life.check();
  });

  it('names all of them to the bank, and is found by each of them', async () => {
    const { life, charge, payment, ana } = await paidTeam();
    await news(life, charge, { state: 'needs_response' });
    const found = await look(life.ctx, ({ tx }) =>
      listDisputes(
        tx,
        { state: 'all', contactId: ana.contactId, id: null },
        { limit: 9, offset: 0 },
      ),
    );
    expect(found).toHaveLength(1);
    const file = await evidenceFile(life.ctx, payment, { format: 'pdf', language: 'en' });
    const { text } = pdfText(file.body);
    expect(text).toContain('Ana · ana@example.org');
    expect(text).toContain(' › lab@example.org');
    expect(text).not.toContain('\ufffd');
    for (const held of ['Lab · Desk', 'Ana · Desk', 'Bo · Club']) expect(text).toContain(held);
  });
});

describe('money of a consolidated invoice that goes another way', () => {
  it('found to be a fraud by staff is refunded, and ends all of them', async () => {
    const { life, payment, ana, bo, lab } = await paidTeam();
    await refundAsFraud(life.ctx, payment);
    for (const each of [lab, ana, bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'cancelled' });
    }
    const gone = { running: false, last: 'refunded_as_fraud', lifetime: 0 };
    expect(await seen(life)).toMatchObject([gone, gone, gone]);
    await life.check();
  });

  it('taken back makes all of them overdue from the next day', async () => {
    const { life, ...people } = await team(db, { card: cards.empty });
    await life.until('2026-11-01');
    const [made] = await life.rows<{ id: string }>('select id from invoice');
    await life.moveTo('2026-11-01', 10);
    const paid = await recordOfflinePayment(life.ctx, {
      ...{ invoiceId: made!.id, amount: 3000, means: 'cheque' as const },
    });
    expect(await seen(life)).toMatchObject([{ last: 'paid' }, { last: 'paid' }, { last: 'paid' }]);
    await life.check();
    await reverseOfflinePayment(life.ctx, paid.paymentId, 'bounced');
    await life.check();
    await life.until('2026-11-02');
    for (const each of [people.lab, people.ana, people.bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'overdue' });
    }
    await life.check();
  });

  it('and debited comes back from the bank: all of them are overdue', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.rows(`update organization set settings =
      settings || '{"invoice": {"per_payer": "payer"}}'`);
    const { contactId: payerId } = await world.join();
    const [plan] = await world.rows<{ id: string }>(`select id from plan where name = 'Desk'`);
    await addMember(world.ctx, {
      ...{ planId: plan!.id, who: { contact: { display_name: 'Bo' } }, payerId },
      firstBillingOn: d('2026-11-01'),
    });
    await world.send();
    await world.until('2026-11-01');
    const { names } = await world.send();
    await world.until('2026-11-20');
    await world.check();
    await world.bankSays(camt054(names[0]!, 'AM04', '60.00'));
    expect(await world.rows('select overdue from directory')).toEqual([
      { overdue: true },
      { overdue: true },
    ]);
    await world.check();
  });
});

describe('a credit of one member on a shared invoice', () => {
  const settings = { invoice: perPayer, subscriptions: { pause_gives_back: 'credit' } };
  const lifetimes = ({ life, lab, ana, bo }: Awaited<ReturnType<typeof team>>) =>
    Promise.all(
      [lab, ana, bo].map(async ({ contactId }) => {
        const rows = await life.rows<{ lifetime: number }>(
          'select lifetime_amount as lifetime from directory where contact_id = $1',
          [contactId],
        );
        return rows[0]!.lifetime;
      }),
    );

  // Found by the simulation (seed 5, community 17).
  it('becomes credit of whoever paid: the others have paid what they had', async () => {
    const world = await team(db, { settings });
    const { life, ana } = world;
    await life.until('2026-11-16');
    await pauseSubscription(life.ctx, { id: ana.subscriptionId });
    expect(await life.rows('select sum(amount)::int as credit from credit_entry')).toEqual([
      { credit: 500 },
    ]);
    expect(await lifetimes(world)).toEqual([1500, 500, 1000]);
    await life.check();
  });

  it('shares what was paid in part anew', async () => {
    const world = await team(db, { settings });
    const { life, ana } = world;
    await life.rows('update payment_method set replaced_at = now()');
    await life.rows(`update subscription set collection = 'invoice'`);
    await life.until('2026-11-10');
    const [bill] = await life.rows<{ id: string }>('select id from invoice');
    const part = { invoiceId: bill!.id, amount: 600, means: 'cheque' as const };
    await recordOfflinePayment(life.ctx, part);
    await pauseSubscription(life.ctx, { id: ana.subscriptionId });
    const shares = await lifetimes(world);
    expect(shares[0]! + shares[1]! + shares[2]!).toBe(600);
    expect(shares[1]).toBeLessThan(shares[2]!);
    await life.check();
  });
});
