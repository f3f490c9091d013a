import { expect, it } from 'vitest';
import { deleteContact } from '../../src/actions/people/deleteContact.ts';
import { enterMandate } from '../../src/actions/sepa/enterMandate.ts';
import { previewBatch } from '../../src/actions/sepa/makeBatch.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
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
