import { createServer } from 'node:net';
import { runMigrations } from 'graphile-worker';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { act } from '../../src/actions/context.ts';
import { type MessageDraft, queueMessages } from '../../src/actions/messages/queueMessages.ts';
import { readMessages } from '../../src/actions/messages/readMessages.ts';
import type { MailContext } from '../../src/actions/messages/sendMessage.ts';
import { standingClock } from '../../src/clock.ts';
import { type Database, inOrganization, inSystem } from '../../src/db/transaction.ts';
import { localDate } from '../../src/domain/dates.ts';
import type { MailGateway } from '../../src/gateways/mail/port.ts';
import { smtpMail } from '../../src/gateways/mail/smtp.ts';
import { newId } from '../../src/ids.ts';

export type World = Awaited<ReturnType<typeof messageWorld>>;

/** An organization with one contact, and a context whose clock and mail gateway can be changed. */
export async function messageWorld(db: Database, options: { sandbox?: boolean } = {}) {
  await runMigrations({ pgPool: db.pool });
  const orgId = newId();
  const contactId = newId();
  const identity = {
    legal_name: 'Atelier Nord SAS',
    legal_form: 'SAS',
    siren: '123 456 789',
    email: 'bonjour@atelier-nord.example',
  };
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day,
         settings, sandbox) values ($1, $2, 'Atelier Nord', 'space', 'fr', 'EUR', 'Europe/Paris',
         1, $3, $4)`,
      [orgId, `nord-${orgId.slice(-12)}`, JSON.stringify({ identity }), options.sandbox ?? false],
    ),
  );
  await inOrganization(db, orgId, (tx) =>
    tx.exec(
      `insert into contact (org_id, id, display_name, first_name, email, created_at, updated_at)
       values ($1, $2, 'Zoé Lefèvre', 'Zoé', 'zoe@example.org', now(), now())`,
      [orgId, contactId],
    ),
  );
  const clock = standingClock('2026-03-02T08:00:00Z');
  const at = (mail: MailGateway): MailContext => ({
    ...{ db, orgId, clock, mail, baseUrl: 'https://cercle.example', gateways: { payment: {} } },
    actor: { kind: 'system' },
  });
  const queue = (drafts: MessageDraft[]) =>
    act(at(nowhere), (scene) => queueMessages(scene, drafts));
  const draft = (cause: string, toEmail: string | null = 'zoe@example.org'): MessageDraft => ({
    cause,
    template: 'recovered',
    contactId,
    toEmail,
    language: 'fr',
    data: {
      amount: { amount: 1000, currency: 'EUR' },
      planName: 'Mécène',
      paidOn: localDate('2026-03-02'),
      accountUrl: 'https://cercle.example/portal/nord/enter?token=abcdefghijklmnopqrstuvwxyz',
    },
  });
  return { db, orgId, contactId, clock, at, queue, draft };
}

/** All its messages, latest first. */
export async function messagesOf(world: World) {
  return readMessages(world.at(nowhere), { filter: {}, limit: 100 });
}

/** What its activity log says happened, oldest first. */
export async function eventsOf(world: World): Promise<string[]> {
  const rows = await inOrganization(world.db, world.orgId, (tx) =>
    tx.query<{ event: string }>('select event from activity order by at, id'),
  );
  return rows.map((row) => row.event);
}

/** Mail by the SMTP server on a port of this machine. */
export function smtpAt(port: number): MailGateway {
  return smtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'Cercle <cercle@example.net>' });
}

/** A gateway for contexts that must not send. */
export const nowhere: MailGateway = { kind: 'outbox', note: () => undefined };

export type Letter = { to: string[]; raw: string };

/**
 * An SMTP server on this machine, until the test ends, that keeps what it receives; `rules` let it
 * misbehave.
 */
export async function postOffice(port: number, rules: Partial<SMTPServerOptions> = {}) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((each) => each.address);
        letters.push({ to, raw: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
    ...rules,
  });
  // Clients that go away mid-sentence are part of the stories.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { letters };
}

/** A server that takes the whole text of a message and hangs up without an answer; as long. */
export async function silentOffice(port: number, onTaken: () => void): Promise<void> {
  const server = createServer((socket) => {
    let isText = false;
    socket.on('error', () => undefined);
    socket.write('220 silent\r\n');
    socket.on('data', (data) => {
      const said = data.toString();
      if (isText) {
        if (!said.endsWith('\r\n.\r\n')) return;
        onTaken();
        socket.destroy();
      } else if (/^DATA/m.test(said)) {
        isText = true;
        socket.write('354 go on\r\n');
      } else {
        socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
