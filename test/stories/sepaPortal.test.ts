import { expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { deleteContact } from '../../src/actions/people/deleteContact.ts';
import { enterMandate } from '../../src/actions/sepa/enterMandate.ts';
import { previewBatch } from '../../src/actions/sepa/makeBatch.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { localDate } from '../../src/domain/dates.ts';
import { readPortal } from '../../src/http/routes/portal/me.ts';
import { camt054 } from '../support/bankAnswers.ts';
import { testDatabase } from '../support/database.ts';
import { ibans, sepaWorld } from './sepaWorld.ts';

const db = await testDatabase();

const portal = { kind: 'portal', agreed: true, language: 'fr' } as const;

it('a mandate of the portal keeps the words agreed to and when, and replaces the one before', async () => {
  const world = await sepaWorld(db, '2026-10-01');
  const { contactId } = await world.join();
  const account = { holder: 'Ana', iban: ibans.other };
  const unsaid = { ...account, consent: { ...portal, agreed: false } };
  await expect(enterMandate(world.ctx, contactId, unsaid)).rejects.toMatchObject({
    code: 'mandate_not_agreed',
  });
  const { mandate } = await enterMandate(world.ctx, contactId, { ...account, consent: portal });
  expect(mandate).toMatchObject({
    ...{ reference: 'M-2026-000002', last4: '2606', signedOn: '2026-10-01', isCurrent: true },
    ...{ agreedLanguage: 'fr', agreedText: expect.stringContaining('FR72ZZZ123456') },
  });
  expect(await world.rows('select end_reason as why from sepa_mandate order by number')).toEqual([
    { why: 'replaced' },
    { why: null },
  ]);
  // What was begun under the first one still goes to the bank under it.
  expect((await previewBatch(world.ctx))?.debits).toMatchObject([{ reference: 'M-2026-000001' }]);
  await world.send();
  await world.until('2026-11-01');
  expect((await previewBatch(world.ctx))?.debits).toMatchObject([{ reference: 'M-2026-000002' }]);
  await world.check();
});

it('what the portal shows of a payer by mandate, and of one who pays by hand', async () => {
  const world = await sepaWorld(db, '2026-10-01');
  const { contactId } = await world.join();
  const { names } = await world.send();
  await world.until('2026-10-08');
  await world.bankSays(camt054(names[0]!, 'AM04'));
  const seen = await portalOf(world.ctx, contactId);
  expect(seen.payment_method).toMatchObject({ kind: 'sepa_debit', last4: '3000' });
  expect(seen.due).toMatchObject([{ overdue: true, chase: 'debit' }]);
  expect(seen.todo).toBe('update_card');
  const [plan] = await world.rows<{ id: string }>('select plan_id as id from subscription');
  const byHand = await addMember(world.ctx, {
    ...{ planId: plan!.id, who: { contact: { display_name: 'Max' } }, collection: 'invoice' },
    firstBillingOn: localDate('2026-10-08'),
  });
  await world.until('2026-11-12');
  const late = await portalOf(world.ctx, byHand.contactId);
  // Reminded of what they pay themselves: nothing failed, and no payment method is to be changed.
  expect(late.due[0]).toMatchObject({ overdue: true, chase: 'invoice', reason_text: null });
  expect(late).toMatchObject({ todo: 'pay', payment_method: null });
});

function portalOf(ctx: Context, contactId: string) {
  const caller = { contactId } as Parameters<typeof readPortal>[0]['caller'];
  return readPortal({ ctx, caller, language: 'fr' });
}

it('staff take an optional value of the contract away again; a required one they cannot', async () => {
  const world = await sepaWorld(db, '2026-10-01', { bic: 'AGRIFRPP', notice_days: '5' });
  const url = `/api/v1/organizations/${world.slug}/gateways`;
  const put = (values: object) =>
    world.owner.ask({ method: 'PUT', url: `${url}/sepa`, payload: { values } });
  const shown = async () => {
    const { items } = (await world.owner.ask({ method: 'GET', url })).json();
    const { fields } = items.find(({ name }: { name: string }) => name === 'sepa');
    return Object.fromEntries(
      fields.map((field: { key: string; shown: string }) => [field.key, field.shown]),
    );
  };
  expect(await shown()).toMatchObject({ bic: 'AGRIFRPP', notice_days: '5' });
  expect((await put({ creditor_name: 'Régie' })).statusCode).toBe(200);
  expect(await shown()).toMatchObject({ bic: 'AGRIFRPP', creditor_name: 'Régie' });
  expect((await put({ bic: null, notice_days: '' })).statusCode).toBe(200);
  expect(await shown()).toMatchObject({ bic: null, notice_days: null, creditor_name: 'Régie' });
  const refused = await put({ creditor_name: '' });
  expect(refused.json()).toMatchObject({
    fields: [{ pointer: '/values/creditor_name', code: 'missing' }],
  });
  await world.join();
  const file = await world.file(await world.make());
  expect(file).not.toContain('AGRIFRPP');
});

it('two files made at the same time hold each debit once', async () => {
  const world = await sepaWorld(db, '2026-10-01');
  for (let i = 0; i < 3; i += 1) await world.join();
  const made = await Promise.allSettled([world.make(), world.make(), world.make()]);
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await world.rows('select count, total from sepa_batch')).toEqual([
    { count: 3, total: 9000 },
  ]);
  expect((await world.mails()).filter((name) => name === 'debit_announced')).toHaveLength(3);
  await world.check();
});

it('the database refuses a debit under the mandate of somebody else, and another amount', async () => {
  const world = await sepaWorld(db, '2026-10-01');
  await world.join();
  const other = await world.join();
  const steal = world.rows('update sepa_debit set mandate_id = $1', [other.mandate.id]);
  await expect(steal).rejects.toThrow();
  await expect(world.rows('update sepa_debit set amount = amount + 1')).rejects.toThrow();
  await world.check();
});

it('a deleted person leaves no account behind, and nothing of theirs is debited', async () => {
  const world = await sepaWorld(db, '2026-10-01');
  const { contactId, subscriptionId } = await world.join();
  await revokeSubscription(world.ctx, { id: subscriptionId });
  const [row] = await world.rows<{ version: number }>('select version from contact where id = $1', [
    contactId,
  ]);
  await deleteContact(world.ctx, { id: contactId, version: row!.version });
  expect(await world.rows('select holder, iban, last4 from sepa_mandate')).toEqual([
    { holder: '—', iban: '', last4: '' },
  ]);
  expect(await previewBatch(world.ctx)).toMatchObject({ count: 0 });
});
