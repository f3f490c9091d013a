import { pino } from 'pino';
import { expect, it } from 'vitest';
import { liveDemo } from '../../src/actions/demo/liveDemo.ts';
import { openDemo, openDemoSession } from '../../src/actions/demo/openDemo.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { createOrganization } from '../../src/actions/organizations/createOrganization.ts';
import { standingClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { askSystem, inOrganization } from '../../src/db/transaction.ts';
import { wireOn } from '../../src/wiring.ts';
import { testDatabase } from '../support/database.ts';
import { strangeAccess } from './pageWorld.ts';

const db = await testDatabase();
// What happens on a day follows from the seed and its date: a fixed today gives the same lives.
const clock = standingClock('2026-11-20T12:00:00Z');
const config = readConfig({ NODE_ENV: 'test' }, {});
const program = wireOn(db, config, pino({ level: 'silent' }), clock);

async function sandbox(kind: 'creator' | 'space' | 'association' | 'site', language: 'en' | 'fr') {
  const owner = await program.identity.ensureUser(`${kind}@test.example`, 'Owner', language);
  const outside = { ...program, baseUrl: program.config.baseUrl };
  const input = {
    name: `Demo ${kind}`,
    kind,
    language,
    currency: 'EUR',
    timezone: 'Europe/Paris',
    billing_day: 5,
    sandbox: true,
  };
  const by = { ownerId: owner.id, ownerName: owner.name, plans: 'none' as const };
  const { id } = await createOrganization(outside, input, by);
  return { ...outside, orgId: id, actor: { kind: 'system' as const } };
}

it.each([
  ['creator', 'fr'],
  ['space', 'en'],
  ['association', 'fr'],
  ['site', 'en'],
] as const)(
  'lives a %s for a year, and the doctor finds nothing',
  async (kind, language) => {
    const ctx = await sandbox(kind, language);
    const seen: number[] = [];
    const lived = await liveDemo(
      ctx,
      async (done) => {
        seen.push(done);
      },
      { members: 60, years: 1, seed: 5 },
    );
    expect(lived.contacts).toBeGreaterThanOrEqual(60);
    expect(seen.at(-1)).toBe(lived.days);
    expect((await runDoctor(ctx)).filter((check) => !check.ok)).toEqual([]);
  },
  240_000,
);

it('shows every kind of life a membership has', async () => {
  const ctx = await sandbox('creator', 'fr');
  await liveDemo(ctx, async () => undefined, { members: 250, years: 1, seed: 11 });
  const row = await inOrganization(db, ctx.orgId, (tx) =>
    tx.one(`select
      (select count(*) > 100 from payment) as payments,
      (select count(*) > 0 from overdue_case where state = 'recovered') as recovered,
      (select count(*) > 0 from overdue_case where state = 'lost') as lost,
      (select count(*) > 0 from refund where state = 'succeeded') as refunds,
      (select count(*) > 0 from subscription_pause) as pauses,
      (select count(*) > 0 from subscription_change) as changes,
      (select count(*) > 0 from subscription_cancellation where cause = 'staff') as cancelled,
      (select count(*) > 0 from payment where gateway = 'offline') as offline,
      (select count(*) > 0 from contact where payer_id is not null) as payers,
      (select count(*) > 0 from benefit_delivery where void_at is null) as deliveries,
      (select count(*) = 3 from page where published) as pages,
      (select count(*) > 0 from note) as notes`),
  );
  const missing = Object.entries(row).filter(([, shown]) => shown !== true);
  expect(missing).toEqual([]);
  expect(await strangeAccess(ctx)).toEqual([]);
}, 240_000);

it('opens once with its link, and lives only once', async () => {
  const said: string[] = [];
  const size = { members: 10, years: 1, seed: 1 };
  const link = await openDemo(program, (line) => said.push(line), size);
  const token = new URL(link).searchParams.get('demo') ?? '';
  const visitor = { ip: '127.0.0.1', userAgent: 'test' };
  const opened = await openDemoSession(program, token, visitor);
  expect(opened.slug).toBe('les-ondes');
  expect(opened.cookies.length).toBeGreaterThan(0);
  await expect(openDemoSession(program, token, visitor)).rejects.toMatchObject({
    code: 'demo_link_invalid',
  });
  const lines = said.length;
  expect(await openDemo(program, (line) => said.push(line), size)).not.toBe(link);
  expect(said.length).toBe(lines);
  const { count } = await askSystem(db, (ask) =>
    ask.one<{ count: number }>(`select count(*)::int as count from organization
      where slug like 'les-ondes%'`),
  );
  expect(count).toBe(1);
}, 240_000);
