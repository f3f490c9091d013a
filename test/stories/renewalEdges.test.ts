/** What else happens to a subscription that is asked about, and who is not asked (renewals.md). */
import { describe, expect, it } from 'vitest';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { previewBulk, startBulk } from '../../src/actions/bulk/startBulk.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { archivePlan } from '../../src/actions/plans/archivePlan.ts';
import { editPlan } from '../../src/actions/plans/editPlan.ts';
import { approveRenewal } from '../../src/actions/renewals/approveRenewal.ts';
import { resetRenewal } from '../../src/actions/renewals/closeRenewal.ts';
import { resumeRenewal, setRenewalRule } from '../../src/actions/renewals/editRenewal.ts';
import { noticePdf } from '../../src/actions/renewals/noticePdf.ts';
import {
  cancelSubscription,
  previewCancellation,
} from '../../src/actions/subscriptions/cancelSubscription.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { extendSubscription } from '../../src/actions/subscriptions/extendSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { undoCancellation } from '../../src/actions/subscriptions/undoCancellation.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import type { Association } from './renewalWorld.ts';
import { asksFirst, openAssociation } from './renewalWorld.ts';

const db = await testDatabase();

const pay = (of: Association, invoiceId: string, amount: number) =>
  recordOfflinePayment(of.life.ctx, { invoiceId, amount, means: 'transfer' });

/** A member of a plan that is anybody's own year, who was sent the notice on 17 November. */
async function noticed(late: 'payment_day' | 'keeps_dates' = 'payment_day') {
  const of = await openAssociation(db);
  const plan = await of.plan('Desk', 12_000, {
    ...{ kind: 'recurring', season: null, renewal: { ...asksFirst, late } },
  });
  const who = await of.join(plan.id);
  await pay(of, who.invoiceId, 12_000);
  await of.life.day('2026-11-17');
  return { of, plan, ...who, renewal: (await of.renewal(who.id)).id };
}

describe('a renewal approved after its term', () => {
  it('begins on the day it is approved', async () => {
    const { of, id, renewal } = await noticed();
    await of.life.day('2027-03-10');
    await approveRenewal(of.life.ctx, renewal);
    expect(await of.terms(id)).toEqual([
      { starts_on: '2026-01-01', ends_on: '2027-01-01', status: 'active' },
      { starts_on: '2027-03-10', ends_on: '2028-03-10', status: 'pending' },
    ]);
    expect(await of.life.subscription(id)).toMatchObject({
      ...{ state: 'active', endsOn: null, nextBillingOn: '2028-03-10' },
    });
    expect((await of.invoices(id))[1]).toMatchObject({ total: 12_000, due_on: '2027-03-24' });
    await of.life.check();
    await resetRenewal(of.life.ctx, renewal);
    expect(await of.life.subscription(id)).toMatchObject({
      ...{ state: 'expired', endsOn: '2027-01-01', nextBillingOn: null },
    });
    await of.life.check();
  });

  it('keeps its dates where the plan says so', async () => {
    const { of, id, renewal } = await noticed('keeps_dates');
    await of.life.day('2027-03-10');
    await approveRenewal(of.life.ctx, renewal);
    expect((await of.terms(id))[1]).toMatchObject({
      ...{ starts_on: '2027-01-01', ends_on: '2028-01-01' },
    });
    await of.life.check();
  });
});

describe('while a renewal is asked about', () => {
  it('a change waits, and dates wait once its invoice is out', async () => {
    const { of, id, renewal } = await noticed();
    const wish = { quantity: 2 };
    await expect(changeSubscription(of.life.ctx, { id }, wish)).rejects.toMatchObject({
      code: 'renewal_runs',
    });
    await extendSubscription(of.life.ctx, { id }, { days: 10 });
    const [moved] = await of.life.rows('select ends_on from renewal where id = $1', [renewal]);
    expect(moved).toEqual({ ends_on: '2027-01-11' });
    await approveRenewal(of.life.ctx, renewal);
    const again = extendSubscription(of.life.ctx, { id }, { days: 10 });
    await expect(again).rejects.toMatchObject({ code: 'renewal_runs' });
    await expect(pauseSubscription(of.life.ctx, { id })).rejects.toMatchObject({
      code: 'renewal_runs',
    });
    await of.life.check();
  });

  it('cancelling ends with the paid term, and voids what was approved', async () => {
    const { of, id, renewal } = await noticed();
    await approveRenewal(of.life.ctx, renewal);
    const preview = await previewCancellation(of.life.ctx, id);
    expect(preview.endsOn).toBe('2027-01-01');
    expect(await cancelSubscription(of.life.ctx, { id })).toEqual({ endsOn: '2027-01-01' });
    expect((await of.invoices(id))[1]).toMatchObject({ status: 'void' });
    expect((await of.renewal(id)).state).toBe('refused');
    await of.life.check();
    await undoCancellation(of.life.ctx, { id });
    await resetRenewal(of.life.ctx, renewal);
    await approveRenewal(of.life.ctx, renewal);
    expect((await of.invoices(id))[2]).toMatchObject({ status: 'open', total: 12_000 });
    await of.life.check();
  });

  it('revoking owes nothing for a term that never begins', async () => {
    const { of, id, renewal } = await noticed();
    await approveRenewal(of.life.ctx, renewal);
    await revokeSubscription(of.life.ctx, { id }, {});
    expect((await of.invoices(id))[1]).toMatchObject({ status: 'void' });
    expect((await of.renewal(id)).state).toBe('refused');
    await of.life.check();
  });

  it('its notice is a document that claims nothing', async () => {
    const { of, renewal } = await noticed();
    const { name, bytes } = await noticePdf(of.life.ctx, renewal);
    expect(name).toBe('renewal-notice-Desk.pdf');
    const { text } = pdfText(bytes);
    expect(text).toContain('nothing is owed before the renewal is accepted');
    expect(text).toContain('Total €120.00');
    expect(text).not.toContain('Left to pay');
    expect(await of.life.rows('select number from invoice')).toHaveLength(1);
  });
});

