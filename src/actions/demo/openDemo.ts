import process from 'node:process';
import type { Clock } from '../../clock.ts';
import { hashSecret } from '../../db/identity.ts';
import type { Database } from '../../db/transaction.ts';
import { askSystem, inSystem } from '../../db/transaction.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Identity, OpenedSession, Visitor } from '../../gateways/identity/port.ts';
import type { Gateways } from '../../gateways/payment/port.ts';
import { newToken } from '../../ids.ts';
import type { Context } from '../context.ts';
import { createOrganization } from '../organizations/createOrganization.ts';
import type { DemoSize } from './liveDemo.ts';
import { liveDemo } from './liveDemo.ts';

export const DemoLinkInvalid = defineRefusal('demo_link_invalid', 403, {
  en: 'This link to the demo is not valid any more. Start Cercle again with --demo for a new one.',
  fr: "Ce lien vers la démo n'est plus valable. Relancez Cercle avec --demo pour un nouveau.",
});

/** What the demo needs of the program. */
export type DemoProgram = {
  db: Database;
  clock: Clock;
  gateways: Gateways;
  identity: Identity;
  config: { baseUrl: string };
};

// Reserved by RFC 2606: nobody can own this address, so nobody else is ever this user.
const owner = { email: 'demo@les-ondes.example', name: 'Camille Démo' };

type Demo = { id: string; slug: string; user_id: string; lived: boolean };

/**
 * The demo organization "Les ondes": made and lived through once (with progress on `say`, the
 * console's error output by default), found again later. Answers a link that opens it signed in;
 * it works once, for a day.
 */
export async function openDemo(
  program: DemoProgram,
  say: (line: string) => void = tell,
  size?: DemoSize,
): Promise<string> {
  const demo = (await findDemo(program)) ?? (await makeDemo(program));
  if (!demo.lived) await live(program, demo, { say, size });
  const token = newToken();
  await inSystem(program.db, async (tx) => {
    await tx.exec('insert into setup_link (token_hash, created_at) values ($1, $2)', [
      hashOf(token),
      program.clock.now(),
    ]);
  });
  return `${program.config.baseUrl}/setup?demo=${token}`;
}

/** Spends a link's token and opens the demo owner's session. Refuses with `DemoLinkInvalid`. */
export async function openDemoSession(
  program: Omit<DemoProgram, 'gateways' | 'config'>,
  token: string,
  visitor: Visitor,
): Promise<OpenedSession & { slug: string }> {
  const demo = await findDemo(program);
  if (!demo) throw new DemoLinkInvalid();
  const spent = await inSystem(program.db, (tx) =>
    tx.exec(
      `update setup_link set used_at = $2 where token_hash = $1 and used_at is null
         and created_at > $2::timestamptz - interval '1 day'`,
      [hashOf(token), program.clock.now()],
    ),
  );
  if (spent === 0) throw new DemoLinkInvalid();
  return { ...(await program.identity.openSession(demo.user_id, visitor)), slug: demo.slug };
}

/** Kept apart from set-up links, which live in the same table: one is never good for the other. */
function hashOf(token: string): string {
  return hashSecret(`demo:${token}`);
}

function findDemo({ db }: Pick<DemoProgram, 'db'>): Promise<Demo | undefined> {
  return askSystem(db, (ask) =>
    ask.maybeOne<Demo>(
      `select o.id, o.slug, u.id as user_id, o.clock_at >= o.created_at as lived
       from auth.user u
       join staff s on s.user_id = u.id and s.role = 'owner'
       join organization o on o.id = s.org_id and o.sandbox
       where lower(u.email) = $1 order by o.created_at limit 1`,
      [owner.email],
    ),
  );
}

async function makeDemo(program: DemoProgram): Promise<Demo> {
  const user = await program.identity.ensureUser(owner.email, owner.name, 'fr');
  const { id, slug } = await createOrganization(
    { ...program, baseUrl: program.config.baseUrl },
    {
      name: 'Les ondes',
      kind: 'creator',
      language: 'fr',
      currency: 'EUR',
      timezone: 'Europe/Paris',
      billing_day: 5,
      sandbox: true,
    },
    { ownerId: user.id, ownerName: owner.name, plans: 'plan_set' },
  );
  return { id, slug, user_id: user.id, lived: false };
}

type Living = { say: (line: string) => void; size: DemoSize | undefined };

async function live(program: DemoProgram, demo: Demo, { say, size }: Living): Promise<void> {
  const { db, clock, gateways, config } = program;
  const actor = { kind: 'system' } as const;
  const ctx: Context = { db, orgId: demo.id, actor, clock, gateways, baseUrl: config.baseUrl };
  say('The demo organization lives through three years: a minute or two, only this once.');
  let month = '';
  const { contacts } = await liveDemo(
    ctx,
    async (done, total, partial) => {
      const now = monthOf(partial);
      if (now === month) return;
      month = now;
      say(`  ${month}  ${Math.round((100 * done) / (total ?? done))} %`);
    },
    size,
  );
  say(`  done: ${contacts} contacts`);
}

function monthOf(partial: unknown): string {
  const { day } = partial as { day: string };
  return day.slice(0, 7);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
