import { describe, expect, it } from 'vitest';
import { readMessage, resendMessage } from '../../src/actions/messages/readMessages.ts';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { sendMessage } from '../../src/actions/messages/sendMessage.ts';
import { inOrganization } from '../../src/db/transaction.ts';
import { minutesAfter } from '../../src/domain/instants.ts';
import type { MailGateway } from '../../src/gateways/mail/port.ts';
import { testDatabase } from '../support/database.ts';
import {
  eventsOf,
  freePort,
  messagesOf,
  messageWorld,
  nowhere,
  postOffice,
  silentOffice,
  smtpAt,
} from './messageWorld.ts';

const db = await testDatabase();

describe('with an SMTP server', () => {
  it('loses nothing while the server is down for a day, and sends each message once', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    await world.queue(Array.from({ length: 9 }, (_, i) => world.draft(`payment:${i}`)));
    let tried = 0;
    for (let hour = 0; hour < 24; hour++) {
      const result = await sendDueMessages(world.at(smtpAt(port)));
      tried += result.unreachable;
      expect(result.sent + result.failed).toBe(0);
      world.clock.set(minutesAfter(world.clock.now(), 60));
    }
    expect(tried).toBeGreaterThan(20);
    const { letters } = await postOffice(port);
    const result = await sendDueMessages(world.at(smtpAt(port)));
    expect(result).toMatchObject({ sent: 9, failed: 0, unreachable: 0 });
    expect((await sendDueMessages(world.at(smtpAt(port)))).sent).toBe(0);
    expect(letters).toHaveLength(9);
    expect(new Set(letters.map(({ raw }) => /^Message-ID: .*$/im.exec(raw)?.[0])).size).toBe(9);
    expect(await eventsOf(world)).toEqual(Array.from({ length: 9 }, () => 'email_sent'));
  });

  it('comes from the organization, and the record keeps no sign-in token', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    const { letters } = await postOffice(port);
    await world.queue([world.draft('payment:1')]);
    await sendDueMessages(world.at(smtpAt(port)));
    const { raw, to } = letters[0]!;
    expect(to).toEqual(['zoe@example.org']);
    expect(raw).toMatch(/^From: Atelier Nord <cercle@example\.net>/m);
    expect(raw).toMatch(/^Reply-To: bonjour@atelier-nord\.example/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    const [message] = await messagesOf(world);
    const read = await readMessage(world.at(nowhere), message!.id, {
      mayFollowLinks: true,
    });
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
    const { letters } = await postOffice(port, {
      onRcptTo: ({ address }, _session, done) => {
        if (address !== 'gone@example.org') return done();
        return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      },
    });
    await world.queue([world.draft('payment:1', 'gone@example.org'), world.draft('payment:2')]);
    const result = await sendDueMessages(world.at(smtpAt(port)));
    expect(result).toMatchObject({ sent: 1, failed: 1 });
    expect(letters).toHaveLength(1);
    const failed = (await messagesOf(world)).find((message) => message.state === 'failed');
    expect(failed?.error).toContain('no such mailbox');
    expect((await eventsOf(world)).sort()).toEqual(['email_failed', 'email_sent']);
  });

  it('waits and tries again when told "not now"', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    let refusals = 2;
    const { letters } = await postOffice(port, {
      onRcptTo: (_address, _session, done) => {
        if (refusals-- <= 0) return done();
        return done(Object.assign(new Error('greylisted'), { responseCode: 451 }));
      },
    });
    await world.queue([world.draft('payment:1')]);
    expect((await sendDueMessages(world.at(smtpAt(port)))).later).toBe(1);
    expect((await sendDueMessages(world.at(smtpAt(port)))).later).toBe(0);
    world.clock.set('2026-03-02T08:01:00Z');
    expect((await sendDueMessages(world.at(smtpAt(port)))).later).toBe(1);
    world.clock.set('2026-03-02T08:03:00Z');
    expect((await sendDueMessages(world.at(smtpAt(port)))).sent).toBe(1);
    expect(letters).toHaveLength(1);
  });

  it('never repeats by itself what may have arrived; staff can', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    let taken = 0;
    await silentOffice(port, () => {
      taken += 1;
    });
    await world.queue([world.draft('payment:1')]);
    expect((await sendDueMessages(world.at(smtpAt(port)))).failed).toBe(1);
    world.clock.set('2026-03-04T08:00:00Z');
    await sendDueMessages(world.at(smtpAt(port)));
    expect(taken).toBe(1);
    const [message] = await messagesOf(world);
    await resendMessage(world.at(nowhere), message!.id);
    await sendDueMessages(world.at(smtpAt(port)));
    expect(taken).toBe(2);
  });

  it('shows what a killed process left behind, without sending it twice', async () => {
    const world = await messageWorld(db);
    await world.queue([world.draft('payment:1')]);
    const [message] = await messagesOf(world);
    const dying: MailGateway = { kind: 'smtp', send: () => Promise.reject(new Error('killed')) };
    await expect(sendMessage(world.at(dying), message!.id)).rejects.toThrow('killed');
    const port = await freePort();
    const { letters } = await postOffice(port);
    expect((await sendDueMessages(world.at(smtpAt(port)))).sent).toBe(0);
    world.clock.set('2026-03-02T08:31:00Z');
    expect((await sendDueMessages(world.at(smtpAt(port)))).failed).toBe(1);
    expect((await messagesOf(world))[0]).toMatchObject({ state: 'failed', error: 'interrupted' });
    expect(letters).toEqual([]);
    await resendMessage(world.at(nowhere), message!.id);
    expect((await sendDueMessages(world.at(smtpAt(port)))).sent).toBe(1);
    await expect(resendMessage(world.at(nowhere), message!.id)).rejects.toThrow(/not_failed/);
  });

  it('lets two workers share the work without a double', async () => {
    const world = await messageWorld(db);
    const port = await freePort();
    const { letters } = await postOffice(port);
    await world.queue(Array.from({ length: 30 }, (_, i) => world.draft(`payment:${i}`)));
    await Promise.all([1, 2, 3].map(() => sendDueMessages(world.at(smtpAt(port)))));
    expect(letters).toHaveLength(30);
  });
});
