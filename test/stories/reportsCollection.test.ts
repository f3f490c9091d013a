import { expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { createDraft, issueDraft } from '../../src/actions/documents/manualInvoices.ts';
import { voidInvoice, writeOffInvoice } from '../../src/actions/payments/giveUpInvoice.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import type { InvoiceFilter, InvoiceSum } from '../../src/db/invoices/list.ts';
import { listInvoices, sumInvoices } from '../../src/db/invoices/list.ts';
import { billedByMonth } from '../../src/db/reports/revenue.ts';
import { addDays, addMonthsAnchored, localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

async function issue(life: Life, unitAmount: number, more: { currency?: string } = {}) {
  const { id: contactId } = await createContact(life.ctx, { kind: 'person', display_name: 'Zoé' });
  const lines = [{ description: 'Room', quantity: 1, unitAmount, taxRate: '0' }];
  const wish = { contactId, pricesIncludeTax: true, lines, dueDays: 10, ...more };
  const { id } = await createDraft(life.ctx, wish);
  return (await issueDraft(life.ctx, { id, version: 1, notify: 'nobody' })).id;
}

const pay = (life: Life, invoiceId: string, amount: number) =>
  recordOfflinePayment(life.ctx, { invoiceId, amount, means: 'transfer', notify: 'nobody' });

/** Paid, partly paid, given back in part, written off, void, late, not due, and in dollars. */
async function everyFate() {
  const life = await lifeWorld(db, '2026-01-10');
  await pay(life, await issue(life, 1000), 1000);
  await pay(life, await issue(life, 2000), 500);
  const back = await issue(life, 3000);
  await pay(life, back, 3000);
  const how = { reason: 'goodwill', renewal: 'goes_on', access: 'stays', way: 'outside' } as const;
  await refundPayment(life.ctx, { ...how, invoiceId: back, amount: 700 });
  const lost = await issue(life, 4000);
  await pay(life, lost, 100);
  await writeOffInvoice(life.ctx, lost);
  await voidInvoice(life.ctx, await issue(life, 5000), 'wrong');
  await pay(life, await issue(life, 6000, { currency: 'USD' }), 6000);
  life.moveTo('2026-02-03');
  await issue(life, 7000);
  return life;
}

/** What the page asks the list for, and which of its sums the figure is. */
const behind: [keyof Figures, InvoiceFilter, InvoiceSum][] = [
  ['billed', { status: 'not_void' }, 'total'],
  ['collected', { status: 'not_void', has: 'payment' }, 'settled'],
  ['credited', { status: 'not_void', has: 'credit' }, 'credited'],
  ['open', { status: 'open' }, 'balance'],
  ['overdue', { status: 'overdue' }, 'balance'],
  ['lost', { status: 'uncollectible' }, 'lost'],
];

type Figures = Record<'billed' | 'collected' | 'credited' | 'open' | 'overdue' | 'lost', number>;

it('each figure of what was billed is the sum over the invoices it leads to', async () => {
  const life = await everyFate();
  const today = d('2026-02-03');
  await look(life.ctx, async ({ tx }) => {
    const rows = await billedByMonth(tx, { today, months: 2 });
    expect(rows).toMatchObject([
      { month: '2026-01', currency: 'EUR', invoices: 4, billed: 10_000, overdue: 1500 },
      { month: '2026-01', currency: 'USD', collected: 6000, overdue: 0 },
      { month: '2026-02', currency: 'EUR', open: 7000, overdue: 0 },
    ]);
    expect(rows[0]).toMatchObject({ collected: 3900, credited: 700, lost: 3900 });
    for (const { month, currency, invoices, ...figures } of rows) {
      const from = d(`${month}-01`);
      const span = { from, to: addDays(addMonthsAnchored(from, 1, 1), -1), currency };
      for (const [figure, which, sum] of behind) {
        const filter = { ...span, ...which };
        const totals = await sumInvoices(tx, today, filter);
        const amount = totals[sum].find((each) => each.currency === currency)?.amount ?? 0;
        expect([figure, amount]).toEqual([figure, figures[figure]]);
        if (figure === 'billed') expect(totals.count).toBe(invoices);
        const { items } = await listInvoices(tx, today, { filter, limit: 50 });
        expect(items).toHaveLength(totals.count);
        const of = { total: 'total', settled: 'settled', credited: 'credited' } as const;
        const part = (sum === 'balance' || sum === 'lost' ? 'balance' : of[sum]) as 'balance';
        expect(items.every((item) => item[part] > 0)).toBe(true);
        expect(items.reduce((all, item) => all + item[part], 0)).toBe(amount);
      }
    }
  });
});
