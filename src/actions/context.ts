import type { Clock } from '../clock.ts';
import type { Organization } from '../db/organizations/load.ts';
import { organizationOf } from '../db/organizations/load.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { inOrganization, readOrganization } from '../db/transaction.ts';
import type { LocalDate } from '../domain/dates.ts';
import { localDateIn } from '../domain/zones.ts';
import type { Gateways } from '../gateways/payment/port.ts';
import type { Gathered } from './gather.ts';
import type { Once } from './once.ts';
import { claimOnce } from './once.ts';

/** Who does it; stored with every activity entry and every dated state change. */
export type Actor =
  | { kind: 'staff'; id: string; name: string }
  | { kind: 'member'; id: string; name: string }
  | { kind: 'api'; id: string; name: string }
  | { kind: 'system' };

/** What an action needs from outside: made once in main, narrowed to one organization per call. */
export type Context = {
  db: Database;
  orgId: string;
  actor: Actor;
  clock: Clock;
  gateways: Gateways;
  /** Where people reach this installation, without a slash at the end. */
  baseUrl: string;
  /** The request's Idempotency-Key, claimed by its first transaction. */
  once?: Once;
  /** Aborted when the program ends: long work leaves off at its next safe point. */
  ending?: AbortSignal | undefined;
};

/** An open transaction with what every action asks first: the organization, its now and today. */
export type Scene = {
  tx: Tx;
  org: Organization;
  /** ISO instant on the organization's clock. */
  now: string;
  /** The calendar date of `now` in the organization's zone. */
  today: LocalDate;
  actor: Actor;
  ctx: Context;
  /** Where many acts are one transaction: what is written down together (`gathering`). */
  gathered?: Gathered;
};

/** Runs `work` in one transaction of the organization and commits it once. */
export async function act<T>(ctx: Context, work: (scene: Scene) => Promise<T>): Promise<T> {
  const result = await inOrganization(ctx.db, ctx.orgId, async (tx) => {
    const scene = setScene(ctx, tx);
    if (ctx.once) await claimOnce(tx, ctx.once, scene.now);
    return work(scene);
  });
  if (ctx.once) ctx.once.claimed = true;
  return result;
}

/** Like `act`, in a read-only transaction. */
export async function look<T>(ctx: Context, work: (scene: Scene) => Promise<T>): Promise<T> {
  return readOrganization(ctx.db, ctx.orgId, async (tx) => work(setScene(ctx, tx)));
}

function setScene(ctx: Context, tx: Tx): Scene {
  const org = organizationOf(tx);
  const now = org.clockAt ?? ctx.clock.now();
  return { tx, org, now, today: localDateIn(now, org.timezone), actor: ctx.actor, ctx };
}
