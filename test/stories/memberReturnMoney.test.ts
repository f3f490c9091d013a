/** What taking up again costs is what its preview said; the e-mails of an end lead there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { previewReturn } from '../../src/actions/subscriptions/previewReturn.ts';
import { reactivateSubscription } from '../../src/actions/subscriptions/reactivateSubscription.ts';
import { addDays, localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { emptyCard, goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();
const firstBillingOn = d('2026-10-01');

const byMember = (life: Life): Context => ({
  ...life.ctx,
  actor: { kind: 'member', id: 'x', name: 'M' },
});

const sold = fc.record({
  amount: fc.integer({ min: 1, max: 50_000 }),
  intervalUnit: fc.constantFrom('week', 'month'),
  intervalCount: fc.integer({ min: 1, max: 3 }),
  taxRate: fc.constantFrom('0', '5.5', '20', '5+9.975'),
  taxInclusive: fc.boolean(),
  inSeason: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 3 }),
  surplus: fc.constantFrom(0, 1, 999, 500_000),
  later: fc.integer({ min: 0, max: 60 }),
  collection: fc.constantFrom('automatic', 'invoice'),
});

type Sold = typeof sold extends fc.Arbitrary<infer T> ? T : never;

/** Paid more than asked, cancelled, and over for `later` days. */
async function left(life: Life, { inSeason, quantity, surplus, ...some }: Sold) {
  const { amount, intervalUnit, intervalCount, later, collection, ...tax } = some;
  const price = { amount, currency: 'EUR', intervalUnit, intervalCount };
  const season = { start: { day: 1, month: 4 }, rollover: null, firstPeriod: 'days' as const };
  const kind = inSeason ? { kind: 'fixed_date' as const, season } : {};
  const year = { ...price, intervalUnit: 'year' as const, intervalCount: 1 };
  const prices = [inSeason ? year : price];
  const plan = await life.plan({ ...tax, ...kind, amount, prices });
  const join = {
    quantity,
    collection: 'invoice',
    ...(inSeason ? {} : { firstBillingOn }),
  } as const;
  const joined = await life.join(plan.id, join);
  const { subscriptionId: id, contactId } = joined;
  for (const invoiceId of joined.invoiceIds) {
    const [owed] = await life.rows<{ balance: number }>(
      'select balance from invoice where id = $1 and balance > 0',
      [invoiceId],
    );
    const paid = { invoiceId, means: 'cash' as const, amount: (owed?.balance ?? 0) + surplus };
    if (owed) await recordOfflinePayment(life.ctx, paid);
  }
  await setPaymentMethod(life.ctx, contactId, goodCard);
  await life.rows('update subscription set collection = $2 where id = $1', [id, collection]);
  const { endsOn } = await cancelSubscription(life.ctx, { id });
  await life.day(endsOn);
  await life.day(addDays(endsOn, later));
  return id;
}

type Bill = { total: number; balance: number; charged: number };

/** The latest invoice, and what was charged for it. */
async function latest(life: Life) {
  const [bill] = await life.rows<Bill>(
    `select total, balance, coalesce((select sum(a.amount) from payment_attempt a
       where a.invoice_id = i.id and a.state = 'succeeded'), 0)::int as charged
     from invoice i order by serial desc limit 1`,
  );
  return bill!;
}

describe('taking up again', () => {
  it('costs to the cent what its preview says, credit first, whatever was sold', async () => {
    await fc.assert(
      fc.asyncProperty(sold, async (some) => {
        const life = await lifeWorld(db, '2026-10-01');
        const id = await left(life, some);
        const preview = await previewReturn(byMember(life), id);
        expect(preview).toMatchObject({ collection: some.collection, goesOnUntil: null });
        const { nextBillingOn } = await reactivateSubscription(byMember(life), { id });
        expect(nextBillingOn).toBe(preview.nextBillingOn);
        const bill = await latest(life);
        expect(bill.total).toBe(preview.invoice!.draft.total);
        const rest = bill.total - preview.credit;
        expect(some.collection === 'invoice' ? bill.balance : bill.charged).toBe(rest);
        await life.check();
      }),
      { numRuns: 12 },
    );
  });
});

describe('the e-mail about an end', () => {
  const backIn = (life: Life, template: string) =>
    life.rows<{ url: string }>(
      `select data ->> 'comeBackUrl' as url from message where template = $1`,
      [template],
    );

  it('for lack of payment leads to where it is taken up again, if that is possible', async () => {
    for (const reactivate of [true, false]) {
      const settings = { subscriptions: { members_may: { reactivate } } };
      const life = await lifeWorld(db, '2026-10-01', settings);
      const plan = await life.plan({ amount: 3100 });
      const join = { firstBillingOn, paymentMethod: emptyCard };
      const { subscriptionId: id } = await life.join(plan.id, join);
      for (let day = 1; day <= 12; day += 1) await life.day(addDays(firstBillingOn, day));
      const [mail] = await backIn(life, 'cancelled_unpaid');
      const page = reactivate ? `/return/${id}` : '';
      expect(mail!.url).toMatch(new RegExp(`/portal/atelier-\\w+${page}$`));
    }
  });

  it('of what ends at once leads there, too; what can still be undone leads to the start', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 3100 });
    const start = { startOn: d('2026-10-20'), firstBillingOn: d('2026-10-20') };
    const { subscriptionId: id } = await life.join(plan.id, start);
    await cancelSubscription(byMember(life), { id });
    const [mail] = await backIn(life, 'cancelled');
    expect(mail!.url).toMatch(new RegExp(`/return/${id}$`));
    const runs = await life.join(plan.id, { firstBillingOn });
    await cancelSubscription(byMember(life), { id: runs.subscriptionId });
    expect((await backIn(life, 'cancelled')).map(({ url }) => url)).toContainEqual(
      expect.stringMatching(/\/portal\/atelier-\w+$/),
    );
  });
});
