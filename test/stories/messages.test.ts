import { afterEach, describe, expect, it } from 'vitest';
import {
  readMessage,
  readMessages,
  resendMessage,
} from '../../src/actions/messages/readMessages.ts';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { sendMessage } from '../../src/actions/messages/sendMessage.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import { minutesAfter } from '../../src/domain/instants.ts';
import { outboxMail } from '../../src/gateways/mail/outbox.ts';
import type { MailGateway } from '../../src/gateways/mail/port.ts';
import { smtpMail } from '../../src/gateways/mail/smtp.ts';
import { testDatabase } from '../support/database.ts';
import {
  freePort,
  messageWorld,
  nowhere,
  postOffice,
  silentOffice,
  type World,
} from './messageWorld.ts';

const db = await testDatabase();
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function office(port: number, rules?: Parameters<typeof postOffice>[1]) {
  const opened = await postOffice(port, rules);
  closers.push(opened.close);
  return opened;
}

function smtp(port: number): MailGateway {
  return smtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'Cercle <cercle@example.net>' });
}

async function all(world: World) {
  return readMessages(world.at(nowhere), { filter: {}, limit: 100 });
}

async function events(world: World) {
  const rows = await inOrganization(db, world.orgId, (tx) =>
    tx.query<{ event: string }>('select event from activity order by at, id'),
  );
  return rows.map((row) => row.event);
}

describe('writing down', () => {
  it('says a thing once per cause, recipient and template', async () => {
    const world = await messageWorld(db);
    expect(await world.queue([world.draft('payment:1'), world.draft('payment:1')])).toBe(1);
    expect(await world.queue([world.draft('payment:1'), world.draft('payment:2')])).toBe(1);
    expect(await all(world)).toHaveLength(2);
  });

  it('keeps what cannot be e-mailed, and sends none of it', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('no address', null)]);
    await inOrganization(db, world.orgId, (tx) =>
      tx.exec('update contact set email_withheld = true'),
    );
    await world.queue([world.draft('withheld')]);
    expect((await all(world)).map((message) => message.state)).toEqual(['withheld', 'withheld']);
    const port = await freePort();
    const { letters } = await office(port);
    await sendDueMessages(world.at(smtp(port)));
    expect(letters).toEqual([]);
  });

  it('has one job waiting however much is written', async () => {
    const world = await messageWorld(db);
    await world.queue(Array.from({ length: 3000 }, (_, i) => world.draft(`payment:${i}`)));
    await world.queue([world.draft('one more')]);
    const jobs = await db.pool.query('select key from graphile_worker.jobs where key = $1', [
      `send_messages:${world.orgId}`,
    ]);
    expect(jobs.rowCount).toBe(1);
  });
});

describe('without an SMTP server', () => {
  it('shows mail on the outbox page; the log names no person', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('payment:1')]);
    const log: unknown[] = [];
    const mail = outboxMail({ info: (...line) => log.push(line) });
    expect((await sendDueMessages(world.at(mail))).kept).toBe(1);
    const [message] = await all(world);
    expect(message).toMatchObject({
      state: 'outbox',
      subject: '10,00\u00a0€ payés\u00a0: tout est en ordre',
    });
    const read = await readMessage(world.at(nowhere), message!.id);
    expect(read.text).toContain('Bonjour Zoé,');
    expect(read.text).toContain('?token=abcdefghijklmnopqrstuvwxyz');
    expect(JSON.stringify(log)).toContain(message!.id);
    expect(JSON.stringify(log)).not.toMatch(/zoe|Zoé|token/i);
    expect(await events(world)).toEqual(['email_queued']);
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
    const { letters } = await office(port);
    expect((await sendDueMessages(world.at(smtp(port)))).kept).toBe(1);
    const [message] = await all(world);
    expect(await sendMessage(world.at(smtp(port)), message!.id)).toBe('nothing');
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
    const states = (await all(world)).map((message) => message.state).sort();
    expect(states).toEqual(['failed', 'outbox']);
  });
});

