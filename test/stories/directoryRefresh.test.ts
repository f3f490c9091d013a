import { describe, expect, it } from 'vitest';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { addNote } from '../../src/actions/people/notes.ts';
import { updateContact } from '../../src/actions/people/updateContact.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import { directoryIds } from '../../src/db/directory/ids.ts';
import { directoryPage } from '../../src/db/directory/page.ts';
import { checkDirectory, rebuildDirectory } from '../../src/db/directory/rebuild.ts';
import {
  refreshAfterCollecting,
  refreshAfterIssuing,
  refreshDirectory,
} from '../../src/db/directory/refresh.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import { localDate } from '../../src/domain/dates.ts';
import { newId } from '../../src/ids.ts';
import { testDatabase } from '../support/database.ts';
import { emptyCard, goodCard, type Life, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const row = async (life: Life, contactId: string) =>
  (await life.rows('select * from directory where contact_id = $1', [contactId]))[0]!;

const today = (life: Life) => ({
  ...{ orgId: life.ctx.orgId, currency: 'EUR' },
  today: localDate(life.ctx.clock.now().slice(0, 10)),
});

describe('what is derived', () => {
  it('of a member who pays: plan, amounts, dates, the charge, the plan’s label', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ name: 'Gold', amount: 1200, taxRate: '20' });
    const firstBillingOn = localDate('2026-10-01');
    const { contactId } = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard });
    await life.day('2026-11-01');
    expect(await row(life, contactId)).toMatchObject({
      ...{ running: true, paying: true, overdue: false, plan_ids: [plan.id], plan_name: 'Gold' },
      ...{ runs_from: '2026-10-01', joined_on: '2026-10-01', next_billing_on: '2026-12-01' },
      ...{ access_until: '2026-12-01', access_closed: null, amount: 1200, currency: 'EUR' },
      // without tax, as revenue is
      ...{ monthly_amount: 1000, lifetime_amount: 2400, payment_count: 2, open_balance: 0 },
      ...{ last_charge_on: '2026-11-01', last_charge_outcome: 'paid', last_charge_amount: 1200 },
    });
    expect(await directoryIds(db, today(life), 'label:gold status:active')).toEqual([contactId]);
    await life.check();
  });

  it('of a charge that fails, is given back in part, and in whole', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const firstBillingOn = localDate('2026-10-01');
    const poor = await life.join(plan.id, { firstBillingOn, paymentMethod: emptyCard });
    expect(await row(life, poor.contactId)).toMatchObject({
      ...{ overdue: true, access_closed: 'overdue', last_charge_outcome: 'declined' },
      ...{ open_balance: 1000, lifetime_amount: 0, payment_count: 0 },
    });
    const { contactId, invoiceIds } = await life.join(plan.id, {
      ...{ firstBillingOn, paymentMethod: goodCard },
    });
    const refund = (amount: number) =>
      refundPayment(life.ctx, {
        ...{ invoiceId: invoiceIds[0]!, amount, reason: 'goodwill', way: 'gateway' },
        ...{ renewal: 'goes_on', access: 'stays' },
      });
    await refund(400);
    const partly = { last_charge_outcome: 'partly_refunded', lifetime_amount: 600 };
    expect(await row(life, contactId)).toMatchObject(partly);
    await refund(600);
    const wholly = { last_charge_outcome: 'refunded', lifetime_amount: 0, running: true };
    expect(await row(life, contactId)).toMatchObject(wholly);
    await life.check();
  });

  it('of several subscriptions, one cancelled with time left, and a former member', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const [small, large] = [
      await life.plan({ name: 'Small', amount: 500 }),
      await life.plan({ name: 'Large', amount: 2000 }),
    ];
    const firstBillingOn = localDate('2026-10-01');
    const { contactId, subscriptionId } = await life.join(small.id, {
      ...{ firstBillingOn, paymentMethod: goodCard },
    });
    await life.join(large.id, { firstBillingOn, who: { contactId } });
    expect(await row(life, contactId)).toMatchObject({
      ...{ amount: 2500, monthly_amount: 2500, ends_on: null, former_plan_ids: [] },
      plan_ids: [small.id, large.id].toSorted(),
    });
    await cancelSubscription(life.ctx, { id: subscriptionId });
    expect(await row(life, contactId)).toMatchObject({ ends_on: null, running: true });
    await life.day('2026-11-01');
    const left = { amount: 2000, plan_ids: [large.id], former_plan_ids: [small.id] };
    expect(await row(life, contactId)).toMatchObject(left);
    expect(await directoryIds(db, today(life), 'label:small')).toEqual([]);
    expect(await directoryIds(db, today(life), 'former-plan:small')).toEqual([contactId]);
    await blockContact(life.ctx, contactId, 'spam');
    const blocked = { blocked: true, running: false, end_cause: 'revoked', plan_ids: [] };
    expect(await row(life, contactId)).toMatchObject({ ...blocked, access_closed: 'blocked' });
    await life.check();
  });

  it('of who pays for others: the one it is for has the charge, whoever pays', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const kind = 'company' as const;
    const company = await createContact(life.ctx, { kind, display_name: 'Atelier Nord' });
    const contact = { display_name: 'Ève', payer_id: company.id, company_id: company.id };
    const { contactId } = await life.join(plan.id, {
      ...{ firstBillingOn: localDate('2026-10-01'), paymentMethod: goodCard, who: { contact } },
    });
    const paid = { lifetime_amount: 1000, last_charge_outcome: 'paid', payment_count: 1 };
    const names = { company_name: 'Atelier Nord', payer_name: 'Atelier Nord' };
    expect(await row(life, contactId)).toMatchObject({ ...paid, ...names });
    const nothing = { lifetime_amount: 0, last_charge_outcome: null, payment_count: 0 };
    expect(await row(life, company.id)).toMatchObject(nothing);
    await updateContact(life.ctx, {
      ...{ id: company.id, version: 1, input: { display_name: 'Atelier Sud' } },
    });
    const renamed = { company_name: 'Atelier Sud', payer_name: 'Atelier Sud' };
    expect(await row(life, contactId)).toMatchObject(renamed);
    await life.check();
  });
});

