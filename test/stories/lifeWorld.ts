/** An organization whose clock a story moves, with a plan and people, and what must stay true. */

import { expect } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import type { Context } from '../../src/actions/context.ts';
import { act, look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import type { NewPlan } from '../../src/actions/plans/input.ts';
import type { AddedMember, NewMember } from '../../src/actions/subscriptions/addMember.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { standingClock } from '../../src/clock.ts';
import type { Database } from '../../src/db/connection.ts';
import { checkDirectory } from '../../src/db/directory/rebuild.ts';
import { findPlan } from '../../src/db/plans/read.ts';
import { findSubscription } from '../../src/db/subscriptions/load.ts';
import { inSystem } from '../../src/db/transaction.ts';
import { testGateway } from '../../src/gateways/payment/test/gateway.ts';
import { newId } from '../../src/ids.ts';

export const goodCard = { testCard: '4242424242424242' };
export const emptyCard = { testCard: '4000000000009995' };
/** Accepted, and refused three days later. */
export const lateRefusal = { testCard: '4000000000000085' };

export type Life = Awaited<ReturnType<typeof lifeWorld>>;

/** Opens an organization in Paris, billing day 1, whose today is `day` at nine in the morning. */
export async function lifeWorld(db: Database, day: string, settings: object = {}) {
  const orgId = newId();
  await inSystem(db, (tx) =>
    tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, billing_day,
         settings)
       values ($1, $2, 'Atelier', 'space', 'en', 'EUR', 'Europe/Paris', 1, $3)`,
      [orgId, `atelier-${orgId.slice(-12)}`, JSON.stringify(settings)],
    ),
  );
  const clock = standingClock(`${day}T08:00:00Z`);
  const ctx: Context = {
    db,
    orgId,
    baseUrl: 'http://localhost',
    actor: { kind: 'staff', id: newId(), name: 'Zoé' },
    clock,
    gateways: { payment: { test: testGateway(db) } },
  };
  return {
    ctx,
    moveTo: (to: string) => clock.set(`${to}T08:00:00Z`),
    /** Moves on and runs the billing day. */
    day: (to: string) => liveDay(ctx, clock, to),
    plan: (more: Partial<NewPlan> & { amount: number }) => makePlan(ctx, more),
    join: (planId: string, more: Partial<NewMember> = {}) => join(ctx, planId, more),
    rows: <T extends Record<string, unknown>>(sql: string, params: unknown[] = []) =>
      act(ctx, ({ tx }) => tx.query<T>(sql, params)),
    subscription: (id: string) =>
      look(ctx, async ({ tx, today }) => (await findSubscription(tx, today, id))!),
    /** How many jobs wait that send its messages. */
    sendings: () => sendings(ctx),
    /** Everything that must hold after any story: the doctor, and the directory. */
    check: () => check(ctx),
  };
}

async function sendings({ db, orgId }: Context): Promise<number> {
  const { rows } = await db.pool.query(
    `select from graphile_worker._private_jobs j join graphile_worker._private_tasks t
       on t.id = j.task_id and t.identifier = 'send_messages'
     where j.payload ->> 'orgId' = $1`,
    [orgId],
  );
  return rows.length;
}

async function liveDay(ctx: Context, clock: { set(at: string): void }, to: string): Promise<void> {
  clock.set(`${to}T08:00:00Z`);
  await runBillingDay(ctx);
}

async function makePlan(ctx: Context, more: Partial<NewPlan> & { amount: number }) {
  const { amount, ...plan } = more;
  const price = {
    amount,
    currency: 'EUR',
    intervalUnit: 'month' as const,
    intervalCount: 1,
  };
  const { id } = await createPlan(ctx, {
    name: 'Gold',
    kind: 'recurring',
    prices: [price],
    ...plan,
  });
  return look(ctx, async ({ tx }) => (await findPlan(tx, id))!);
}

let people = 0;

function join(ctx: Context, planId: string, more: Partial<NewMember>): Promise<AddedMember> {
  people += 1;
  const contact = { display_name: `Member ${people}`, email: `member${people}@example.org` };
  return addMember(ctx, { planId, who: { contact }, ...more });
}

async function check(ctx: Context): Promise<void> {
  const results = await runDoctor(ctx);
  expect(results.filter((each) => !each.ok)).toEqual([]);
  expect(await look(ctx, ({ tx }) => checkDirectory(tx))).toEqual([]);
}
