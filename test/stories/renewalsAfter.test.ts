/** Renewals whose time has passed, and several that wait to be paid (found by the simulation). */
import { expect, it } from 'vitest';
import { previewBilling } from '../../src/actions/billing/previewBilling.ts';
import { importMembers } from '../../src/actions/imports/run.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { approveRenewal } from '../../src/actions/renewals/approveRenewal.ts';
import { refuseRenewal, resetRenewal } from '../../src/actions/renewals/closeRenewal.ts';
import { setRenewalRule } from '../../src/actions/renewals/editRenewal.ts';
import { runRenewals } from '../../src/actions/renewals/runRenewals.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { csv } from './importWorld.ts';
import { asksFirst, openAssociation } from './renewalWorld.ts';

const db = await testDatabase();

const monthly = [
  { amount: 3000, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1 },
];
const patient = { due_days: 45 };

/** A member by the month who pays by invoice and late. */
async function byMonth(policy: 'invoice' | 'notice') {
  const of = await openAssociation(db, { invoice: patient });
  const plan = await of.plan('Monthly', 3000, {
    ...{ kind: 'recurring', season: null, prices: monthly },
    renewal: { policy, lead_days: 10, late: 'payment_day' },
  });
  const who = await of.join(plan.id);
  const { id, invoiceId } = who;
  await recordOfflinePayment(of.life.ctx, { invoiceId, amount: 3000, means: 'cash' });
  const renewals = () =>
    of.life.rows<{ id: string; state: string; ends_on: string }>(
      'select id, state, ends_on from renewal where subscription_id = $1 order by ends_on',
      [id],
    );
  return { of, ...who, renewals };
}

it('sends the next invoice ahead although the one before is not paid', async () => {
  const { of, id, renewals } = await byMonth('invoice');
  await of.life.day('2026-01-22');
  await of.life.day('2026-02-20');
  expect(await renewals()).toMatchObject([
    { state: 'approved', ends_on: '2026-02-01' },
    { state: 'approved', ends_on: '2026-03-01' },
  ]);
  await of.life.check();
  const [begun, coming] = await renewals();
  // What has begun is an invoice to void; what comes is taken back, and goes when one cancels.
  for (const act of [
    resetRenewal,
    (ctx: typeof of.life.ctx, which: string) =>
      refuseRenewal(ctx, which, { reason: '', comment: '' }),
  ]) {
    await expect(act(of.life.ctx, begun!.id)).rejects.toMatchObject({ code: 'renewal_past' });
  }
  expect(await cancelSubscription(of.life.ctx, { id })).toEqual({ endsOn: '2026-03-01' });
  expect((await of.invoices(id)).map(({ status }) => status)).toEqual(['paid', 'open', 'void']);
  expect(coming).toBeDefined();
  await of.life.check();
});

it('asks about the next term while the one before waits to be paid', async () => {
  const { of, renewals } = await byMonth('notice');
  await of.life.day('2026-01-22');
  await approveRenewal(of.life.ctx, (await renewals())[0]!.id);
  await of.life.day('2026-02-01');
  await of.life.day('2026-02-19');
  expect(await renewals()).toMatchObject([{ state: 'approved' }, { state: 'sent' }]);
  await expect(resetRenewal(of.life.ctx, (await renewals())[0]!.id)).rejects.toMatchObject({
    code: 'renewal_past',
  });
  await of.life.check();
});

it('does not ask again about a term that others followed', async () => {
  const { of, id, renewals } = await byMonth('notice');
  await of.life.day('2026-01-22');
  const [first] = await renewals();
  await refuseRenewal(of.life.ctx, first!.id, { reason: '', comment: '' });
  await setRenewalRule(of.life.ctx, { id }, { automatic: true, intervention: null });
  await of.life.day('2026-02-01');
  await setRenewalRule(of.life.ctx, { id }, { automatic: null, intervention: null });
  await of.life.day('2026-02-02');
  await expect(resetRenewal(of.life.ctx, first!.id)).rejects.toMatchObject({
    code: 'renewal_past',
  });
  await of.life.check();
});

