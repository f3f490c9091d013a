/** An organization connected to the stand-in for Stripe, with the real server on a real port. */

import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { askUnresolved } from '../../src/actions/billing/askUnresolved.ts';
import type { Context } from '../../src/actions/context.ts';
import { act } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { processEvents } from '../../src/actions/gateways/processEvents.ts';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { standingClock } from '../../src/clock.ts';
import type { Database } from '../../src/db/connection.ts';
import { localDate } from '../../src/domain/dates.ts';
import { minutesAfter } from '../../src/domain/instants.ts';
import { contextFor } from '../../src/http/route.ts';
import { newId } from '../../src/ids.ts';
import { testServer } from '../support/server.ts';
import { deliver, keys, stripeServer } from '../support/stripeServer/server.ts';
import type { Behavior, StripeEvent } from '../support/stripeServer/state.ts';

export type StripeWorld = Awaited<ReturnType<typeof stripeWorld>>;

/** Opens it on `day` at eight o'clock UTC, Stripe connected over the API. */
export async function stripeWorld(db: Database, day = '2026-10-01') {
  const clock = standingClock(`${day}T08:00:00.000Z`);
  const stripe = await stripeServer(clock);
  const pace = { requestsPerSecond: 9999 };
  const server = await testServer(db, clock, { stripe: { ...stripe.config, ...pace } });
  const { id, slug, owner } = await server.organization(`Atelier ${newId().slice(-6)}`);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/webhooks/stripe/${slug}`;
  const connected = await owner.ask({
    method: 'PUT',
    url: `/api/v1/organizations/${slug}/gateways/stripe`,
    payload: { values: { secret_key: keys.secret, webhook_secret: keys.webhook } },
  });
  expect(connected.statusCode, connected.body).toBe(200);
  const ctx = contextFor(server.program, id, { kind: 'staff', id: newId(), name: 'Zoé' });
  const rows = <T extends Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    act(ctx, ({ tx }) => tx.query<T>(sql, params));
  const plan = await makePlan(ctx);
  let delivered = 0;
  return {
    ...{ ctx, clock, stripe, server, owner, slug, url, rows },
    /** Somebody who joins today and pays at once by a method that behaves so. */
    join: (behavior: Behavior) => join(ctx, plan, { stripe, behavior, day }),
    later: (minutes: number) => clock.set(minutesAfter(clock.now(), minutes)),
    ask: () => askUnresolved(ctx),
    /** What Stripe has told since the last question. */
    news: () => {
      const events = stripe.state.events.slice(delivered);
      delivered = stripe.state.events.length;
      return events;
    },
    /** Stripe sends these events, and the job works on them. */
    tell: async (events: readonly StripeEvent[]) => {
      const statuses = await deliver(events, { url, at: clock.now() });
      await processEvents(ctx);
      return statuses;
    },
    attempts: () =>
      rows<{ id: string; state: string; reason: string | null; kind: string | null }>(
        'select id, state, reason, decline_kind as kind from payment_attempt order by created_at, id',
      ),
    invoices: () =>
      rows<{ id: string; status: string; balance: number }>(
        'select id, status, balance from invoice order by number',
      ),
    check: () => check(ctx, stripe),
  };
}

async function makePlan(ctx: Context): Promise<string> {
  const price = { amount: 3000, currency: 'EUR', intervalUnit: 'month' as const, intervalCount: 1 };
  return (await createPlan(ctx, { name: 'Desk', kind: 'recurring', prices: [price] })).id;
}

let people = 0;

type Joining = {
  stripe: Awaited<ReturnType<typeof stripeServer>>;
  behavior: Behavior;
  day: string;
};

function join(ctx: Context, planId: string, { stripe, behavior, day }: Joining) {
  people += 1;
  const customer = `cus_${people}`;
  const { id: token } = stripe.method(behavior, customer);
  const isDebit = behavior === 'sepa';
  return addMember(ctx, {
    planId,
    who: { contact: { display_name: `Ana ${people}`, email: `ana${people}@example.org` } },
    firstBillingOn: localDate(day),
    paymentMethod: {
      gateway: 'stripe',
      details: {
        kind: isDebit ? 'sepa_debit' : 'card',
        token,
        customer,
        brand: isDebit ? 'sepa' : 'visa',
        last4: '4242',
        expMonth: isDebit ? null : 12,
        expYear: isDebit ? null : 2040,
      },
    },
  });
}

/** The doctor is content, and the money Stripe holds is our cash there and what it kept of it. */
async function check(ctx: Context, stripe: Joining['stripe']): Promise<void> {
  const results = await runDoctor(ctx);
  expect(results.filter((each) => !each.ok)).toEqual([]);
  const mine = [...stripe.state.intents.values()].filter((each) => each.status === 'succeeded');
  const invoices = mine.map(({ metadata }) => metadata.invoice);
  expect(new Set(invoices).size).toBe(invoices.length);
  const { booked } = await act(ctx, ({ tx }) =>
    tx.one<{ booked: number }>(
      `select coalesce(sum(amount), 0)::bigint as booked from ledger_entry
       where account in ('cash:stripe', 'fees')`,
    ),
  );
  const held = mine.map(({ amount, latest_charge }) => amount - latest_charge!.amount_refunded);
  const away = [...stripe.state.disputes.values()]
    .filter(({ status }) => status !== 'won' && !status.startsWith('warning'))
    .map(({ amount }) => -amount);
  expect(booked).toBe([...held, ...away].reduce((sum, each) => sum + each, 0));
}
