/** A sandbox whose days a story lives one by one, seeing everything that each of them brought. */

import { expect } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { advanceClock } from '../../src/actions/clock/advanceClock.ts';
import type { Context } from '../../src/actions/context.ts';
import { act, look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import type { NewPlan } from '../../src/actions/plans/input.ts';
import type { NewMember } from '../../src/actions/subscriptions/addMember.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { standingClock } from '../../src/clock.ts';
import type { Database } from '../../src/db/connection.ts';
import { checkDirectory } from '../../src/db/directory/rebuild.ts';
import { findSubscription } from '../../src/db/subscriptions/load.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { localDate } from '../../src/domain/dates.ts';
import { instantAt } from '../../src/domain/zones.ts';
import { testGateway } from '../../src/gateways/payment/test/gateway.ts';
import { newId } from '../../src/ids.ts';

export const cards = {
  good: '4242424242424242',
  empty: '4000000000009995',
  stolen: '4000000000009979',
  closed: '4000000000000226',
  once: '4000000000000341',
  silentNothing: '4000000000000119',
  silentCharged: '4000000000000127',
  late: '4000000000000077',
  lateRefused: '4000000000000085',
  triesPaid: '4000000000000259',
  triesRefused: '4000000000000267',
  confirm: '4000002500003155',
};

/** What a day brought, each list in alphabetical order. */
export type News = { events: string[]; mails: string[]; charges: string[] };

export type World = Awaited<ReturnType<typeof billingWorld>>;

type Options = { settings?: object; sandbox?: boolean; timezone?: string };

/** Opens an organization in Paris at its billing hour (8 o'clock) on `day`. */
export async function billingWorld(db: Database, day: string, options: Options = {}) {
  const { settings = {}, sandbox = true, timezone = 'Europe/Paris' } = options;
  const at = (on: string, hour = 8) => instantAt(localDate(on), hour, timezone);
  const orgId = newId();
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day,
         settings, sandbox, clock_at)
       values ($1, $2, 'Atelier', 'space', 'en', 'EUR', $3, 1, $4, $5, $6)`,
      [
        orgId,
        `world-${orgId.slice(-12)}`,
        timezone,
        JSON.stringify(settings),
        sandbox,
        sandbox ? at(day) : null,
      ],
    ),
  );
  const clock = standingClock(at(day));
  const ctx: Context = {
    db,
    orgId,
    baseUrl: 'http://localhost',
    actor: { kind: 'staff', id: newId(), name: 'Zoé' },
    clock,
    gateways: { payment: { test: testGateway(db) } },
  };
  const mail = { kind: 'outbox' as const, note: () => undefined };
  const rows = <T extends Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    act(ctx, ({ tx }) => tx.query<T>(sql, params));
  const moveTo = async (on: string, hour = 8) => {
    clock.set(at(on, hour));
    if (sandbox) await rows('update organization set clock_at = $1', [at(on, hour)]);
  };
  return {
    ctx,
    rows,
    moveTo,
    /** Lives up to a day through the sandbox's clock. */
    until: (on: string) => advanceClock({ ...ctx, mail }, { until: localDate(on) }),
    /** The program runs on that day after it was away. */
    wakesOn: async (on: string) => {
      await moveTo(on);
      return runBillingDay(ctx);
    },
    plan: (more: Partial<NewPlan> & { amount: number }) => makePlan(ctx, more),
    join: (planId: string, more: Partial<NewMember> & { card?: string } = {}) =>
      join(ctx, planId, more),
    card: (contactId: string, testCard: string) => setPaymentMethod(ctx, contactId, { testCard }),
    subscription: (id: string) =>
      look(ctx, async ({ tx, today }) => (await findSubscription(tx, today, id))!),
    news: newsOf(rows),
    check: () => check(ctx),
  };
}

type Rows = <T extends Record<string, unknown>>(sql: string, params?: unknown[]) => Promise<T[]>;

/** Everything new since the last question; mail is listed as mail, not again as activity. */
function newsOf(rows: Rows): () => Promise<News> {
  const seen = new Set<string>();
  const fresh = async (sql: string) => {
    const found = await rows<{ id: string; what: string }>(sql);
    const news = found.filter(({ id }) => !seen.has(id));
    for (const { id } of news) seen.add(id);
    return news.map(({ what }) => what).sort();
  };
  return async () => ({
    events: await fresh(`select id::text, event as what from activity where kind <> 'email'`),
    mails: await fresh('select id::text, template as what from message'),
    charges: await fresh(
      `select idempotency_key::text || outcome as id, outcome || ' ' || amount as what
       from test_gateway_charge`,
    ),
  });
}

async function makePlan(ctx: Context, more: Partial<NewPlan> & { amount: number }) {
  const { amount, ...plan } = more;
  const price = { amount, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1 };
  const { id } = await createPlan(ctx, {
    name: `Gold ${newId().slice(-6)}`,
    kind: 'recurring',
    prices: [price],
    ...plan,
  });
  return id;
}

let people = 0;

function join(ctx: Context, planId: string, more: Partial<NewMember> & { card?: string }) {
  people += 1;
  const { card, ...rest } = more;
  const contact = { display_name: `Member ${people}`, email: `member${people}@example.org` };
  const paymentMethod = card ? { testCard: card } : null;
  return addMember(ctx, { planId, who: { contact }, paymentMethod, ...rest });
}

/** Everything that must hold after any story: the doctor, the directory, money against money. */
async function check(ctx: Context): Promise<void> {
  const results = await runDoctor(ctx);
  expect(results.filter((each) => !each.ok)).toEqual([]);
  expect(await look(ctx, ({ tx }) => checkDirectory(tx))).toEqual([]);
  const { taken, booked } = await act(ctx, ({ tx }) =>
    tx.one<{ taken: number; booked: number }>(
      `select (select coalesce(sum(amount), 0)::bigint from test_gateway_charge
          where outcome = 'succeeded') as taken,
        (select coalesce(sum(amount), 0)::bigint from payment where gateway = 'test') as booked`,
    ),
  );
  expect(booked).toBe(taken);
}
