import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);

const price = { amount: 1000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
const gold = { name: 'Gold', kind: 'recurring', prices: [price] };
const { body: plan } = await api.post('/plans', gold);
const names = ['Ada', 'Ben', '=Cleo', 'Dan', 'Eve'];
for (const [i, name] of names.entries()) {
  const contact = { display_name: name, email: `${i}@example.org` };
  const { status } = await api.post('/subscriptions', { plan_id: plan.id, contact });
  expect(status).toBe(201);
}

type Row = Record<string, unknown> & { name?: string; contact?: { name: string } };

/** Every row, two at a time. */
async function everyRow(at: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await api.get(`${at}&limit=2${cursor}`);
    expect(status).toBe(200);
    rows.push(...body.items);
    if (!body.next_cursor) return rows;
    expect(body.items).toHaveLength(2);
    cursor = `&cursor=${body.next_cursor}`;
  }
}

async function linesOf(at: string): Promise<string[]> {
  const { raw } = await api.get(at);
  expect(raw.headers['content-type']).toContain('text/csv');
  expect(raw.headers['content-disposition']).toContain('.csv"');
  return raw.body.trim().split('\r\n');
}

const sorted = (rows: Row[]) => rows.map((row) => row.name ?? row.contact?.name).sort();
const all = [...names].sort();

describe('rows behind a report', () => {
  it('of recurring revenue come page by page, and all in the file', async () => {
    const of = 'month=2026-10&currency=EUR';
    const at = '/reports/recurring-revenue/people';
    for (const kind of ['new', 'closing']) {
      const rows = await everyRow(`${at}?${of}&kind=${kind}`);
      expect(sorted(rows)).toEqual(all);
      expect(rows.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(5000);
      const lines = await linesOf(`${at}/csv?${of}&kind=${kind}`);
      expect(lines).toHaveLength(6);
      // What looks like a formula is none.
      expect(lines.join()).toContain("'=Cleo,2026-10-15,10.00,10.00,EUR");
    }
    expect(await everyRow(`${at}?${of}&kind=opening`)).toEqual([]);
  });

  it('of revenue by plan are the documents, of one plan or of all', async () => {
    const at = '/reports/plan-revenue/documents';
    const of = 'month=2026-10&currency=EUR';
    const rows = await everyRow(`${at}?${of}&plan=${plan.id}`);
    expect(sorted(rows)).toEqual(all);
    expect(await everyRow(`${at}?${of}`)).toEqual(rows);
    expect(await everyRow(`${at}?${of}&plan=none`)).toEqual([]);
    expect(await linesOf(`${at}/csv?${of}`)).toHaveLength(6);
  });

  it('of the forecast are the invoices to come, one by one', async () => {
    const days = 'from=2026-11-01&to=2026-11-30';
    const rows = await everyRow(`/billing/upcoming?${days}&currency=EUR`);
    expect(sorted(rows)).toEqual(all);
    expect(rows[0]).toMatchObject({ what: 'Gold', covers: 1, total: 1000 });
    expect(await linesOf(`/billing/upcoming/csv?${days}`)).toHaveLength(6);
    expect(await everyRow(`/billing/upcoming?${days}&currency=USD`)).toEqual([]);
  });

  it('refuses a marker that is none, and words it does not know', async () => {
    const at = '/reports/recurring-revenue/people?month=2026-10&currency=EUR';
    expect((await api.get(`${at}&cursor=abc`)).status).toBe(400);
    expect((await api.get(`${at}&kind=lost`)).status).toBe(422);
    expect((await api.get('/billing/upcoming?from=2026-11-01')).status).toBe(422);
  });
});
