import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld } from './billingWorld.ts';
import { perPayer, team } from './consolidatedWorld.ts';

const db = await testDatabase();

const bills = (life: World) =>
  life.rows('select number, status, balance from invoice order by issued_on, number');

describe('the end of a subscription that is not paid', () => {
  it('gives up what else is open of it, though it was not due yet', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 2500 });
    const { subscriptionId } = await life.join(plan, { firstBillingOn: d('2026-10-01') });
    await life.until('2026-11-10');
    expect(await bills(life)).toMatchObject([{ status: 'open' }, { status: 'open' }]);
    await life.until('2026-11-17');
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'cancelled' });
    expect(await bills(life)).toEqual([
      { number: '2026-000001', status: 'uncollectible', balance: 2500 },
      { number: '2026-000002', status: 'uncollectible', balance: 2500 },
    ]);
    expect((await life.news()).mails.filter((mail) => mail === 'cancelled_unpaid')).toHaveLength(1);
    await life.check();
  });

  it('is seen by the doctor when something was left open all the same', async () => {
    const life = await billingWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 2500 });
    await life.join(plan, { firstBillingOn: d('2026-10-01') });
    await life.until('2026-11-17');
    await life.rows(`update invoice set status = 'open' where number = '2026-000002'`);
    const broken = (await runDoctor(life.ctx)).filter((each) => !each.ok);
    expect(broken.map(({ name }) => name)).toContain('unpaid_end_leaves_nothing_open');
  });

  it('voids it where the organization says so', async () => {
    const settings = { overdue: { after_last: 'void' } };
    const life = await billingWorld(db, '2026-10-01', { settings });
    const plan = await life.plan({ amount: 2500 });
    await life.join(plan, { firstBillingOn: d('2026-10-01') });
    await life.until('2026-11-17');
    expect(await bills(life)).toMatchObject([{ status: 'void' }, { status: 'void' }]);
    await life.check();
  });

  it('leaves the others on a later invoice of their payer alone, less its own part', async () => {
    const { life, lab, ana, bo, plan } = await team(db);
    await life.rows('update payment_method set replaced_at = now()');
    await life.rows(`update subscription set collection = 'invoice'`);
    const cy = await life.join(plan, {
      who: { contact: { display_name: 'Cy', email: 'cy@example.org' } },
      ...{ payerId: lab.contactId, firstBillingOn: d('2026-12-01'), prorate: false },
    });
    await life.until('2026-12-14');
    expect(await bills(life)).toMatchObject([{ balance: 3000 }, { balance: 4000 }]);
    await life.until('2026-12-17');
    for (const each of [lab, ana, bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'cancelled' });
    }
    expect(await bills(life)).toMatchObject([
      { status: 'uncollectible', balance: 3000 },
      { status: 'open', balance: 1000 },
    ]);
    const going = await life.subscription(cy.subscriptionId);
    expect(['active', 'overdue']).toContain(going.state);
    await life.check();
    await life.until('2027-01-20');
    expect(await life.subscription(cy.subscriptionId)).toMatchObject({ state: 'cancelled' });
    expect(await life.rows(`select id from invoice where status = 'open'`)).toEqual([]);
    await life.check();
  });

  // Found by the simulation (seed 1, community 45): the doctor looked for a reminder of the case
  // that had begun the same day, while the end is that of the older one.
  it('ends the case of a shared invoice on the day that case begins', async () => {
    const life = await billingWorld(db, '2026-09-29', { settings: { invoice: perPayer } });
    const plan = await life.plan({ amount: 1000 });
    const payer = await life.join(plan, { firstBillingOn: d('2026-12-20'), prorate: false });
    const joins = (firstBillingOn: string) =>
      life.join(plan, {
        ...{ payerId: payer.contactId, firstBillingOn: d(firstBillingOn), prorate: true },
      });
    await joins('2026-10-01');
    await life.until('2026-10-03');
    const { subscriptionId } = await joins('2026-11-01');
    await life.until('2026-11-15');
    const cases = () => life.rows(`select opened_at from overdue_case where state = 'open'`);
    expect(await cases()).toHaveLength(1);
    await life.until('2026-11-16');
    expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'cancelled' });
    expect(
      await life.rows(`select count(*) from overdue_case where opened_at::date = closed_on`),
    ).toEqual([{ count: 2 }]);
    await life.check();
  });
});
