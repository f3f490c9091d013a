import type { Queryable, Tx } from '../transaction.ts';

export type WaitingEvent = {
  id: string;
  gateway: string;
  payload: unknown;
  receivedAt: string;
  tries: number;
};

/** Stores an event once; false when it was stored before. */
export async function storeEvent(
  tx: Tx,
  event: {
    id: string;
    gateway: string;
    eventId: string;
    kind: string;
    payload: unknown;
    now: string;
  },
): Promise<boolean> {
  const stored = await tx.exec(
    `insert into gateway_event (org_id, id, gateway, event_id, kind, payload, received_at, next_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $6)
     on conflict (org_id, gateway, event_id) do nothing`,
    [event.id, event.gateway, event.eventId, event.kind, JSON.stringify(event.payload), event.now],
  );
  return stored === 1;
}

/** Events to work on by `now`, in the order they came. */
export function waitingEvents(
  tx: Queryable,
  page: { now: string; limit: number },
): Promise<WaitingEvent[]> {
  return tx.query<WaitingEvent>(
    `select id, gateway, payload, received_at as "receivedAt", tries from gateway_event
     where org_id = app_org() and processed_at is null and next_at <= $1
     order by received_at, id limit $2`,
    [page.now, page.limit],
  );
}

/** Marks events as worked on. */
export async function finishEvents(tx: Tx, ids: readonly string[], now: string): Promise<void> {
  await tx.exec(
    `update gateway_event set processed_at = $2, next_at = null
     where org_id = app_org() and id = any($1::uuid[]) and processed_at is null`,
    [ids, now],
  );
}

/** Puts an event off: what it is about is not known yet, or could not be asked. */
export async function postponeEvent(tx: Tx, id: string, nextAt: string): Promise<void> {
  await tx.exec(
    `update gateway_event set tries = least(tries + 1, 1000), next_at = $2
     where org_id = app_org() and id = $1 and processed_at is null`,
    [id, nextAt],
  );
}

export type ChargedAttempt = {
  id: string;
  state: string;
  invoiceId: string;
  paymentId: string | null;
  amount: number;
  currency: string;
  createdAt: string;
  reference: string | null;
  /** Refunds of it that we hold as made. */
  refunded: number;
};

const charged = `select a.id, a.state, a.invoice_id as "invoiceId", p.id as "paymentId", a.amount,
    a.currency, a.created_at as "createdAt", a.gateway_reference as reference,
    (select coalesce(sum(r.amount), 0)::bigint from refund r where r.org_id = a.org_id
      and r.payment_id = p.id and r.state = 'succeeded' and not r.outside) as refunded
  from payment_attempt a
  left join payment p on p.org_id = a.org_id and p.attempt_id = a.id
  where a.org_id = app_org() and a.gateway = $1`;

/** The charge a gateway calls so; undefined while we do not know that name. */
function attemptByReference(
  tx: Queryable,
  gateway: string,
  reference: string,
): Promise<ChargedAttempt | undefined> {
  return tx.maybeOne<ChargedAttempt>(`${charged} and a.gateway_reference = $2`, [
    gateway,
    reference,
  ]);
}

/** The charge a gateway tells about, by our id of it where it knows that. */
export async function chargeByName(
  tx: Queryable,
  gateway: string,
  name: { chargeReference: string; chargeKey?: string },
): Promise<ChargedAttempt | undefined> {
  if (!name.chargeKey) return attemptByReference(tx, gateway, name.chargeReference);
  return (await attemptsOf(tx, gateway, [name.chargeKey]))[0];
}

/** Charges of a gateway by their ids. */
export function attemptsOf(
  tx: Queryable,
  gateway: string,
  ids: readonly string[],
): Promise<ChargedAttempt[]> {
  return tx.query<ChargedAttempt>(`${charged} and a.id = any($2::uuid[])`, [gateway, ids]);
}

/** Our successful charges of a gateway opened since, for comparing with its list. */
export function successesSince(
  tx: Queryable,
  gateway: string,
  range: { since: string; until: string },
): Promise<ChargedAttempt[]> {
  return tx.query<ChargedAttempt>(
    `${charged} and a.state = 'succeeded' and a.created_at >= $2 and a.created_at < $3`,
    [gateway, range.since, range.until],
  );
}
