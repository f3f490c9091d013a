import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import type { Key } from '../../src/actions/messages/editText.ts';
import { defaultText, restoreText, saveText } from '../../src/actions/messages/editText.ts';
import { readMessage } from '../../src/actions/messages/readMessages.ts';
import { readCurrentTexts } from '../../src/actions/messages/readTexts.ts';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import type { MessageTemplate } from '../../src/templates/emails/blocks.ts';
import { testDatabase } from '../support/database.ts';
import type { World as BillingWorld } from './billingWorld.ts';
import {
  eventsOf,
  freePort,
  messagesOf,
  messageWorld,
  nowhere,
  postOffice,
  smtpAt,
  type World,
} from './messageWorld.ts';
import { overdueMember } from './overdueWorld.ts';

const db = await testDatabase();
const then = '2026-03-02T08:00:00.000Z';
const recovered: Key = { name: 'recovered', language: 'fr' };
const declined: Key = { name: 'declined_first', language: 'fr' };

function saying(key: Key, text: string): MessageTemplate {
  const standard = defaultText(key);
  return { ...standard, blocks: [{ kind: 'text', text }, ...standard.blocks.slice(1)] };
}

/** Saves an own text over the first version. */
function write(world: Pick<World, 'at'>, key: Key, text: MessageTemplate, seen = 0) {
  return saveText(world.at(nowhere), key, { seen, text });
}

/** A text that can be written with every example, but not for who has the plan "Rare". */
const breaks = saying(
  recovered,
  'Merci. {% if plan_name == "Rare" %}{{ amount | weekday }}{% endif %}',
);

/** Sends what is due by a server of this machine; what it got. */
async function delivered(world: World) {
  const port = await freePort();
  const { letters } = await postOffice(port);
  await sendDueMessages(world.at(smtpAt(port)));
  return letters;
}

const bodies = (world: World) =>
  inOrganization(db, world.orgId, (tx) =>
    tx.query<{ subject: string; body: string }>(
      'select subject, body_text as body from message order by created_at, cause',
    ),
  );

const failures = async (world: World) =>
  (await readCurrentTexts(world.at(nowhere))).map(({ failedAt, failedProblem }) => ({
    ...{ failedAt, failedProblem },
  }));

describe('a refused charge', () => {
  it('is told in the words of the organization, to whom reads them; others get the default', async () => {
    const { world } = await overdueMember(db);
    const subject = 'Petit souci avec {{ amount | money }}';
    const text = saying(
      declined,
      'Bonjour ! {{ what_happened }} {{ access_sentence }} On en parle ?',
    );
    await world.rows(`update contact set language = 'fr' returning 1`);
    await saveText(world.ctx, declined, { seen: 0, text: { ...text, subject } });
    await world.until('2026-03-02');
    const mails = await writtenIn(world);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail!.subject).toBe('Petit souci avec 25,00\u00a0€');
    expect(mail!.text.replace(/\s+/g, ' ')).toMatch(
      /Bonjour ! Le lundi 2 mars, la banque a refusé 25,00 € .* On en parle \?/,
    );
    const other = await overdueMember(db);
    await saveText(other.world.ctx, declined, { seen: 0, text: { ...text, subject } });
    await other.world.until('2026-03-02');
    const [english] = await writtenIn(other.world);
    expect(english!.subject).toBe('Your payment of €25.00 did not go through');
    await other.world.check();
  });
});

/** What the outbox shows of first refusals. */
async function writtenIn(world: BillingWorld) {
  await sendDueMessages({ ...world.ctx, mail: nowhere });
  const rows = await world.rows<{ id: string }>(
    `select id from message where template = 'declined_first'`,
  );
  return Promise.all(rows.map(({ id }) => readMessage(world.ctx, id, { mayFollowLinks: false })));
}

