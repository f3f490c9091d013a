import { describe, expect, it } from 'vitest';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { lifeApi } from './lifeApi.ts';

const db = await testDatabase();
const api = await lifeApi(db);
const at = '/email-texts/declined_first/fr';
const version = (seen: number) => ({ headers: { 'if-match': `"${seen}"` } });

type Text = { subject: string; title: string; blocks: Record<string, unknown>[] };

async function standard(): Promise<Text> {
  return (await api.get(at)).body.default_text;
}

async function saying(text: string): Promise<Text> {
  const own = await standard();
  return { ...own, blocks: [{ kind: 'text', text }, ...own.blocks.slice(1)] };
}

const entryOf = async (who: Pick<typeof api, 'get'> = api) => {
  const { body } = await who.get('/email-texts');
  type Item = { name: string; texts: { language: string }[] };
  const item = body.items.find(({ name }: Item) => name === 'declined_first');
  return item.texts.find(({ language }: { language: string }) => language === 'fr');
};

describe('e-mail texts over the API', () => {
  it('are listed with names, and read with all their editor needs', async () => {
    const { body: list } = await api.get('/email-texts');
    expect(list.items).toHaveLength(44);
    const { body, etag } = await api.get(at);
    expect(etag).toBe('"0"');
    expect(body).toMatchObject({
      ...{ name: 'declined_first', group: 'overdue', label: 'Payment refused', language: 'fr' },
      ...{ version: 0, edited: false, edited_by: null, failed_at: null, versions: [] },
      links: [{ url: '{{ update_url }}', label: 'Updating the payment method', required: true }],
    });
    expect(body.text).toEqual(body.default_text);
    expect(body.tags[0]).toEqual({
      ...{ insert: '{{ what_happened }}', label: 'What happened', optional: false },
      example: expect.stringContaining('la banque a refusé 10,00'),
    });
  });

  it('are saved version by version, restored, and taken up again', async () => {
    const first = await api.put(at, await saying('Un {{ plan_name }}'), version(0));
    expect(first.body).toMatchObject({ version: 1, edited: true, edited_by: expect.any(String) });
    expect((await api.put(at, await saying('Trop tard'), version(0))).body).toMatchObject({
      code: 'stale_edit',
    });
    expect((await api.put(at, await saying('Sans version'))).status).toBe(428);
    expect((await api.put(at, await saying('Deux'), version(1))).body.version).toBe(2);
    expect((await api.delete(at, version(2))).status).toBe(204);
    expect(await entryOf()).toMatchObject({ version: 3, edited: false });
    const { body } = await api.get(at);
    expect(body.text).toEqual(body.default_text);
    expect(body.versions.map((each: { edited: boolean }) => each.edited)).toEqual([
      ...[false, true, true],
    ]);
    const old = await api.get(`${at}/versions/1`);
    expect(old.body.text).toEqual(await saying('Un {{ plan_name }}'));
    expect((await api.get(`${at}/versions/9`)).status).toBe(404);
    const activity = await api.get('/activity?limit=10');
    const sentences = activity.body.items.map((each: { sentence: string }) => each.sentence);
    expect(sentences).toContain('Text of the e-mail “Payment refused” changed (French)');
    expect(sentences).toContain('E-mail “Payment refused” back to the default text (French)');
  });

  it('are refused where they are wrong, each place named', async () => {
    const { status, body } = await api.put(at, await saying('{{ prenom }}'), version(3));
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'email_text_not_valid', detail: expect.any(String) });
    expect(body.fields).toEqual([
      {
        pointer: '/blocks/0/text',
        code: 'unknown_tag',
        message: 'There is no tag {{ prenom }} here. Choose one from the list of tags.',
      },
    ]);
    const own = await standard();
    const more = async (change: object) =>
      (await api.put(at, { ...own, ...change }, version(3))).status;
    expect(await more({ html: '<b>' })).toBe(422);
    expect(await more({ blocks: [...own.blocks, { kind: 'image', text: '' }] })).toBe(422);
    expect((await api.get('/email-texts/no_such_mail/fr')).status).toBe(422);
    expect((await api.get('/email-texts/declined_first/de')).status).toBe(422);
  });

  it('are previewed unsaved, as a member, with what is wrong instead where it is', async () => {
    const { body: contact } = await api.post('/contacts', {
      ...{ kind: 'person', display_name: 'Renée Dupré', first_name: 'Renée', language: 'en' },
      email: 'renee@example.org',
    });
    const text = await saying('Vu par {{ member.name }} <b>');
    const seen = await api.post(`${at}/preview`, { text, contact_id: contact.id });
    expect(seen.body).toMatchObject({
      ...{ problems: [], recipient: { name: 'Renée Dupré', language: 'en' } },
      subject: 'Votre paiement de 10,00\u00a0€ est refusé par la banque',
      text: expect.stringContaining('Bonjour Renée,'),
      html: expect.stringContaining('Vu par Renée Dupré &lt;b&gt;'),
    });
    expect(seen.body.html).toContain(`/portal/${api.org.slug}"`);
    const wrong = await api.post(`${at}/preview`, { text: await saying('{{ prenom }}') });
    expect(wrong.status).toBe(200);
    expect(wrong.body).toMatchObject({
      problems: [{ pointer: '/blocks/0/text', code: 'unknown_tag' }],
      html: null,
    });
    const gone = { text, contact_id: '018f0000-0000-7000-8000-000000000000' };
    expect((await api.post(`${at}/preview`, gone)).status).toBe(404);
    expect((await api.post(`${at}/preview`, { text, twice: true })).status).toBe(422);
    expect((await entryOf()).version).toBe(3);
  });

  it('are sent to oneself as they stand, whatever is saved', async () => {
    const { status, body } = await api.post(`${at}/test`, { text: await saying('Essai !') });
    expect(status).toBe(202);
    expect(body.to).toMatch(/@/);
    await sendDueMessages({
      ...{ db, orgId: api.org.id, clock: api.clock, baseUrl: '', gateways: { payment: {} } },
      ...{ actor: { kind: 'system' }, mail: { kind: 'outbox', note: () => undefined } },
    });
    const { body: list } = await api.get('/messages?template=declined_first');
    expect(list.items[0]).toMatchObject({
      ...{ to: body.to, contact: null, state: 'outbox' },
      subject: '[Test] Votre paiement de 10,00\u00a0€ est refusé par la banque',
    });
    const { body: mail } = await api.get(`/messages/${list.items[0].id}`);
    expect(mail.body_text).toContain('Essai\u00a0!');
    const wrong = await api.post(`${at}/test`, { text: await saying('{{ prenom }}') });
    expect(wrong.body.code).toBe('email_text_not_valid');
  });

  it('are read by everybody of the team, changed by administrators only', async () => {
    const manager = api.as(await api.server.staff(api.org.id, 'manager'));
    const text = await saying('Trois');
    expect((await manager.get(at)).status).toBe(200);
    expect((await manager.put(at, text, version(3))).status).toBe(403);
    expect((await manager.delete(at, version(3))).status).toBe(403);
    expect((await manager.post(`${at}/preview`, { text })).status).toBe(200);
    expect((await manager.post(`${at}/test`, { text })).status).toBe(403);
    const administrator = api.as(await api.server.staff(api.org.id, 'administrator'));
    expect((await administrator.put(at, text, version(3))).status).toBe(200);
  });

  it('are those of one organization', async () => {
    const other = await lifeApi(db);
    expect(await entryOf(other)).toMatchObject({ version: 0, edited: false });
    expect((await other.get(`${at}/versions/1`)).status).toBe(404);
    const seen = await inOrganization(db, other.org.id, (tx) =>
      tx.query('select 1 from template_version'),
    );
    expect(seen).toEqual([]);
    await expect(
      inOrganization(db, api.org.id, (tx) => tx.exec(`update template_version set subject = 'x'`)),
    ).rejects.toThrow();
  });
});
