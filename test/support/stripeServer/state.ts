/** What the stand-in for Stripe remembers: its own books, never ours. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { newId } from '../../../src/ids.ts';
import type { StripeDispute } from './disputes.ts';

export type Thing = { id: string; object: string; created: number; [key: string]: unknown };

export type Intent = Thing & {
  amount: number;
  currency: string;
  status: string;
  customer: string | null;
  payment_method: string | null;
  metadata: Record<string, string>;
  last_payment_error: unknown;
  next_action: unknown;
  latest_charge: Charge | null;
};

export type Charge = Thing & { amount: number; amount_refunded: number };

export type Refund = Thing & {
  amount: number;
  currency: string;
  status: string;
  payment_intent: string;
  metadata: Record<string, string>;
  failure_reason: string | null;
};

export type StripeEvent = Thing & { type: string; data: { object: unknown } };

/** How a method behaves, known from its name: `pm_<behavior>_<number>`. */
export type Behavior = 'ok' | '3ds' | 'sepa' | `declined:${string}`;

export type State = ReturnType<typeof newState>;

/** Fixtures give the shapes; the stand-in fills in what it decides. */
const fixturesFile = path.join(import.meta.dirname, 'fixtures.json');
const fixtures = JSON.parse(readFileSync(fixturesFile, 'utf8')) as Record<string, object>;

export function newState(now: () => number) {
  const intents = new Map<string, Intent>();
  const refunds = new Map<string, Refund>();
  const disputes = new Map<string, StripeDispute>();
  const things = new Map<string, Thing>();
  const behaviors = new Map<string, Behavior>();
  const events: StripeEvent[] = [];
  const make = <T extends Thing>(object: string, prefix: string, more: object): T => {
    const id = `${prefix}_${newId().replaceAll('-', '')}`;
    return { ...fixtures[object], object, created: now(), ...more, id } as T;
  };
  return {
    now,
    intents,
    refunds,
    disputes,
    things,
    behaviors,
    events,
    make,
    /** Puts an event into the outbox, with its object as it is at this moment. */
    tell(type: string, object: unknown) {
      const data = { object: structuredClone(object) };
      events.push(make<StripeEvent>('event', 'evt', { type, data }));
    },
  };
}