describe('an own text', () => {
  it('is sent and stored as it is then, and the default again once it is restored', async () => {
    const world = await messageWorld(db);
    await write(world, recovered, { ...saying(recovered, 'Merci Zoé !'), subject: 'Reçu' });
    await world.queue([world.draft('1')]);
    const [letter] = await delivered(world);
    expect(letter!.raw).toContain('Subject: =?UTF-8?Q?Re=C3=A7u?=');
    await restoreText(world.at(nowhere), recovered, 1);
    await world.queue([world.draft('2')]);
    expect(await delivered(world)).toHaveLength(1);
    const [first, second] = await bodies(world);
    expect(first).toMatchObject({ subject: 'Reçu', body: expect.stringContaining('Merci Zoé') });
    expect(second!.body).toContain('Nous avons reçu');
    expect(await eventsOf(world)).toEqual([
      ...['email_text_edited', 'email_sent', 'email_text_restored', 'email_sent'],
    ]);
  });

  it('that fails with real facts gives way to the default: no mail is lost', async () => {
    const world = await messageWorld(db);
    await write(world, recovered, breaks);
    const rare = world.draft('1');
    await world.queue([{ ...rare, data: { ...rare.data, planName: 'Rare' } } as typeof rare]);
    await world.queue([world.draft('2')]);
    expect(await delivered(world)).toHaveLength(2);
    const [first, second] = await bodies(world);
    expect(first!.body).toContain('pour votre abonnement «\u00a0Rare\u00a0»');
    expect(second!.body).toContain('Merci.');
    expect(await failures(world)).toEqual([
      { failedAt: then, failedProblem: expect.stringContaining('not a date') },
    ]);
    const events = await eventsOf(world);
    expect(events.filter((event) => event === 'email_text_failed')).toHaveLength(1);
  });

  it('does so on the outbox page too, where mail stays in the version that held', async () => {
    const world = await messageWorld(db);
    await write(world, recovered, breaks);
    const rare = world.draft('1');
    await world.queue([{ ...rare, data: { ...rare.data, planName: 'Rare' } } as typeof rare]);
    await world.queue([world.draft('2')]);
    await sendDueMessages(world.at(nowhere));
    expect(await failures(world)).toMatchObject([{ failedAt: then }]);
    await write(world, recovered, saying(recovered, 'Tout nouveau.'), 1);
    await world.queue([world.draft('3')]);
    await sendDueMessages(world.at(nowhere));
    const texts = await Promise.all(
      (await messagesOf(world)).map(async ({ id }) => {
        return (await readMessage(world.at(nowhere), id, { mayFollowLinks: false })).text;
      }),
    );
    const said = (words: string) => texts.filter((text) => text.includes(words)).length;
    expect([said('Nous avons reçu'), said('Merci.'), said('Tout nouveau.')]).toEqual([1, 1, 1]);
  });

  it('is refused when somebody else saved meanwhile, also at the same moment', async () => {
    const world = await messageWorld(db);
    const codes = await Promise.allSettled(
      ['Un', 'Deux', 'Trois'].map((text) => write(world, recovered, saying(recovered, text))),
    );
    const refused = codes.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'stale_edit' });
    await expect(restoreText(world.at(nowhere), recovered, 0)).rejects.toMatchObject({
      code: 'stale_edit',
    });
  });

  it('that is the default typed anew is the default, and saving nothing new adds nothing', async () => {
    const world = await messageWorld(db);
    await write(world, recovered, defaultText(recovered));
    expect(await readCurrentTexts(world.at(nowhere))).toEqual([]);
    await write(world, recovered, saying(recovered, 'Un'));
    await write(world, recovered, saying(recovered, 'Un'), 1);
    await write(world, recovered, defaultText(recovered), 1);
    expect(await readCurrentTexts(world.at(nowhere))).toMatchObject([{ version: 2, text: null }]);
  });

  it('that is no longer valid is found by the doctor, and the default is sent', async () => {
    const world = await messageWorld(db);
    await write(world, recovered, saying(recovered, 'Un'));
    const found = async () =>
      (await runDoctor(world.at(nowhere))).find(({ name }) => name === 'own_texts_are_valid');
    expect(await found()).toMatchObject({ ok: true });
    await inOrganization(db, world.orgId, (tx) =>
      tx.exec(
        `insert into template_version (org_id, name, language, version, subject, title, blocks,
           actor, at)
         select org_id, name, language, 2, subject, title, '[{"kind": "image"}]', actor, at
         from template_version`,
      ),
    );
    expect(await found()).toMatchObject({ ok: false, examples: ['recovered/fr'] });
    await world.queue([world.draft('1')]);
    expect(await delivered(world)).toHaveLength(1);
    expect((await bodies(world))[0]!.body).toContain('Nous avons reçu');
  });
});
