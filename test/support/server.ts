/** The real server on a test file's own database, asked without a network. */

import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { createOrganization } from '../../src/actions/organizations/createOrganization.ts';
import type { Program } from '../../src/actions/program.ts';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { Config } from '../../src/config.ts';
import type { Database } from '../../src/db/transaction.ts';
import { inSystem } from '../../src/db/transaction.ts';
import type { Role } from '../../src/domain/staff/permissions.ts';
import { buildServer } from '../../src/http/server.ts';
import { newId } from '../../src/ids.ts';
import { wireOn } from '../../src/wiring.ts';

export const testConfig: Config = {
  port: 0,
  host: '127.0.0.1',
  baseUrl: 'http://localhost:3000',
  dataDir: '',
  databaseUrl: 'test',
  smtpUrl: undefined,
  mailFrom: 'Cercle <cercle@localhost>',
  logLevel: 'silent',
  roles: { web: true, worker: false },
  stripe: {
    host: '127.0.0.1',
    port: 9,
    protocol: 'http',
    apiVersion: undefined,
    requestsPerSecond: 1000,
  },
  secret: 'a secret only the tests know, long enough',
};

export type Signed = {
  /** Sends a request as this person; parses nothing. */
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  userId: string;
};

export type TestServer = {
  app: FastifyInstance;
  program: Program;
  /** A new organization with its owner signed in. */
  organization(
    name: string,
    more?: { sandbox?: boolean; clock_at?: string },
  ): Promise<{
    id: string;
    slug: string;
    owner: Signed;
  }>;
  /** Somebody of the team with this role, signed in. */
  staff(orgId: string, role: Role): Promise<Signed>;
  /** Somebody without an organization, signed in. */
  stranger(): Promise<Signed>;
};

/** Builds the server; closed after the file's last test. */
export async function testServer(
  db: Database,
  clock: Clock = systemClock,
  more: Partial<Config> = {},
): Promise<TestServer> {
  const program = wireOn(db, { ...testConfig, ...more }, pino({ level: 'silent' }), clock);
  const app = await buildServer(program, { rateLimits: 'off' });
  await app.ready();
  afterAll(() => app.close());
  const stranger = () => signedIn(app, program);
  return {
    app,
    program,
    stranger,
    staff: async (orgId, role) => {
      const person = await stranger();
      await inSystem(db, (tx) =>
        tx.exec(
          'insert into staff (org_id, id, user_id, role, created_at) values ($1, $2, $3, $4, now())',
          [orgId, newId(), person.userId, role],
        ),
      );
      return person;
    },
    organization: async (name, more = {}) => {
      const owner = await stranger();
      const made = await createOrganization(
        { ...program, baseUrl: testConfig.baseUrl },
        {
          name,
          kind: 'creator',
          language: 'en',
          currency: 'EUR',
          timezone: 'Europe/Paris',
          billing_day: 1,
          ...more,
        },
        { ownerId: owner.userId, ownerName: 'Owner', plans: 'plan_set' },
      );
      return { ...made, owner };
    },
  };
}

async function signedIn(app: FastifyInstance, program: Program): Promise<Signed> {
  const email = `${newId()}@example.org`;
  const user = await program.identity.createUser(email, 'Camille', 'a long password', 'en');
  const opened = await program.identity.openSession(user.id, {
    ip: '127.0.0.1',
    userAgent: 'test',
  });
  const cookie = opened.cookies[0]!.split(';')[0]!;
  return {
    userId: user.id,
    ask: (options) =>
      app.inject({ ...options, headers: { cookie, 'x-cercle': '1', ...options.headers } }),
  };
}
