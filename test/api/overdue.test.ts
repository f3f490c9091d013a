import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const base = '/overdue-cases';

const { body: plan } = await api.post('/plans', {
  name: 'Desk',
  kind: 'recurring',
  prices: [{ amount: 2400, currency: 'EUR', interval_unit: 'month', interval_count: 1 }],
});

let people = 0;

/** A member whose first charge was refused today; gives the id of the case. */
async function overdue(card = '4000000000009995') {
  people += 1;
  const { body } = await api.post('/subscriptions', {
    plan_id: plan.id,
    contact: { display_name: `Ana ${people}`, email: `ana${people}@example.org` },
    first_billing_on: '2026-10-15',
    payment_method: { test_card: card },
  });
  const cases = await api.get(`${base}?contact=${body.contact_id}`);
  return cases.body.items[0].id as string;
}

const only = async (id: string) => {
  const { body } = await api.get(`${base}?limit=200`);
  return body.items.find((each: { id: string }) => each.id === id);
};

describe('overdue cases over the API', () => {
  it('are listed by board, with what is planned and who can be written to', async () => {
    const soft = await overdue();
    const hard = await overdue('4000000000009979');
    const retrying = await api.get(`${base}?board=retrying`);
    expect(retrying.body.items.map(({ id }: { id: string }) => id)).toEqual([soft]);
    expect(retrying.body.boards).toMatchObject({
      retrying: { count: 1, amount: [{ currency: 'EUR', amount: 2400 }] },
      new_method: { count: 1 },
      paused: { count: 0, amount: [] },
    });
    expect(await only(hard)).toMatchObject({ board: 'new_method', hard: true, mode: 'charge' });
    expect(await only(soft)).toMatchObject({
      ...{ board: 'retrying', refusals: 1, ends_on: '2026-10-22', plan_name: 'Desk', via: null },
      next_step: { kind: 'retry', due_on: '2026-10-17' },
      payer: { email: 'ana1@example.org' },
    });
  });

  it('preview an act, then do it, each case for itself', async () => {
    const one = await overdue();
    const gone = '018f0000-0000-7000-8000-000000000000';
    const act = { kind: 'extend', days: 5, access: 'open', reason: 'moving house' };
    const preview = await api.post(`${base}/preview`, { ids: [one, gone], act });
    expect(preview.body.items[0]).toMatchObject({
      amount: 2400,
      before: { next_on: '2026-10-17', ends_on: '2026-10-22', access: 'closed' },
      after: { next_on: '2026-10-22', ends_on: '2026-10-27', access: 'open' },
      refusal: null,
    });
    expect(preview.body.items[1].refusal).toMatch(/closed already/);
    expect((await only(one)).ends_on).toBe('2026-10-22');
    const done = await api.post(`${base}/acts`, { ids: [one, gone], act });
    expect(done.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'done',
      'refused',
    ]);
    expect(await only(one)).toMatchObject({ ends_on: '2026-10-27', access: 'open' });
  });

  it('do an act once for one key', async () => {
    const one = await overdue();
    const act = { kind: 'extend', days: 1, reason: '' };
    const headers = { 'idempotency-key': 'extend-once' };
    for (let turn = 0; turn < 2; turn += 1) {
      const { body } = await api.post(`${base}/acts`, { ids: [one], act }, { headers });
      expect(body.items[0].outcome).toBe('done');
    }
    expect((await only(one)).ends_on).toBe('2026-10-23');
  });

  it('refuse what is not an act, a date of the past, and unknown keys', async () => {
    const one = await overdue();
    const send = (act: object) => api.post(`${base}/acts`, { ids: [one], act });
    expect((await send({ kind: 'burn' })).status).toBe(422);
    expect((await send({ kind: 'retry', twice: true })).status).toBe(422);
    expect((await send({ kind: 'extend', days: 121 })).status).toBe(422);
    const past = await send({ kind: 'move', to: '2026-10-14' });
    expect(past.body.items[0]).toMatchObject({
      outcome: 'refused',
      refusal: expect.stringMatching('today on'),
    });
  });

  it('are marked as paid outside, and count as recovered', async () => {
    const one = await overdue();
    const paid = { how: 'paid', reason: 'cheque 12' };
    expect((await api.post(`${base}/${one}/forgiveness`, paid)).status).toBe(204);
    expect(await only(one)).toMatchObject({ state: 'recovered', via: 'other', access: 'open' });
    const listed = await api.get(`${base}?via=other&from=2026-10-01&to=2026-10-31&currency=EUR`);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([one]);
  });

  it('are forgiven, which leaves access open', async () => {
    const one = await overdue();
    expect((await only(one)).access).toBe('closed');
    const forgiven = { how: 'void', reason: 'our mistake' };
    expect((await api.post(`${base}/${one}/forgiveness`, forgiven)).status).toBe(204);
    expect(await only(one)).toMatchObject({ state: 'closed', access: 'open', dispute_id: null });
  });

  it('give statistics by month and step, as a table and as CSV', async () => {
    const { body } = await api.get(`${base}/statistics`);
    expect(body).toMatchObject({ from: '2025-10-01', to: '2026-10-15' });
    expect(body.months).toEqual([
      {
        ...{ month: '2026-10', currency: 'EUR', lost: { count: 0, amount: 0 } },
        recovered: { count: 1, amount: 2400 },
      },
    ]);
    expect(body.steps.at(-1)).toMatchObject({ step: 'other', tried: 1, succeeded: 1 });
    const steps = await api.get(`${base}/statistics/steps/csv`);
    expect(steps.raw.body.split('\r\n')).toEqual([
      '\ufeffStep,Tried,Paid,Amount (EUR)',
      ...['First try,7,0,0.00', 'New payment method,0,0,0.00', 'Paid otherwise,,1,24.00', ''],
    ]);
    const tries = `${base}/statistics/first-tries`;
    const listed = await api.get(`${tries}?outcome=declined&limit=2`);
    expect(listed.body.items).toHaveLength(2);
    expect(listed.body.items[0]).toMatchObject({ outcome: 'declined', amount: 2400 });
    expect(listed.body.next_cursor).not.toBeNull();
    const all = await api.get(`${tries}/csv?outcome=declined`);
    expect(all.raw.body.trim().split('\r\n')).toHaveLength(1 + 7);
    const csv = await api.get(`${base}/statistics/csv?from=2026-10-01`);
    expect(csv.raw.headers['content-disposition']).toContain('overdue-2026-10-01-2026-10-15.csv');
    expect(csv.raw.body).toBe(
      'Month,Currency,Recovered,Recovered cases,Lost,Lost cases\r\n2026-10,EUR,24.00,1,0.00,0\r\n',
    );
  });

  it('draw what settings would do, and keep the schedules per kind of payment', async () => {
    const overduePolicy = {
      retry_offsets: [1, 3],
      debit_offsets: [9],
      reminder_offsets: [10, 20],
      by_gateway: { test: { retry_offsets: [6] } },
      access: { kind: 'keep_days', days: 4 },
    };
    const drawn = await api.post(`${base}/timeline`, { overdue: overduePolicy });
    expect(drawn.body).toMatchObject({ failed_on: '2026-10-15', access_closes_on: '2026-10-19' });
    const [card, test, debit, invoice] = drawn.body.schedules;
    expect(card.steps.map((step: { due_on: string }) => step.due_on)).toEqual([
      '2026-10-16',
      '2026-10-18',
      '2026-10-18',
    ]);
    expect(card.gateway).toBeNull();
    expect(test).toMatchObject({ mode: 'charge', gateway: { name: 'test', title: 'Test cards' } });
    expect(test.steps[0]).toEqual({ kind: 'retry', due_on: '2026-10-21' });
    expect(debit.steps).toHaveLength(2);
    expect(invoice.steps[0]).toEqual({ kind: 'reminder', due_on: '2026-10-25' });
    const wrong = { ...overduePolicy, debit_offsets: [9, 3] };
    expect((await api.post(`${base}/timeline`, { overdue: wrong })).status).toBe(422);
    const unknown = { ...overduePolicy, by_gateway: { paypal: {} } };
    const refused = await api.post(`${base}/timeline`, { overdue: unknown });
    expect(refused.body).toMatchObject({ code: 'unknown_gateway' });
  });
});
