import { describe, expect, it } from 'vitest';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { confirmBatch, sendBatch, withdrawBatch } from '../../src/actions/sepa/batchActs.ts';
import { previewBatch } from '../../src/actions/sepa/makeBatch.ts';
import { returnDebit } from '../../src/actions/sepa/returnDebits.ts';
import { revokeMandate } from '../../src/actions/sepa/revokeMandate.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { reader } from '../support/bankAnswers.ts';
import { testDatabase } from '../support/database.ts';
import { ibans, sepaWorld } from './sepaWorld.ts';

const db = await testDatabase();

describe('staff', () => {
  it('cancel a file before it is sent: its debits wait again, still open', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    const { mandate } = await world.join();
    const first = await world.make();
    await expect(world.make()).rejects.toMatchObject({ code: 'no_debits_waiting' });
    await expect(revokeMandate(world.ctx, mandate.id)).rejects.toMatchObject({
      code: 'mandate_in_file',
    });
    await withdrawBatch(world.ctx, first);
    expect(await world.attempts()).toMatchObject([{ state: 'processing' }]);
    await expect(sendBatch(world.ctx, first)).rejects.toMatchObject({ code: 'batch_not_in_state' });
    const second = await world.make('2026-10-13');
    expect(second).not.toBe(first);
    await sendBatch(world.ctx, second);
    await expect(withdrawBatch(world.ctx, second)).rejects.toMatchObject({
      code: 'batch_not_in_state',
    });
    await world.until('2026-10-13');
    expect(await confirmBatch(world.ctx, second)).toEqual({ settled: 1 });
    expect(await world.invoices()).toMatchObject([{ status: 'paid' }]);
    await world.check();
  });

  it('record a return by hand, once, and only of what went to the bank', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join();
    const batch = await world.make();
    const [debit] = await world.rows<{ id: string }>('select attempt_id as id from sepa_debit');
    const id = debit!.id;
    const bank = { code: 'AC04', on: d('2026-10-06'), fee: 250 };
    await expect(returnDebit(world.ctx, id, bank)).rejects.toMatchObject({
      code: 'debit_not_sent',
    });
    await sendBatch(world.ctx, batch);
    await expect(returnDebit(world.ctx, id, bank)).rejects.toMatchObject({
      code: 'return_in_future',
    });
    await world.until('2026-10-06');
    await returnDebit(world.ctx, id, bank);
    await expect(returnDebit(world.ctx, id, bank)).rejects.toMatchObject({
      code: 'debit_returned',
    });
    await world.check();
  });

  it('see what was paid meanwhile left out, and what was paid in part asked for the rest', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    const paid = await world.join();
    const part = await world.join();
    const money = { means: 'transfer' as const };
    await recordOfflinePayment(world.ctx, {
      ...{ invoiceId: paid.invoiceIds[0]!, amount: 3000, ...money },
    });
    await recordOfflinePayment(world.ctx, {
      ...{ invoiceId: part.invoiceIds[0]!, amount: 1250, ...money },
    });
    expect(await previewBatch(world.ctx)).toMatchObject({ count: 1, total: 1750, dropped: 1 });
    const batch = await world.make();
    expect(reader(await world.file(batch)).texts('InstdAmt')).toEqual(['17.50']);
    expect(await world.attempts()).toMatchObject([
      { state: 'declined', reason: 'no_longer_due' },
      { state: 'processing', amount: 1750 },
    ]);
    expect(await world.cases()).toEqual([]);
    await world.check();
    await sendBatch(world.ctx, batch);
    await world.until('2026-10-12');
    expect(await world.invoices()).toMatchObject([{ balance: 0 }, { balance: 0 }]);
    await world.check();
  });
});

describe('a mandate', () => {
  it('is refused for a wrong account, a future day, or three years without use', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await expect(world.join({ iban: ibans.wrong })).rejects.toMatchObject({
      fields: [{ pointer: '/iban', code: 'iban_wrong' }],
    });
    await expect(world.join({ iban: 'BR1500000000000010932840814P2' })).rejects.toMatchObject({
      fields: [{ code: 'iban_not_sepa' }],
    });
    await expect(world.join({ iban: 'CH9300762011623852957' })).rejects.toMatchObject({
      fields: [{ pointer: '/bic', code: 'bic_missing' }],
    });
    await expect(world.join({ signedOn: '2026-10-02' })).rejects.toMatchObject({
      code: 'signed_in_future',
    });
    await expect(world.join({ signedOn: '2023-10-01' })).rejects.toMatchObject({
      code: 'signed_too_long_ago',
    });
    await expect(world.join({ name: '王小明' })).rejects.toMatchObject({
      code: 'holder_unreadable',
    });
  });

  it('that nobody used for 36 months is over, whatever nobody did about it', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join({ signedOn: '2023-10-15' });
    await world.until('2026-10-15');
    expect(await previewBatch(world.ctx)).toMatchObject({ count: 0, dropped: 1 });
    await expect(world.make()).rejects.toMatchObject({ code: 'no_debits_waiting' });
    await world.check();
  });

  it('revoked refuses what waited, and the member is asked for another way', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    const { mandate } = await world.join();
    await world.send();
    await world.until('2026-11-01');
    await revokeMandate(world.ctx, mandate.id);
    expect((await world.attempts()).at(-1)).toMatchObject({
      state: 'declined',
      reason: 'mandate_revoked',
    });
    await expect(revokeMandate(world.ctx, mandate.id)).rejects.toMatchObject({
      code: 'mandate_has_ended',
    });
    expect(await previewBatch(world.ctx)).toMatchObject({ count: 0 });
    expect((await world.mails()).at(-1)).toBe('hard_declined');
    await world.check();
  });

  it('is marked first where the bank wants it, in a payment information of its own', async () => {
    const world = await sepaWorld(db, '2026-10-01', { first: 'FRST', format: '02' });
    await world.join();
    await world.send();
    await world.until('2026-11-01');
    await world.join();
    const { texts, namespace } = reader(await world.file(await world.make()));
    expect(namespace).toBe('urn:iso:std:iso:20022:tech:xsd:pain.008.001.02');
    expect(texts('SeqTp').toSorted()).toEqual(['FRST', 'RCUR']);
    expect(texts('PmtInf/NbOfTxs')).toEqual(['1', '1']);
    await world.check();
  });
});