describe('with an SMTP server', () => {
  it('loses nothing while the server is down for a day, and sends each message once', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    await world.queue(Array.from({ length: 9 }, (_, i) => world.draft(`payment:${i}`)));
    let tried = 0;
    for (let hour = 0; hour < 24; hour++) {
      const result = await sendDueMessages(world.at(smtp(port)));
      tried += result.unreachable;
      expect(result.sent + result.failed).toBe(0);
      world.clock.set(minutesAfter(world.clock.now(), 60));
    }
    expect(tried).toBeGreaterThan(20);
    const { letters } = await office(port);
    const result = await sendDueMessages(world.at(smtp(port)));
    expect(result).toMatchObject({ sent: 9, failed: 0, unreachable: 0 });
    expect((await sendDueMessages(world.at(smtp(port)))).sent).toBe(0);
    expect(letters).toHaveLength(9);
    expect(new Set(letters.map(({ raw }) => /^Message-ID: .*$/im.exec(raw)?.[0])).size).toBe(9);
    expect(await events(world)).toEqual(Array.from({ length: 9 }, () => 'email_sent'));
  });

  it('is from the organization, answers go to it, and the record keeps no sign-in token', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    const { letters } = await office(port);
    await world.queue([world.draft('payment:1')]);
    await sendDueMessages(world.at(smtp(port)));
    const { raw, to } = letters[0]!;
    expect(to).toEqual(['zoe@example.org']);
    expect(raw).toMatch(/^From: Atelier Nord <cercle@example\.net>/m);
    expect(raw).toMatch(/^Reply-To: bonjour@atelier-nord\.example/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    const [message] = await all(world);
    const read = await readMessage(world.at(nowhere), message!.id);
    expect(read).toMatchObject({ state: 'sent', error: null, nextTryAt: null });
    expect(read.text + read.html).not.toContain('abcdefghijklmnopqrstuvwxyz');
    const stored = await inOrganization(db, world.orgId, (tx) =>
      tx.one<{ data: unknown }>('select data from message'),
    );
    expect(JSON.stringify(stored.data)).not.toContain('abcdefghijklmnopqrstuvwxyz');
  });

  it('shows a refused address as failed and goes on with the others', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    const { letters } = await office(port, {
      onRcptTo: ({ address }, _session, done) => {
        if (address !== 'gone@example.org') return done();
        return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      },
    });
    await world.queue([world.draft('payment:1', 'gone@example.org'), world.draft('payment:2')]);
    const result = await sendDueMessages(world.at(smtp(port)));
    expect(result).toMatchObject({ sent: 1, failed: 1 });
    expect(letters).toHaveLength(1);
    const failed = (await all(world)).find((message) => message.state === 'failed');
    expect(failed?.error).toContain('no such mailbox');
    expect((await events(world)).sort()).toEqual(['email_failed', 'email_sent']);
  });

  it('waits and tries again when told "not now"', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    let refusals = 2;
    const { letters } = await office(port, {
      onRcptTo: (_address, _session, done) => {
        if (refusals-- <= 0) return done();
        return done(Object.assign(new Error('greylisted'), { responseCode: 451 }));
      },
    });
    await world.queue([world.draft('payment:1')]);
    expect((await sendDueMessages(world.at(smtp(port)))).later).toBe(1);
    expect((await sendDueMessages(world.at(smtp(port)))).later).toBe(0);
    world.clock.set('2026-03-02T08:01:00Z');
    expect((await sendDueMessages(world.at(smtp(port)))).later).toBe(1);
    world.clock.set('2026-03-02T08:03:00Z');
    expect((await sendDueMessages(world.at(smtp(port)))).sent).toBe(1);
    expect(letters).toHaveLength(1);
  });

  it('never repeats by itself what may have arrived; staff can', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    let taken = 0;
    const silent = await silentOffice(port, () => {
      taken += 1;
    });
    closers.push(silent);
    await world.queue([world.draft('payment:1')]);
    expect((await sendDueMessages(world.at(smtp(port)))).failed).toBe(1);
    world.clock.set('2026-03-04T08:00:00Z');
    await sendDueMessages(world.at(smtp(port)));
    expect(taken).toBe(1);
    const [message] = await all(world);
    await resendMessage(world.at(nowhere), message!.id);
    await sendDueMessages(world.at(smtp(port)));
    expect(taken).toBe(2);
  });

  it('shows what a killed process left behind, without sending it twice', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('payment:1')]);
    const [message] = await all(world);
    const dying: MailGateway = { kind: 'smtp', send: () => Promise.reject(new Error('killed')) };
    await expect(sendMessage(world.at(dying), message!.id)).rejects.toThrow('killed');
    const port = await freePort();
    const { letters } = await office(port);
    expect((await sendDueMessages(world.at(smtp(port)))).sent).toBe(0);
    world.clock.set('2026-03-02T08:31:00Z');
    expect((await sendDueMessages(world.at(smtp(port)))).failed).toBe(1);
    expect((await all(world))[0]).toMatchObject({ state: 'failed', error: 'interrupted' });
    expect(letters).toEqual([]);
    await resendMessage(world.at(nowhere), message!.id);
    expect((await sendDueMessages(world.at(smtp(port)))).sent).toBe(1);
    await expect(resendMessage(world.at(nowhere), message!.id)).rejects.toThrow(/not_failed/);
  });

  it('lets two workers share the work without a double', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    const { letters } = await office(port);
    await world.queue(Array.from({ length: 30 }, (_, i) => world.draft(`payment:${i}`)));
    await Promise.all([1, 2, 3].map(() => sendDueMessages(world.at(smtp(port)))));
    expect(letters).toHaveLength(30);
  });
});