describe('who is asked', () => {
  it('follows the plan when its policy changes, and a rule of their own', async () => {
    const { of, plan, id } = await noticed();
    const [own, usual] = [await of.join(plan.id), await of.join(plan.id)];
    const itself = { automatic: true, intervention: null };
    await setRenewalRule(of.life.ctx, { id: own.id }, itself);
    expect(await of.life.subscription(own.id)).toMatchObject({ askedFrom: null });
    await expect(setRenewalRule(of.life.ctx, { id }, itself)).rejects.toMatchObject({
      code: 'asked_already',
    });
    const rule = { policy: 'invoice', lead_days: 0, late: 'payment_day' } as const;
    const { version } = plan;
    await editPlan(of.life.ctx, { id: plan.id, version }, { renewal: rule });
    expect(await of.life.subscription(usual.id)).toMatchObject({ askedFrom: null });
    // Who was told that nothing is billed before a yes keeps that.
    expect(await of.life.subscription(id)).toMatchObject({ autoRenews: false });
    await of.life.day('2027-01-01');
    expect(await of.invoices(id)).toHaveLength(1);
    expect(await of.life.subscription(id)).toMatchObject({ state: 'expired' });
    await of.life.check();
  });

  it('is kept for staff where they flagged it, or the plan is not sold any more', async () => {
    const of = await openAssociation(db);
    const flagged = await of.join();
    const archived = await of.join(of.regular.id);
    const rule = { automatic: null, intervention: 'Unpaid room' };
    await setRenewalRule(of.life.ctx, { id: flagged.id }, rule);
    await archivePlan(of.life.ctx, of.regular.id);
    await of.life.day('2026-11-17');
    expect(await of.renewal(flagged.id)).toMatchObject({
      ...{ state: 'intervention', reason: 'Unpaid room' },
    });
    expect(await of.renewal(archived.id)).toMatchObject({
      ...{ state: 'intervention', reason: 'plan_archived' },
    });
    expect(await of.mails(flagged.contactId)).toEqual([]);
    await resumeRenewal(of.life.ctx, (await of.renewal(flagged.id)).id);
    await of.life.day('2026-11-18');
    expect((await of.renewal(flagged.id)).state).toBe('sent');
    await of.life.check();
  });
});

describe('a plan that renews by invoice', () => {
  it('sends the invoice ahead to who pays by invoice, once, due when the term begins', async () => {
    const of = await openAssociation(db);
    const ahead = { policy: 'invoice', lead_days: 30, late: 'payment_day' } as const;
    const plan = await of.plan('Ahead', 24_000, { renewal: ahead });
    const byInvoice = await of.join(plan.id);
    await pay(of, byInvoice.invoiceId, 24_000);
    const byCard = await of.payingByCard(plan.id);
    await of.life.day('2026-12-01');
    expect(await of.invoices(byInvoice.id)).toHaveLength(1);
    await of.life.day('2026-12-02');
    await of.life.day('2026-12-03');
    const [, invoice] = await of.invoices(byInvoice.id);
    expect(invoice).toMatchObject({ type: 'renewal', total: 24_000, due_on: '2027-01-01' });
    expect(await of.invoices(byCard.id)).toHaveLength(1);
    expect((await of.renewal(byInvoice.id)).state).toBe('approved');
    await of.life.check();
    await pay(of, invoice!.id, 24_000);
    expect((await of.renewal(byInvoice.id)).state).toBe('completed');
    await of.life.day('2027-01-01');
    expect(await of.invoices(byInvoice.id)).toHaveLength(2);
    expect(await of.invoices(byCard.id)).toHaveLength(2);
    await of.life.check();
  });

  it('bills on the day what was reset', async () => {
    const of = await openAssociation(db);
    const ahead = { policy: 'invoice', lead_days: 30, late: 'payment_day' } as const;
    const plan = await of.plan('Ahead', 24_000, { renewal: ahead });
    const { id, invoiceId } = await of.join(plan.id);
    await pay(of, invoiceId, 24_000);
    await of.life.day('2026-12-02');
    await resetRenewal(of.life.ctx, (await of.renewal(id)).id);
    await of.life.day('2026-12-10');
    expect((await of.invoices(id)).map(({ status }) => status)).toEqual(['paid', 'void']);
    await of.life.day('2027-01-01');
    expect((await of.invoices(id)).at(-1)).toMatchObject({ type: 'subscription', status: 'open' });
    await of.life.check();
  });
});

describe('many renewals', () => {
  it('are decided together, and who has none is named', async () => {
    const of = await openAssociation(db);
    const [one, two] = [await of.join(), await of.join()];
    await of.life.day('2026-11-17');
    const without = await of.join(of.regular.id);
    const ids = [one.contactId, two.contactId, without.contactId];
    const act = { act: 'renewal', does: 'approve', reason: '', comment: '' } as const;
    const wish = { act, who: { ids }, plan_id: null };
    const preview = await previewBulk(of.life.ctx, wish);
    expect(preview).toMatchObject({ touched: 2, billed: [{ amount: 60_000, currency: 'EUR' }] });
    expect(preview.excluded).toMatchObject([{ code: 'no_open_renewal', count: 1 }]);
    const started = await startBulk(of.life.ctx, wish);
    await runWork(of.life.ctx, started.id, (report) => runBulk(of.life.ctx, started.id, report));
    expect((await of.renewal(one.id)).state).toBe('approved');
    expect((await of.renewal(two.id)).state).toBe('approved');
    await of.life.check();
  });
});