it('sends a payer one invoice ahead for all, of which one part can be taken back', async () => {
  const of = await openAssociation(db, { invoice: { per_payer: 'payer' } });
  const ahead = { policy: 'invoice', lead_days: 30, late: 'payment_day' } as const;
  const plan = await of.plan('Ahead', 24_000, { renewal: ahead });
  const firm = { display_name: 'Firm', email: 'firm@example.org' };
  const { id: payerId } = await createContact(of.life.ctx, firm);
  const [one, two] = [await of.join(plan.id, { payerId }), await of.join(plan.id, { payerId })];
  await of.life.moveTo('2026-12-01');
  const preview = await previewBilling(of.life.ctx, { until: d('2026-12-02') });
  expect(preview.days).toEqual([
    expect.objectContaining({
      ...{ on: '2026-12-02', invoices: 1, amount: [{ amount: 48_000, currency: 'EUR' }] },
    }),
  ]);
  await of.life.day('2026-12-02');
  const invoices = () =>
    of.life.rows<{ status: string; balance: number; due_on: string }>(
      `select status, balance, due_on from invoice where type = 'renewal'`,
    );
  expect(await invoices()).toEqual([{ status: 'open', balance: 48_000, due_on: '2027-01-01' }]);
  await of.life.check();
  await cancelSubscription(of.life.ctx, { id: one.id });
  expect(await invoices()).toMatchObject([{ status: 'open', balance: 24_000 }]);
  expect((await of.renewal(two.id)).state).toBe('approved');
  expect((await of.terms(two.id)).at(-1)).toMatchObject({ status: 'pending' });
  await of.life.day('2027-01-01');
  expect(await of.life.subscription(one.id)).toMatchObject({ state: 'cancelled' });
  await of.life.check();
});

it('asks members brought from elsewhere from the day they paid for there', async () => {
  const of = await openAssociation(db);
  await of.life.moveTo('2026-11-01');
  const file = csv(
    'Nom;Nom du forfait;Montant;Périodicité;Date de début;Prochaine facture',
    'Zoé;Partner;300,00;annuel;01/01/2024;01/01/2027',
  );
  const report = await importMembers(of.life.ctx, { file });
  expect(report.counts).toMatchObject({ created: 1, refused: 0 });
  const [made] = await of.life.rows<{ id: string; asked_from: string }>(
    'select id, asked_from from subscription',
  );
  expect(made?.asked_from).toBe('2027-01-01');
  await of.life.day('2026-11-17');
  expect((await of.renewal(made!.id)).state).toBe('sent');
  await of.life.day('2027-01-01');
  expect(await of.invoices(made!.id)).toEqual([]);
  expect(await of.life.subscription(made!.id)).toMatchObject({ state: 'expired' });
  await of.life.check();
});

it('asks in good time who has a rule of their own on a plan that renews by itself', async () => {
  const of = await openAssociation(db);
  const usual = { policy: 'invoice', lead_days: 0, late: 'payment_day' } as const;
  const plan = await of.plan('Usual', 9000, { renewal: usual });
  const { id } = await of.join(plan.id);
  await setRenewalRule(of.life.ctx, { id }, { automatic: false, intervention: null });
  await of.life.day('2026-11-16');
  expect((await of.renewal(id)).state).toBe('scheduled');
  await of.life.day('2026-11-17');
  expect((await of.renewal(id)).state).toBe('sent');
  await of.life.check();
});

it('is foreseen: who will be asked on which day, and who ends if nobody answers', async () => {
  const of = await openAssociation(db);
  const asked = await of.join();
  const renewed = await of.join(of.regular.id);
  await of.life.day('2026-11-17');
  await approveRenewal(of.life.ctx, (await of.renewal(renewed.id)).id);
  const late = await of.plan('Late', 5000, { renewal: { ...asksFirst, lead_days: 5 } });
  await of.join(late.id);
  await of.life.moveTo('2026-11-18');
  const { days } = await previewBilling(of.life.ctx, { until: d('2027-01-01') });
  const seen = days.map(({ on, notices, ends }) => ({ on, notices, ends }));
  expect(seen.filter(({ notices, ends }) => notices + ends > 0)).toEqual([
    { on: '2026-12-27', notices: 1, ends: 0 },
    { on: '2027-01-01', notices: 0, ends: 2 },
  ]);
  for (const { on } of seen) await of.life.day(on);
  expect(await of.life.subscription(asked.id)).toMatchObject({ state: 'expired' });
  expect(await of.life.subscription(renewed.id)).toMatchObject({ nextBillingOn: '2028-01-01' });
  await of.life.check();
});

it('tells how far it is, and leaves off between two commits when it is to end', async () => {
  const of = await openAssociation(db);
  for (let n = 0; n < 3; n += 1) await of.join();
  await of.life.moveTo('2026-11-17');
  const told: number[] = [];
  const ends = runRenewals(of.life.ctx, async (done) => {
    told.push(done);
    if (done > 0) throw new Error('the program ends');
  });
  await expect(ends).rejects.toThrow('the program ends');
  expect(told.at(-1)).toBe(3);
  const run = await runRenewals(of.life.ctx);
  expect(run).toMatchObject({ made: 0, sent: 0 });
  expect(
    await of.life.rows(`select id from message where template = 'renewal_notice'`),
  ).toHaveLength(3);
});
