import { describe, expect, it } from 'vitest';
import { ibans, sepaWorld } from '../stories/sepaWorld.ts';
import { camt054 } from '../support/bankAnswers.ts';
import { testDatabase } from '../support/database.ts';
import { multipart } from '../support/multipart.ts';

const db = await testDatabase();

async function world() {
  const made = await sepaWorld(db, '2026-10-01');
  const base = `/api/v1/organizations/${made.slug}`;
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await made.owner.ask({ method, url: base + url, payload });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null, answer };
  };
  return { ...made, base, ask };
}

describe('direct debits over the API', () => {
  it('are told from preview to return, without an account number anywhere', async () => {
    const { ask, join, owner, base } = await world();
    const { contactId, mandate } = await join({ name: 'Ana' });
    const before = await ask('GET', '/debit-files');
    expect(before.body).toMatchObject({
      waiting: {
        ...{ count: 1, total: 3000, earliest: '2026-10-05', notice_days: 2 },
        ...{ creditor: { name: 'Régie & Fils', id: 'FR72ZZZ123456' } },
        debits: [{ payer: { id: contactId }, mandate_reference: 'M-2026-000001', last4: '3000' }],
      },
      items: [],
    });
    const made = await ask('POST', '/debit-files', { collect_on: '2026-10-06' });
    expect(made.status).toBe(201);
    const file = await ask('GET', `/debit-files/${made.body.id}`);
    expect(file.body).toMatchObject({
      ...{ state: 'made', count: 1, total: 3000, collect_on: '2026-10-06', confirmable: false },
      debits: [{ state: 'open', sequence: 'RCUR' }],
    });
    const text = await owner.ask({
      method: 'GET',
      url: `${base}/debit-files/${made.body.id}/file`,
    });
    expect(text.headers['content-disposition']).toContain('sepa-000001-2026-10-06.xml');
    expect(text.body).toContain('<IBAN>DE89370400440532013000</IBAN>');
    expect((await ask('POST', `/debit-files/${made.body.id}/sent`)).status).toBe(204);
    const debit = file.body.debits[0].id;
    const bank = { code: 'AC04', returned_on: '2026-10-01' };
    expect((await ask('POST', `/debits/${debit}/return`, bank)).status).toBe(204);
    const after = await ask('GET', `/debit-files/${made.body.id}`);
    expect(after.body.debits).toMatchObject([{ state: 'returned', return_code: 'AC04' }]);
    const mandates = await ask('GET', `/contacts/${contactId}/mandates`);
    expect(mandates.body.items).toMatchObject([
      { id: mandate.id, state: 'returned', last4: '3000' },
    ]);
    const told = JSON.stringify([before.body, file.body, after.body, mandates.body]);
    expect(told).not.toContain('370400440532013');
  });

  it('refuse wrong accounts by field, in the language of the caller', async () => {
    const { owner, base, join } = await world();
    const { contactId } = await join();
    const answer = await owner.ask({
      method: 'POST',
      url: `${base}/contacts/${contactId}/mandates`,
      headers: { 'accept-language': 'fr' },
      payload: { holder: 'Ana', iban: ibans.wrong, signed_on: '2026-10-01' },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().fields).toMatchObject([
      { pointer: '/iban', message: expect.stringContaining('sa clé ne correspond pas') },
    ]);
  });

  it('refuse a wrong contract by field, and another scheme than there is', async () => {
    const { ask } = await world();
    const values = { creditor_id: 'FR73ZZZ123456', notice_days: '0', scheme: 'COR1' };
    const answer = await ask('PUT', '/gateways/sepa', { values });
    expect(answer.status).toBe(422);
    expect(answer.body.fields.map(({ pointer }: { pointer: string }) => pointer)).toContain(
      '/values/scheme',
    );
    const again = await ask('PUT', '/gateways/sepa', { values: { ...values, scheme: 'B2B' } });
    expect(again.body.fields.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/values/creditor_id',
      '/values/notice_days',
    ]);
  });

  it('read a file of the bank, and say so when it was read before', async () => {
    const { base, join, owner, send, until } = await world();
    await join();
    const { names } = await send();
    await until('2026-10-08');
    const post = () =>
      owner.ask({
        method: 'POST',
        url: `${base}/debit-returns`,
        ...multipart('bank.xml', Buffer.from(camt054(names[0]!, 'MS03'))),
      });
    const first = await post();
    expect(first.statusCode, first.body).toBe(200);
    expect(first.json()).toMatchObject({
      ...{ kind: 'camt.054', again: false },
      entries: [
        {
          outcome: 'returned',
          outcome_text: 'recorded',
          payer: { name: expect.stringMatching(/^Ana/) },
        },
      ],
    });
    expect((await post()).json()).toMatchObject({ again: true });
  });

  it('are for who may see and change billing', async () => {
    const { server, ctx, base } = await world();
    const reader = await server.staff(ctx.orgId, 'reader');
    const accountant = await server.staff(ctx.orgId, 'accountant');
    const post = { method: 'POST' as const, url: `${base}/debit-files`, payload: {} };
    expect((await reader.ask(post)).statusCode).toBe(403);
    const list = { method: 'GET' as const, url: `${base}/debit-files` };
    expect((await accountant.ask(list)).statusCode).toBe(200);
  });
});
