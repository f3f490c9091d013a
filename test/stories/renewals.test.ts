/** Who is asked before the next term: notice, answer, payment (spec/renewals.md). */
import { describe, expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import {
  acceptRenewal,
  askForChange,
  declineRenewal,
} from '../../src/actions/renewals/answerRenewal.ts';
import { approveRenewal } from '../../src/actions/renewals/approveRenewal.ts';
import { refuseRenewal, resetRenewal } from '../../src/actions/renewals/closeRenewal.ts';
import { offerRenewal } from '../../src/actions/renewals/editRenewal.ts';
import { testDatabase } from '../support/database.ts';
import type { Association } from './renewalWorld.ts';
import { openAssociation } from './renewalWorld.ts';

const db = await testDatabase();

const pay = (of: Association, invoiceId: string, amount: number) =>
  recordOfflinePayment(of.life.ctx, { invoiceId, amount, means: 'transfer' });

/** Somebody who paid for 2026 and was sent the notice for 2027. */
async function noticed(settings: Parameters<typeof openAssociation>[1] = {}) {
  const of = await openAssociation(db, settings);
  const who = await of.join();
  await pay(of, who.invoiceId, 30_000);
  await of.life.day('2026-11-16');
  expect(await of.renewal(who.id)).toMatchObject({ state: 'scheduled' });
  await of.life.day('2026-11-17');
  return { of, ...who };
}

describe('a renewal', () => {
  it('follows the worked example of the spec to the cent', async () => {
    const { of, id, contactId } = await noticed();
    const { regular, life } = of;
    const { id: renewal, state } = await of.renewal(id);
    expect(state).toBe('sent');
    const [mail] = await of.mails(contactId);
    expect(mail).toMatchObject({
      template: 'renewal_notice',
      data: {
        lastDay: '2026-12-31',
        startsOn: '2027-01-01',
        termLastDay: '2027-12-31',
        price: { amount: 30_000, currency: 'EUR' },
      },
    });
    await life.day('2026-11-25');
    await askForChange(of.member(contactId), renewal, {
      planId: regular.id,
      comment: 'Less, please',
    });
    expect((await of.renewal(id)).state).toBe('change_requested');
    await offerRenewal(life.ctx, renewal, { planId: regular.id });
    await approveRenewal(life.ctx, renewal);
    const [, first] = await of.invoices(id);
    expect(first).toMatchObject({ type: 'renewal', status: 'open', total: 18_000 });
    expect(first!.due_on).toBe('2027-01-01');
    await life.day('2026-11-28');
    await resetRenewal(life.ctx, renewal);
    await offerRenewal(life.ctx, renewal, { planId: regular.id, quantity: 2 });
    await approveRenewal(life.ctx, renewal);
    const [, voided, second] = await of.invoices(id);
    expect(voided).toMatchObject({ id: first!.id, status: 'void' });
    expect(second).toMatchObject({ status: 'open', total: 36_000 });
    await life.day('2026-12-05');
    await pay(of, second!.id, 36_000);
    expect((await of.renewal(id)).state).toBe('completed');
    expect(await life.subscription(id)).toMatchObject({ planName: 'Partner', quantity: 1 });
    await life.check();
    await life.day('2027-01-01');
    expect(await of.terms(id)).toEqual([
      { starts_on: '2026-01-01', ends_on: '2027-01-01', status: 'active' },
      { starts_on: '2027-01-01', ends_on: '2028-01-01', status: 'active' },
    ]);
    expect(await life.subscription(id)).toMatchObject({
      ...{ state: 'active', planName: 'Regular', quantity: 2, nextBillingOn: '2028-01-01' },
    });
    expect(await of.invoices(id)).toHaveLength(3);
    await life.check();
  });

  it('nobody answers is recalled, bills nothing, and ends with the term', async () => {
    const { of, id, contactId } = await noticed();
    await of.life.day('2026-11-24');
    await of.life.day('2026-11-24');
    await of.life.day('2026-12-17');
    expect(await of.renewal(id)).toMatchObject({ state: 'sent', reminders: 3 });
    const sent = (await of.mails(contactId)).map(({ template }) => template);
    expect(sent).toEqual(['renewal_notice', 'renewal_reminder', 'renewal_reminder']);
    await of.life.day('2027-01-01');
    expect(await of.life.subscription(id)).toMatchObject({
      ...{ state: 'expired', endsOn: '2027-01-01', nextBillingOn: null },
    });
    expect(await of.invoices(id)).toHaveLength(1);
    expect((await of.renewal(id)).state).toBe('sent');
    await of.life.day('2028-01-01');
    expect((await of.renewal(id)).state).toBe('lapsed');
    await of.life.check();
  });

  it('is accepted once by its member, whatever they click again', async () => {
    const { of, id, contactId } = await noticed();
    const { id: renewal } = await of.renewal(id);
    await acceptRenewal(of.member(contactId), renewal);
    await acceptRenewal(of.member(contactId), renewal);
    expect(await of.invoices(id)).toHaveLength(2);
    expect((await of.renewal(id)).state).toBe('approved');
    const other = await of.join(of.regular.id);
    await expect(acceptRenewal(of.member(other.contactId), renewal)).rejects.toMatchObject({
      code: 'not_found',
    });
    const said = { reason: '', comment: '' };
    await expect(declineRenewal(of.member(contactId), renewal, said)).rejects.toMatchObject({
      code: 'member_may_not',
    });
    await of.life.check();
  });

  it('lets members say no where the organization does', async () => {
    const { of, id, contactId } = await noticed({ renewals: { members_refuse: true } });
    const { id: renewal } = await of.renewal(id);
    await declineRenewal(of.member(contactId), renewal, { reason: 'Moving', comment: '' });
    expect(await of.renewal(id)).toMatchObject({ state: 'refused', reason: 'Moving' });
    expect(await of.life.subscription(id)).toMatchObject({ state: 'active', endsOn: null });
    await of.life.day('2027-01-01');
    expect(await of.life.subscription(id)).toMatchObject({ state: 'expired' });
    await of.life.check();
  });

  it('charges a card on the first day of the new term, not before', async () => {
    const of = await openAssociation(db);
    const { id, contactId } = await of.payingByCard();
    await of.life.day('2026-11-17');
    await acceptRenewal(of.member(contactId), (await of.renewal(id)).id);
    expect((await of.mails(contactId)).at(-1)).toMatchObject({
      template: 'renewal_approved',
      data: { chargeOn: '2027-01-01', price: { amount: 30_000 } },
    });
    await of.life.day('2026-12-31');
    expect((await of.invoices(id))[1]).toMatchObject({ status: 'open', settled: 0 });
    await of.life.day('2027-01-01');
    expect((await of.invoices(id))[1]).toMatchObject({ status: 'paid', settled: 30_000 });
    expect((await of.renewal(id)).state).toBe('completed');
    await of.life.check();
  });

  it('that costs nothing completes when it is approved', async () => {
    const of = await openAssociation(db);
    const free = await of.plan('Friend', 0, { kind: 'free', season: null });
    const { id, contactId } = await of.join(free.id);
    // Its first period began on 1 January, the day it was joined.
    await of.life.day('2026-11-17');
    await acceptRenewal(of.member(contactId), (await of.renewal(id)).id);
    expect((await of.renewal(id)).state).toBe('completed');
    expect((await of.terms(id)).at(-1)).toMatchObject({ ends_on: '2028-01-01', status: 'active' });
    await of.life.check();
  });
});

describe('a renewal that was approved', () => {
  it('and is part-paid gives that back as credit when it is reset, and uses it again', async () => {
    const { of, id } = await noticed();
    const { id: renewal } = await of.renewal(id);
    await approveRenewal(of.life.ctx, renewal);
    const [, first] = await of.invoices(id);
    await pay(of, first!.id, 10_000);
    await resetRenewal(of.life.ctx, renewal);
    expect((await of.invoices(id))[1]).toMatchObject({ status: 'paid', credited: 30_000 });
    expect(await of.terms(id)).toHaveLength(1);
    expect((await of.renewal(id)).state).toBe('sent');
    await of.life.check();
    await approveRenewal(of.life.ctx, renewal);
    expect((await of.invoices(id))[2]).toMatchObject({ status: 'open', settled: 10_000 });
    await of.life.check();
  });

  it('cannot be reset once it is paid', async () => {
    const { of, id } = await noticed();
    const { id: renewal } = await of.renewal(id);
    await approveRenewal(of.life.ctx, renewal);
    const [, invoice] = await of.invoices(id);
    await pay(of, invoice!.id, 30_000);
    await expect(resetRenewal(of.life.ctx, renewal)).rejects.toMatchObject({
      code: 'renewal_not_in_state',
    });
  });

  it('and is not paid follows the overdue policy after the old term, and no sooner', async () => {
    const { of, id } = await noticed();
    await approveRenewal(of.life.ctx, (await of.renewal(id)).id);
    await of.life.day('2027-01-01');
    expect(await of.life.subscription(id)).toMatchObject({ state: 'active' });
    await of.life.day('2027-01-02');
    expect(await of.life.subscription(id)).toMatchObject({ state: 'overdue' });
    for (const day of ['2027-01-09', '2027-01-16', '2027-02-01', '2027-02-02']) {
      await of.life.day(day);
    }
    expect(await of.life.subscription(id)).toMatchObject({ state: 'cancelled' });
    await of.life.day('2027-02-03');
    expect((await of.renewal(id)).state).toBe('lapsed');
    await of.life.check();
  });

  it('is refused with its invoice', async () => {
    const { of, id, contactId } = await noticed();
    const { id: renewal } = await of.renewal(id);
    await approveRenewal(of.life.ctx, renewal);
    await refuseRenewal(of.life.ctx, renewal, { reason: 'Moved away', comment: '' });
    expect((await of.invoices(id))[1]).toMatchObject({ status: 'void' });
    expect((await of.mails(contactId)).at(-1)).toMatchObject({
      template: 'renewal_refused',
      data: { lastDay: '2026-12-31' },
    });
    await of.life.day('2027-01-01');
    expect(await of.life.subscription(id)).toMatchObject({ state: 'expired' });
    await of.life.check();
  });
});
