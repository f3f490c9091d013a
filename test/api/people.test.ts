import { describe, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { testServer } from '../support/server.ts';

const db = await testDatabase();
const server = await testServer(db);
const home = await server.organization('Les ondes');
const base = `/api/v1/organizations/${home.slug}`;
const { ask } = home.owner;

async function add(display_name: string, more: object = {}) {
  return ask({ method: 'POST', url: `${base}/contacts`, payload: { display_name, ...more } });
}

describe('contacts over the API', () => {
  test('a contact is added, found with a typing mistake, changed and deleted', async () => {
    const made = await add('Zoé Lefèvre', { email: 'Zoe@Example.org', labels: ['presse'] });
    expect(made.statusCode).toBe(201);
    const contact = made.json();
    expect(contact).toMatchObject({
      email: 'Zoe@example.org',
      labels: [{ name: 'presse', by_rule: false }],
      summary: { name: 'Zoé Lefèvre', status: null },
      overdue: [],
    });
    const found = await ask({ method: 'GET', url: `${base}/contacts?q=lefebvre` });
    expect(found.json()).toMatchObject({ near: true, items: [{ id: contact.id }] });
    const url = `${base}/contacts/${contact.id}`;
    const changed = await ask({
      method: 'PATCH',
      url,
      headers: { 'if-match': '"1"' },
      payload: { phone: '+33612345678' },
    });
    expect(changed.headers.etag).toBe('"2"');
    const gone = await ask({ method: 'DELETE', url, headers: { 'if-match': '"2"' } });
    expect(gone.statusCode).toBe(204);
    expect((await ask({ method: 'GET', url })).statusCode).toBe(404);
  });

  test('the same address is the same person, whatever its case and accents', async () => {
    const first = (await add('Anaïs', { email: 'anais@hélice.example' })).json();
    const second = await add('Anaïs again', { email: 'ANAIS@helice.example' });
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({ code: 'contact_exists', existing_id: first.id });
    expect(second.headers['content-type']).toContain('application/problem+json');
  });

  test('a stale edit is refused and changes nothing', async () => {
    const { id } = (await add('Camille')).json();
    const edit = (payload: object) =>
      ask({
        method: 'PATCH',
        url: `${base}/contacts/${id}`,
        headers: { 'if-match': '"1"' },
        payload,
      });
    expect((await edit({ job_title: 'Engineer' })).statusCode).toBe(200);
    const stale = await edit({ job_title: 'Painter' });
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({ code: 'stale_edit' });
    const now = await ask({ method: 'GET', url: `${base}/contacts/${id}` });
    expect(now.json()).toMatchObject({ job_title: 'Engineer', version: 2 });
  });

  test('unknown keys are refused by name, in the language of the caller', async () => {
    const answer = await ask({
      method: 'POST',
      url: `${base}/contacts`,
      headers: { 'accept-language': 'fr' },
      payload: { display_name: 'X', nickname: 'Y' },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'invalid_input',
      detail: 'Certains champs sont à revoir.',
      fields: [{ pointer: '/nickname', code: 'unrecognized_keys' }],
    });
  });

  test('a query that cannot be understood says where', async () => {
    const answer = await ask({ method: 'GET', url: `${base}/contacts?q=${'colour:red'}` });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'invalid_query', position: 1 });
  });

  test('the same Idempotency-Key makes one contact and gives the same answer', async () => {
    const headers = { 'idempotency-key': 'add-jean-once' };
    const payload = { display_name: 'Jean Once' };
    const options = { method: 'POST' as const, url: `${base}/contacts`, headers, payload };
    const first = await ask(options);
    const again = await ask(options);
    expect(again.statusCode).toBe(201);
    expect(again.json().id).toBe(first.json().id);
    const other = await ask({ ...options, payload: { display_name: 'Somebody Else' } });
    expect(other.json()).toMatchObject({ code: 'idempotency_key_reused' });
    const totals = await ask({ method: 'GET', url: `${base}/contacts/totals?q="jean once"` });
    expect(totals.json()).toMatchObject({ people: 1 });
  });

  test('an export has a line for everybody and nothing that runs as a formula', async () => {
    await add('=cmd|calc');
    const answer = await ask({ method: 'GET', url: `${base}/contacts/export?format=csv` });
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.body).toContain("'=cmd|calc");
    expect(answer.body).not.toMatch(/(^|,)=cmd/m);
  });

  test('own fields are checked by their type and go with the field', async () => {
    const field = await ask({
      method: 'POST',
      url: `${base}/fields`,
      payload: {
        key: 'shirt',
        label_en: 'Shirt',
        label_fr: 'Maillot',
        type: 'choice',
        choices: ['S', 'M'],
      },
    });
    const wrong = await add('Theo', { fields: { shirt: 'XXL' } });
    expect(wrong.json()).toMatchObject({
      fields: [{ pointer: '/fields/shirt', code: 'not_choice' }],
    });
    expect((await add('Theo', { fields: { shirt: 'M' } })).statusCode).toBe(201);
    const list = await ask({ method: 'GET', url: `${base}/contacts?q=field.shirt:M` });
    expect(list.json().items).toHaveLength(1);
    const url = `${base}/fields/${field.json().id}`;
    expect((await ask({ method: 'GET', url })).json()).toMatchObject({ values: 1 });
    await ask({ method: 'DELETE', url, headers: { 'if-match': '"1"' } });
    const after = await ask({ method: 'GET', url: `${base}/contacts?q=field.shirt:M` });
    expect(after.statusCode).toBe(422);
  });
});
