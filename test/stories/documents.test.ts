import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { DocumentsWish } from '../../src/actions/documents/exportDocuments.ts';
import { exportDocuments } from '../../src/actions/documents/exportDocuments.ts';
import { exportFec } from '../../src/actions/documents/exportFec.ts';
import { exportSummary } from '../../src/actions/documents/exportSummary.ts';
import { writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

const settings = { identity: { siren: '123456789' } };
const autumn = { from: d('2026-10-01'), to: d('2026-12-31') };

/** Two months of a life: a card, a refund, a transfer with surplus, a write-off, two rates. */
async function lived(): Promise<Life> {
  const life = await lifeWorld(db, '2026-10-01', settings);
  const gold = await life.plan({ amount: 1200, taxRate: '20' });
  const book = await life.plan({ name: 'Book', amount: 1055, taxRate: '5.5' });
  const first = d('2026-10-01');
  const card = await life.join(gold.id, { firstBillingOn: first, paymentMethod: goodCard });
  const byHand = await life.join(book.id, { firstBillingOn: first, collection: 'invoice' });
  await life.day('2026-11-01');
  await refundPayment(life.ctx, {
    ...{ invoiceId: card.invoiceIds[0]!, amount: 700, reason: 'goodwill' },
    ...{ renewal: 'goes_on', access: 'stays', way: 'gateway' },
  });
  await recordOfflinePayment(life.ctx, {
    ...{ invoiceId: byHand.invoiceIds[0]!, amount: 1100, means: 'transfer', reference: 'VIR 7' },
    notify: 'nobody',
  });
  const [open] = await life.rows<{ id: string }>("select id from invoice where status = 'open'");
  await writeOffInvoice(life.ctx, open!.id, 'gone');
  await life.day('2026-12-01');
  return life;
}

type Line = Record<string, string>;

const csvOf = (life: Life, wish: Pick<DocumentsWish, 'kind' | 'separator' | 'language'>) =>
  text(exportDocuments(life.ctx, { ...wish, ...autumn, format: 'csv', bom: false }).body);

async function fecOf(life: Life, wish: Parameters<typeof exportFec>[1]) {
  const file = await exportFec(life.ctx, wish);
  const whole = await text(file.body);
  const [head, ...rows] = whole.replace(/\r\n$/, '').split('\r\n');
  const names = head!.split('\t');
  const lines = rows.map(
    (row): Line => Object.fromEntries(row.split('\t').map((cell, i) => [names[i]!, cell])),
  );
  return { name: file.name, names, lines };
}

const cents = (cell: string | undefined) => Number(cell!.replace(',', ''));
const sum = (lines: Line[], column: 'Debit' | 'Credit') =>
  lines.reduce((total, line) => total + cents(line[column]), 0);

describe('the FEC', () => {
  it('opened and summed is balanced per entry and equal to the ledger', async () => {
    const life = await lived();
    const { name, names, lines } = await fecOf(life, autumn);
    expect(name).toBe('123456789FEC20261231.txt');
    expect(names).toHaveLength(18);
    const [ledger] = await life.rows<{ debit: number; entries: number; transactions: number }>(
      `select sum(amount) filter (where amount > 0)::bigint as debit, count(*)::int as entries,
         count(distinct transaction_id)::int as transactions from ledger_entry`,
    );
    expect(sum(lines, 'Debit')).toBe(ledger!.debit);
    expect(sum(lines, 'Credit')).toBe(ledger!.debit);
    const entries = Map.groupBy(lines, (line) => Number(line.EcritureNum));
    expect([...entries.keys()]).toEqual(
      Array.from({ length: ledger!.transactions }, (_, i) => i + 1),
    );
    for (const [number, of] of entries) {
      expect(sum(of, 'Debit'), `entry ${number}`).toBe(sum(of, 'Credit'));
    }
    const balance = (account: string) => {
      const of = lines.filter((line) => line.CompteNum === account);
      return sum(of, 'Debit') - sum(of, 'Credit');
    };
    const accounts = await life.rows<{ account: string; amount: number }>(
      'select account, sum(amount)::bigint as amount from ledger_entry group by account',
    );
    const booked = Object.fromEntries(accounts.map((row) => [row.account, row.amount]));
    expect(balance('411000')).toBe(booked.receivable);
    expect(balance('419100')).toBe(booked.credit);
    expect(balance('512900')).toBe(booked['cash:test']);
    expect(balance('512000')).toBe(booked['cash:offline']);
    expect(balance('654000')).toBe(booked.bad_debt);
    const taxes = await life.rows<{ rate: string; tax: number }>(
      `select rate, sum(tax)::bigint as tax from (
         select tax_rate as rate, tax from invoice_line
         union all select tax_rate, -tax from credit_note_line) every
       group by rate order by rate`,
    );
    expect([-balance('445711'), -balance('445713')]).toEqual(taxes.map(({ tax }) => tax));
    expect(lines.find((line) => line.EcritureLib!.startsWith('Avoir '))).toMatchObject({
      JournalCode: 'VE',
      PieceRef: 'AV-2026-000001',
    });
    await life.check();
  });

  it('gives a month the numbers it has in the whole year, and asks for the SIREN', async () => {
    const life = await lived();
    const whole = await fecOf(life, autumn);
    const month = await fecOf(life, { from: d('2026-11-01'), to: d('2026-11-30') });
    expect(month.lines).toEqual(
      whole.lines.filter((line) => line.EcritureDate!.startsWith('202611')),
    );
    const other = await lifeWorld(db, '2026-10-01');
    await expect(exportFec(other.ctx, autumn)).rejects.toMatchObject({ code: 'fec_needs_siren' });
    await expect(exportFec(life.ctx, { from: autumn.to, to: autumn.from })).rejects.toMatchObject({
      code: 'wrong_period',
    });
  });
});

describe('the files of documents', () => {
  it('hold each invoice, credit note, payment and refund, and add up to the books', async () => {
    const life = await lived();
    const csv = (kind: DocumentsWish['kind'], separator: ',' | ';' = ',') =>
      csvOf(life, { kind, separator, language: 'en' });
    const invoices = (await csv('invoices')).trimEnd().split('\r\n');
    expect(invoices).toHaveLength(7);
    expect(invoices[1]).toMatch(/^2026-000001,2026-10-01,2026-10-\d\d,subscription,paid,Member/);
    expect(invoices[1]).toContain(',EUR,10.00,2.00,12.00,5.00,7.00,0.00,');
    expect(await csv('credit_notes')).toContain('AV-2026-000001,2026-11-01,2026-000001,Member');
    expect(await csv('payments', ';')).toMatch(
      /;11,00;EUR;offline;transfer;VIR 7;2026-000002 \(10\.55\), credit \(0\.45\)/,
    );
    expect(await csv('refunds')).toContain(',7.00,EUR,succeeded,test,');
    const reconciliation = (await csv('reconciliation')).trimEnd().split('\r\n').slice(1);
    const amounts = reconciliation.map((line) => Number(/,(-?\d+\.\d\d),EUR,/.exec(line)![1]));
    const [cash] = await life.rows<{ amount: number }>(
      "select sum(amount)::bigint as amount from ledger_entry where account like 'cash:%'",
    );
    expect(Math.round(amounts.reduce((a, b) => a + b, 0) * 100)).toBe(cash!.amount);
    const summary = await exportSummary(life.ctx, { year: 2026 });
    expect(summary).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
    expect(summary.files.find(({ kind }) => kind === 'invoices')).toMatchObject({ count: 6 });
    expect(summary.books[0]!.debit).toBe(summary.books[0]!.credit);
  });

  it('are in the words of the language asked for', async () => {
    const life = await lived();
    const csv = (kind: DocumentsWish['kind']) =>
      csvOf(life, { kind, separator: ';', language: 'fr' });
    const invoices = await csv('invoices');
    expect(invoices).toMatch(/^2026-000001;2026-10-01;2026-10-\d\d;abonnement;payée;Member/m);
    expect(invoices).toMatch(/;irrécouvrable;/);
    expect(await csv('payments')).toMatch(
      /;11,00;EUR;hors passerelle;virement;VIR 7;"?2026-000002 \(10,55\), avoir du compte \(0,45\)/,
    );
    expect(await csv('refunds')).toContain(';7,00;EUR;fait;test;');
    const all = [
      invoices,
      await csv('payments'),
      await csv('refunds'),
      await csv('reconciliation'),
    ];
    const raw =
      /;(subscription|proration|manual|open|paid|void|uncollectible|transfer|card|offline)(;|$)/m;
    for (const file of all) expect(file).not.toMatch(raw);
  });
});