it('never holds a withheld e-mail, and finds by notes', async () => {
  const life = await lifeWorld(db, '2026-10-01');
  const { id } = await createContact(life.ctx, { display_name: 'Zoé', email: 'zoe@exemple.fr' });
  await life.rows('update contact set email_withheld = true where id = $1', [id]);
  await inOrganization(db, life.ctx.orgId, (tx) => refreshDirectory(tx, [id]));
  expect(await row(life, id)).toMatchObject({ email: null });
  expect(await directoryIds(db, today(life), 'exemple')).toEqual([]);
  await addNote(life.ctx, id, { type: 'call', body: 'Rappeler\nlundi', pinned: false });
  expect(await directoryIds(db, today(life), '"rappeler lu"')).toEqual([id]);
  const page = await directoryPage(db, today(life), { query: '', columns: ['note', 'email'] });
  expect(JSON.parse(page.json)).toMatchObject([{ latest_note: 'Rappeler\nlundi', email: null }]);
  await life.check();
});

describe('check and rebuild', () => {
  it('name what differs, and put it right', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ name: 'Gold', amount: 1000 });
    const firstBillingOn = localDate('2026-10-01');
    const { contactId } = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard });
    const gone = await createContact(life.ctx, { display_name: 'Gone' });
    const missing = await createContact(life.ctx, { display_name: 'Missing' });
    const spoil = [
      `update directory set lifetime_amount = 7, plan_name = 'x' where contact_id = '${contactId}'`,
      `update directory_text set search = ' y' where contact_id = '${contactId}'`,
      `delete from contact_label where contact_id = '${contactId}'`,
      `update contact set deleted_at = created_at where id = '${gone.id}'`,
      `delete from directory where contact_id = '${missing.id}'`,
    ];
    for (const sql of spoil) await life.rows(sql);
    const check = () => inOrganization(db, life.ctx.orgId, (tx) => checkDirectory(tx));
    const found = new Map((await check()).map((each) => [each.contactId, each.columns]));
    expect(found.get(contactId)?.toSorted()).toEqual([
      'labels',
      'lifetime_amount',
      'plan_name',
      'search',
    ]);
    expect(found.get(gone.id)).toEqual(['stray']);
    expect(found.get(missing.id)).toEqual(['missing']);
    await inOrganization(db, life.ctx.orgId, (tx) => rebuildDirectory(tx));
    expect(await check()).toEqual([]);
    await life.check();
  });

  it('agree with the shorter refreshes of a billing run', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const plan = await life.plan({ amount: 1000 });
    const firstBillingOn = localDate('2026-10-01');
    const { contactId, subscriptionId } = await life.join(plan.id, {
      ...{ firstBillingOn, paymentMethod: goodCard },
    });
    await life.rows(`update subscription set next_billing_on = '2026-12-05' where id = $1`, [
      subscriptionId,
    ]);
    await life.rows(`update payment_attempt set local_day = '2026-10-09'`);
    const refresh = (how: typeof refreshAfterIssuing) =>
      inOrganization(db, life.ctx.orgId, (tx) => how(tx, [contactId]));
    await refresh(refreshAfterIssuing);
    const issued = { next_billing_on: '2026-12-05', last_charge_on: '2026-10-01' };
    expect(await row(life, contactId)).toMatchObject(issued);
    await refresh(refreshAfterCollecting);
    expect(await row(life, contactId)).toMatchObject({ last_charge_on: '2026-10-09' });
    expect(await inOrganization(db, life.ctx.orgId, (tx) => checkDirectory(tx))).toEqual([]);
  });

  it('agree with several subscriptions, unpaid invoices and voided terms', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const one = await life.plan({ amount: 1000 });
    const other = await life.plan({ name: 'Large', amount: 2500 });
    const firstBillingOn = localDate('2026-10-01');
    const { contactId, subscriptionId } = await life.join(one.id, { firstBillingOn });
    await life.join(other.id, { firstBillingOn, who: { contactId } });
    const check = () => inOrganization(db, life.ctx.orgId, (tx) => checkDirectory(tx));
    const moves = [
      `update subscription set next_billing_on = '2026-10-20' where id = '${subscriptionId}'`,
      `update term set status = 'void'`,
      `update invoice set due_on = '2026-09-20' where subscription_id = '${subscriptionId}'`,
      `update subscription set currency = 'USD' where amount = 2500`,
      `update invoice set settled = total, status = 'paid' where due_on = '2026-09-20'`,
    ];
    for (const sql of moves) {
      await life.rows(sql);
      const changed = (await check()).map((each) => each.contactId);
      expect(changed).toEqual([contactId]);
      const refresh = sql.includes('USD') ? refreshAfterCollecting : refreshAfterIssuing;
      await inOrganization(db, life.ctx.orgId, (tx) => refresh(tx, [contactId]));
      expect(await check(), sql).toEqual([]);
    }
  });

  it('stay equal when two transactions change the same person at once', async () => {
    const life = await lifeWorld(db, '2026-10-01');
    const { id } = await createContact(life.ctx, { display_name: 'Ève' });
    const note = (body: string, meanwhile: Promise<void>) =>
      inOrganization(db, life.ctx.orgId, async (tx) => {
        await tx.exec(
          `insert into note (org_id, id, contact_id, type, body, author_name, created_at)
           values (app_org(), $1, $2, 'other', $3, 'x', '2026-10-01')`,
          [newId(), id, body],
        );
        await meanwhile;
        await refreshDirectory(tx, [id]);
      });
    let release = () => {};
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    const [one, other] = [note('premier', waiting), note('second', waiting)];
    setTimeout(release, 100);
    await Promise.all([one, other]);
    expect(await directoryIds(db, today(life), 'premier second')).toEqual([id]);
    await life.check();
  });
});
