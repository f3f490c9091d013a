import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/actions/messages/readMessages.ts';
import { confirmBatch, sendBatch } from '../../src/actions/sepa/batchActs.ts';
import { previewBatch } from '../../src/actions/sepa/makeBatch.ts';
import { camt054, pain002, reader } from '../support/bankAnswers.ts';
import { testDatabase } from '../support/database.ts';
import { ibans, sepaWorld } from './sepaWorld.ts';

const db = await testDatabase();

describe('a debit', () => {
  it('waits for a file, goes to the bank with it, and counts as paid by its day', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join({ name: 'Zoë Œuvré' });
    await world.join({ iban: ibans.other, name: 'Max <b>' });
    expect(await world.attempts()).toMatchObject([
      { state: 'processing', amount: 3000 },
      { state: 'processing', amount: 3000 },
    ]);
    const before = await previewBatch(world.ctx);
    // Thursday 1 October, two bank days ahead: Monday the 5th.
    expect(before).toMatchObject({ count: 2, total: 6000, earliest: '2026-10-05' });
    const batch = await world.make();
    const file = await world.file(batch);
    expect(await world.file(batch)).toBe(file);
    const { texts, namespace } = reader(file);
    expect(namespace).toBe('urn:iso:std:iso:20022:tech:xsd:pain.008.001.08');
    expect(texts('GrpHdr/NbOfTxs')).toEqual(['2']);
    expect(texts('GrpHdr/CtrlSum')).toEqual(['60.00']);
    expect(texts('PmtInf/NbOfTxs')).toEqual(['2']);
    expect(texts('PmtInf/CtrlSum')).toEqual(['60.00']);
    expect(texts('PmtInf/PmtTpInf/SeqTp')).toEqual(['RCUR']);
    expect(texts('PmtInf/PmtTpInf/LclInstrm/Cd')).toEqual(['CORE']);
    expect(texts('ReqdColltnDt')).toEqual(['2026-10-05']);
    expect(texts('Cdtr/Nm')).toEqual(['Regie + Fils']);
    expect(texts('CdtrSchmeId/Id/PrvtId/Othr/Id')).toEqual(['FR72ZZZ123456']);
    expect(texts('Dbtr/Nm')).toEqual(['Zoe OEuvre', 'Max .b.']);
    expect(texts('DbtrAcct/Id/IBAN')).toEqual([
      'DE89370400440532013000',
      'FR1420041010050500013M02606',
    ]);
    expect(texts('MndtRltdInf/MndtId')).toEqual(['M-2026-000001', 'M-2026-000002']);
    expect(texts('DrctDbtTxInf/InstdAmt')).toEqual(['30.00', '30.00']);
    const names = await world.rows('select end_to_end as e from sepa_debit order by attempt_id');
    expect(texts('EndToEndId')).toEqual(names.map(({ e }) => e));
    await sendBatch(world.ctx, batch);
    // Nothing of the account is readable in the database.
    const kept = JSON.stringify(await world.rows('select * from sepa_mandate, sepa_batch'));
    expect(kept).not.toContain('DE8937');
    expect((await world.mails()).filter((name) => name === 'debit_announced')).toHaveLength(2);
    await world.until('2026-10-11');
    expect(await world.attempts()).toMatchObject([
      { state: 'processing' },
      { state: 'processing' },
    ]);
    expect(await world.cases()).toEqual([]);
    await world.until('2026-10-12');
    expect(await world.attempts()).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }]);
    expect(await world.invoices()).toMatchObject([{ balance: 0 }, { balance: 0 }]);
    await world.check();
  });

  it('returned for lack of money is tried again by the schedule, with the next file', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join();
    const { names } = await world.send();
    await world.until('2026-10-08');
    const done = await world.bankSays(camt054(names[0]!, 'AM04', '33.50'));
    expect(done.entries).toMatchObject([{ outcome: 'returned', code: 'AM04' }]);
    expect(await world.attempts()).toMatchObject([
      { state: 'declined', kind: 'soft', reason: 'insufficient_funds' },
    ]);
    expect(await world.rows('select return_fee as fee from sepa_debit')).toEqual([{ fee: 350 }]);
    expect(await world.rows("select amount from ledger_entry where account = 'fees'")).toEqual([
      { amount: 350 },
    ]);
    // The words speak of the account, not of a card.
    const [mail] = await world.rows<{ id: string }>(
      "select id from message where template = 'declined_first'",
    );
    const words = await readMessage(world.ctx, mail!.id, { mayFollowLinks: false });
    expect(words.text).toMatch(/Give another account or another way to\s+pay/);
    expect(words.text).not.toContain('card');
    // Bank debits are tried again a week after the first refusal; the file goes when staff send it.
    await world.until('2026-10-20');
    expect(await world.attempts()).toMatchObject([{ state: 'declined' }, { state: 'processing' }]);
    expect(await previewBatch(world.ctx)).toMatchObject({ count: 1 });
    await world.send();
    await world.until('2026-11-01');
    expect((await world.invoices())[0]).toMatchObject({ status: 'paid' });
    expect(await world.cases()).toMatchObject([{ state: 'recovered' }]);
    expect(await world.rows('select end_reason as why from sepa_mandate')).toEqual([{ why: null }]);
    await world.check();
  });

  it('returned for good ends the mandate: the member is asked, and nothing is debited', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join();
    await world.send();
    await world.until('2026-11-01');
    const { names } = await world.send();
    await world.until('2026-11-05');
    await world.bankSays(camt054(names[0]!, 'MD01', '30.00', '2026-11-05'));
    expect(await world.cases()).toMatchObject([{ state: 'open', reason: 'mandate_missing' }]);
    expect((await world.mails()).at(-1)).toBe('hard_declined');
    // The mandate went with the return: the mail still says what the bank refused.
    expect(await world.rows("select 1 from message where data ? 'means'")).toEqual([]);
    expect(await world.rows('select id from payment_method where replaced_at is null')).toEqual([]);
    await world.until('2026-11-13');
    expect(await previewBatch(world.ctx)).toMatchObject({ count: 0 });
    expect(await world.rows('select end_reason as why from sepa_mandate')).toMatchObject([
      { why: 'returned' },
    ]);
    await world.check();
  });

  it('returned after it counted as paid: the invoice owes again and is chased', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join();
    const { names } = await world.send();
    await world.until('2026-10-12');
    expect(await world.invoices()).toMatchObject([{ status: 'paid', balance: 0 }]);
    await world.until('2026-10-20');
    await world.bankSays(camt054(names[0]!, 'MD06', '30.00', '2026-10-19'));
    expect(await world.invoices()).toMatchObject([{ status: 'open', balance: 3000 }]);
    expect(await world.cases()).toMatchObject([{ state: 'open', reason: 'debit_contested' }]);
    expect((await world.mails()).at(-1)).toBe('hard_declined');
    expect(await world.rows('select last_charge_outcome as o from directory')).toEqual([
      { o: 'declined' },
    ]);
    await world.check();
    await world.until('2026-10-29');
    await world.check();
    // Found by the simulation (seed 1, community 11): the doctor missed the charge that failed.
    await world.until('2026-11-03');
    expect((await world.cases())[0]).toMatchObject({ state: 'lost' });
    await world.check();
  });
});

