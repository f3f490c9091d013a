import { describe, expect, it } from 'vitest';
import { previewBilling } from '../../src/actions/billing/previewBilling.ts';
import { look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { documentPdf } from '../../src/actions/documents/pdf.ts';
import { voidInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { upcomingInvoices } from '../../src/actions/reports/upcomingInvoices.ts';
import {
  cancelSubscription,
  previewCancellation,
} from '../../src/actions/subscriptions/cancelSubscription.ts';
import { listInvoices } from '../../src/db/invoices/list.ts';
import { findInvoice } from '../../src/db/invoices/record.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import type { World } from './billingWorld.ts';
import { cards } from './billingWorld.ts';
import { perPayer, team } from './consolidatedWorld.ts';

const db = await testDatabase();
const invoices = (life: World) =>
  life.rows<Record<string, unknown>>(
    `select i.id, i.number, i.status, i.total, i.balance, i.subscription_id, p.display_name as payer
     from invoice i join contact p on p.id = i.contact_id where i.issued_on >= '2026-11-01'
     order by i.issued_on, i.number`,
  );

async function figures(life: World, contactId: string) {
  const [row] = await life.rows(
    `select lifetime_amount as lifetime, open_balance as owes, access_closed as closed, overdue,
       last_charge_outcome as last from directory where contact_id = $1`,
    [contactId],
  );
  return row!;
}

describe('one invoice per payer and day', () => {
  it('has the lines of all members, one charge, one message, and is what the preview said', async () => {
    const { life, lab, ana, bo } = await team(db);
    await life.news();
    const preview = await previewBilling(life.ctx, { until: d('2026-11-01') });
    expect(preview.days.filter(({ on }) => on === '2026-11-01')).toMatchObject([
      { invoices: 1, amount: [{ amount: 3000, currency: 'EUR' }] },
    ]);
    const days = { from: d('2026-11-01'), to: d('2026-11-01') };
    const { items } = await upcomingInvoices(life.ctx, days);
    expect(items).toMatchObject([{ covers: 3, payer: { name: 'Lab' }, total: 3000 }]);
    await life.until('2026-11-01');
    const [made, ...others] = await invoices(life);
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      status: 'paid',
      total: 3000,
      payer: 'Lab',
      subscription_id: null,
    });
    expect(await life.news()).toMatchObject({
      mails: ['receipt'],
      charges: ['succeeded 3000'],
    });
    expect(await figures(life, lab.contactId)).toMatchObject({ lifetime: 1000, last: 'paid' });
    for (const each of [ana, bo]) {
      expect(await figures(life, each.contactId)).toMatchObject({ lifetime: 1000, last: 'paid' });
      expect(await life.subscription(each.subscriptionId)).toMatchObject({
        nextBillingOn: '2026-12-01',
      });
    }
    const seen = await look(life.ctx, ({ tx, today }) =>
      listInvoices(tx, today, { filter: { contactId: ana.contactId }, limit: 10 }),
    );
    expect(seen.items.map(({ id }) => id)).toEqual([made!.id]);
    const record = await look(life.ctx, ({ tx, today }) =>
      findInvoice(tx, today, String(made!.id)),
    );
    expect(record!.covers.map(({ contact, total }) => [contact.name, total])).toEqual([
      ...[['Ana', 1000]],
      ...[['Bo', 1000]],
      ...[['Lab', 1000]],
    ]);
    const pdf = await look(life.ctx, ({ tx }) =>
      documentPdf(tx, { kind: 'invoice', id: String(made!.id) }),
    );
    const { text } = pdfText(pdf.bytes);
    for (const line of ['Lab · Desk', 'Ana · Desk', 'Bo · Club']) expect(text).toContain(line);
    await life.check();
  });

  it('unpaid suspends each subscription on it by its own policy, and paid restores them', async () => {
    const { life, lab, ana, bo } = await team(db, { card: cards.empty });
    await life.until('2026-11-01');
    expect(await figures(life, ana.contactId)).toMatchObject({ overdue: true, closed: 'overdue' });
    expect(await figures(life, bo.contactId)).toMatchObject({ overdue: true, closed: null });
    expect(await figures(life, lab.contactId)).toMatchObject({ owes: 3000, closed: 'overdue' });
    const cases = await life.rows('select state from overdue_case where lead_id is null');
    expect(cases).toHaveLength(1);
    await life.check();
    await life.news();
    await life.moveTo('2026-11-02');
    await setPaymentMethod(life.ctx, lab.contactId, { testCard: cards.good });
    for (const each of [lab, ana, bo]) {
      expect(await figures(life, each.contactId)).toMatchObject({ overdue: false, closed: null });
    }
    expect((await life.news()).mails).toEqual(['recovered']);
    await life.check();
  });

  it('never paid ends all of them, with one message', async () => {
    const { life, lab, ana, bo } = await team(db, { card: cards.empty });
    await life.until('2026-11-30');
    for (const each of [lab, ana, bo]) {
      expect(await life.subscription(each.subscriptionId)).toMatchObject({ state: 'cancelled' });
    }
    const { mails } = await life.news();
    expect(mails.filter((mail) => mail === 'cancelled_unpaid')).toHaveLength(1);
    expect(await invoices(life)).toMatchObject([{ status: 'uncollectible' }]);
    await life.check();
  });

  it('shares what is paid, refunded and taken back by the lines of each member', async () => {
    const { life, lab, ana, bo } = await team(db, { card: cards.empty });
    await life.until('2026-11-01');
    const [made] = await invoices(life);
    const id = String(made!.id);
    const lifetimes = () =>
      Promise.all(
        [lab, ana, bo].map(async ({ contactId }) => (await figures(life, contactId)).lifetime),
      );
    const pay = (amount: number) =>
      recordOfflinePayment(life.ctx, { invoiceId: id, amount, means: 'transfer' });
    const first = await pay(1000);
    const parts = (await lifetimes()) as number[];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(1000);
    expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    await reverseOfflinePayment(life.ctx, first.paymentId, 'bounced');
    expect(await lifetimes()).toEqual([0, 0, 0]);
    await life.check();
    await pay(3000);
    expect(await lifetimes()).toEqual([1000, 1000, 1000]);
    await refundPayment(life.ctx, {
      ...{ invoiceId: id, amount: 600, reason: 'goodwill' },
      ...{ way: 'outside', renewal: 'goes_on', access: 'stays' },
    });
    expect(await lifetimes()).toEqual([800, 800, 800]);
    await life.check();
    await refundPayment(life.ctx, {
      ...{ invoiceId: id, amount: 2400, reason: 'closing' },
      ...{ way: 'outside', renewal: 'stops', access: 'ends' },
    });
    expect(await lifetimes()).toEqual([0, 0, 0]);
    for (const { subscriptionId } of [lab, ana, bo]) {
      expect(await life.subscription(subscriptionId)).toMatchObject({ state: 'cancelled' });
    }
    await life.check();
  });

  it('loses the part of a member who is cancelled for good, and stays owed for the others', async () => {
    const { life, ana, bo } = await team(db, { card: cards.empty });
    await life.until('2026-11-01');
    expect(await previewCancellation(life.ctx, ana.subscriptionId)).toMatchObject({
      openBalance: 1000,
    });
    await life.moveTo('2026-11-02');
    const { version } = await life.subscription(ana.subscriptionId);
    await cancelSubscription(
      life.ctx,
      { id: ana.subscriptionId, version },
      {
        reason: 'left',
        collecting: 'stop',
      },
    );
    expect(await invoices(life)).toMatchObject([{ status: 'open', balance: 2000 }]);
    expect(await life.subscription(bo.subscriptionId)).toMatchObject({ state: 'overdue' });
    await life.check();
  });

  it('is voided whole, and pro forma it becomes one invoice', async () => {
    const { life, lab, ana } = await team(db, {
      settings: { invoice: { ...perPayer, membership_bills: 'proforma' } },
      card: cards.empty,
    });
    await life.rows('update payment_method set replaced_at = now()');
    await life.rows(`update subscription set collection = 'invoice'`);
    await life.until('2026-11-01');
    const [notice] = await invoices(life);
    expect(notice).toMatchObject({ number: 'PF-2026-000001', balance: 3000 });
    await voidInvoice(life.ctx, String(notice!.id), 'wrong');
    expect(await figures(life, lab.contactId)).toMatchObject({ owes: 0 });
    await life.check();
    await life.until('2026-12-01');
    const next = (await invoices(life)).at(-1)!;
    await recordOfflinePayment(life.ctx, {
      ...{ invoiceId: String(next.id), amount: 3000, means: 'transfer' },
    });
    expect((await invoices(life)).at(-1)).toMatchObject({ number: '2026-000001', status: 'paid' });
    expect(await figures(life, ana.contactId)).toMatchObject({ lifetime: 1000 });
    await life.check();
  });

  it('is seen by the doctor: sold twice, or billed before a change was carried out', async () => {
    const { life, ana } = await team(db);
    const broken = async () => {
      const results = await runDoctor(life.ctx);
      return results.flatMap(({ ok, name, examples }) => (ok ? [] : [{ name, examples }]));
    };
    await life.until('2026-11-01');
    expect(await broken()).toEqual([]);
    const id = ana.subscriptionId;
    await life.rows('update subscription set once = true where id = $1', [id]);
    expect(await broken()).toContainEqual({ name: 'sold_once_is_billed_once', examples: [id] });
    await life.rows('update subscription set once = false where id = $1', [id]);
    const [change] = await life.rows<{ id: string }>(
      `insert into subscription_change (org_id, id, subscription_id, kind, plan_id, plan_version_id,
         amount, quantity, interval_unit, interval_count, before, effective_on, actor, created_at)
       select org_id, uuid_v7(), id, 'downgrade', plan_id, plan_version_id, 900, 1, 'month', 1,
         '{}', '2026-11-01', '{}', '2026-10-20' from subscription where id = $1
       returning id`,
      [id],
    );
    expect(await broken()).toEqual([{ name: 'changes_are_carried_out', examples: [change!.id] }]);
  });
});
