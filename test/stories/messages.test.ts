import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/actions/messages/readMessages.ts';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { sendMessage } from '../../src/actions/messages/sendMessage.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import { outboxMail } from '../../src/gateways/mail/outbox.ts';
import { testDatabase } from '../support/database.ts';
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

const db = await testDatabase();

/** Jobs waiting for the organization, with a key or in all. */
async function jobs(world: World, key: string | null = null): Promise<number> {
  const found = await db.pool.query(
    `select from graphile_worker._private_jobs
     where payload ->> 'orgId' = $1 and ($2::text is null or key = $2)`,
    [world.orgId, key],
  );
  return found.rowCount ?? 0;
}

describe('writing down', () => {
  it('says a thing once per cause, recipient and template', async () => {
    const world = await messageWorld(db);
    expect(await world.queue([world.draft('payment:1'), world.draft('payment:1')])).toBe(1);
    expect(await world.queue([world.draft('payment:1'), world.draft('payment:2')])).toBe(1);
    const [message, ...others] = await messagesOf(world);
    expect(others).toHaveLength(1);
    const read = await readMessage(world.at(nowhere), message!.id, {
      mayFollowLinks: true,
    });
    expect(read.text).toContain('enter?token=…');
  });

  it('keeps what cannot be e-mailed, and sends none of it', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('no address', null)]);
    await inOrganization(db, world.orgId, (tx) =>
      tx.exec('update contact set email_withheld = true'),
    );
    await world.queue([world.draft('withheld')]);
    expect((await messagesOf(world)).map((message) => message.state)).toEqual([
      'withheld',
      'withheld',
    ]);
    const port = await freePort();
    const { letters } = await postOffice(port);
    await sendDueMessages(world.at(smtpAt(port)));
    expect(letters).toEqual([]);
  });

  it('has one job per transaction, however much is written', async () => {
    const world = await messageWorld(db);
    await world.queue(Array.from({ length: 3000 }, (_, i) => world.draft(`payment:${i}`)));
    expect(await jobs(world)).toBe(1);
    await world.queue([world.draft('one more')]);
    expect(await jobs(world)).toBe(2);
  });

  it('comes back when the next try is due', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('payment:1')]);
    await sendDueMessages(world.at(smtpAt(await freePort())));
    await sendDueMessages(world.at(smtpAt(await freePort())));
    expect(await jobs(world, `send_messages:${world.orgId}`)).toBe(1);
  });
});

describe('without an SMTP server', () => {
  it('shows mail on the outbox page; the log names no person', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('payment:1')]);
    const log: unknown[] = [];
    const mail = outboxMail({ info: (...line) => log.push(line) });
    expect((await sendDueMessages(world.at(mail))).kept).toBe(1);
    const [message] = await messagesOf(world);
    expect(message).toMatchObject({
      state: 'outbox',
      subject: '10,00\u00a0€ payés\u00a0: tout est en ordre',
    });
    const read = await readMessage(world.at(nowhere), message!.id, {
      mayFollowLinks: true,
    });
    expect(read.text).toContain('Bonjour Zoé,');
    expect(read.text).toContain('?token=abcdefghijklmnopqrstuvwxyz');
    expect(JSON.stringify(log)).toContain(message!.id);
    expect(JSON.stringify(log)).not.toMatch(/zoe|Zoé|token/i);
    expect(await eventsOf(world)).toEqual(['email_queued']);
    expect((await sendDueMessages(world.at(mail))).kept).toBe(0);
  });

  it('moves thousands without holding them all', async () => {
    const world = await messageWorld(db);
    await world.queue(Array.from({ length: 1200 }, (_, i) => world.draft(`payment:${i}`)));
    expect((await sendDueMessages(world.at(nowhere))).kept).toBe(1200);
  });

  it('never sends real mail from a sandbox', async () => {
    const world = await messageWorld(db, { sandbox: true });
    await world.queue([world.draft('payment:1')]);
    const port = await freePort();
    const { letters } = await postOffice(port);
    expect((await sendDueMessages(world.at(smtpAt(port)))).kept).toBe(1);
    const [message] = await messagesOf(world);
    expect(await sendMessage(world.at(smtpAt(port)), message!.id)).toBe('nothing');
    expect(letters).toEqual([]);
    expect(message!.state).toBe('outbox');
  });

  it('does not let one unreadable message hold up the others', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('bad'), world.draft('good')]);
    await inOrganization(db, world.orgId, (tx) =>
      tx.exec(`update message set data = '{}' where cause = 'bad'`),
    );
    await sendDueMessages(world.at(nowhere));
    const states = (await messagesOf(world)).map((message) => message.state).sort();
    expect(states).toEqual(['failed', 'outbox']);
  });
});