describe('a file of the bank', () => {
  it('is read once: again it changes nothing, and the same news in another file is known', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join();
    const { names } = await world.send();
    await world.until('2026-10-08');
    const text = camt054(names[0]!, 'AM04');
    expect(await world.bankSays(text)).toMatchObject({ again: false });
    const attempts = await world.attempts();
    expect(await world.bankSays(text)).toMatchObject({
      again: true,
      entries: [{ outcome: 'returned' }],
    });
    const other = await world.bankSays(`${text}\n`);
    expect(other).toMatchObject({ again: false, entries: [{ outcome: 'already' }] });
    expect(await world.attempts()).toEqual(attempts);
    await world.check();
  });

  it('lists what is not ours and what does not fit, and leaves it alone', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    await world.join();
    const { names } = await world.send();
    await world.until('2026-10-08');
    const strange = await world.bankSays(camt054('SOMEBODY-ELSES', 'AC04'));
    expect(strange.entries).toMatchObject([{ endToEnd: 'SOMEBODY-ELSES', outcome: 'unknown' }]);
    const less = await world.bankSays(camt054(names[0]!, 'AC04', '12.00'));
    expect(less.entries).toMatchObject([{ outcome: 'amount' }]);
    expect(await world.attempts()).toMatchObject([{ state: 'processing' }]);
    for (const text of ['no xml', '<a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']) {
      await expect(world.bankSays(text)).rejects.toMatchObject({ code: 'not_a_return_file' });
    }
    await world.check();
  });

  it('that rejects single debits, or all of a file, says so for each', async () => {
    const world = await sepaWorld(db, '2026-10-01');
    for (let i = 0; i < 3; i += 1) await world.join();
    const batch = await world.make();
    const [found] = await world.rows<{ id: string; names: string[] }>(
      `select b.message_id as id, array_agg(d.end_to_end order by d.attempt_id) as names
       from sepa_batch b join sepa_debit d on d.batch_id = b.id group by b.id, b.message_id`,
    );
    const { id, names } = found!;
    // The bank answers, so it has the file: it is sent whatever staff had clicked.
    await world.bankSays(pain002(id, [{ endToEnd: names[1]!, code: 'AC01' }]));
    expect(await world.rows('select state from sepa_batch')).toEqual([{ state: 'sent' }]);
    expect(await world.attempts()).toMatchObject([
      { state: 'processing' },
      { state: 'declined', kind: 'hard', reason: 'account_wrong' },
      { state: 'processing' },
    ]);
    const all = await world.bankSays(pain002(id, []));
    expect(all.entries.map(({ outcome }) => outcome).toSorted()).toEqual([
      'already',
      'returned',
      'returned',
    ]);
    await expect(confirmBatch(world.ctx, batch)).rejects.toMatchObject({
      code: 'batch_not_collected',
    });
    await world.check();
  });
});
