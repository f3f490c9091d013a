import type { Queryable, Tx } from '../transaction.ts';

/** A question of the sign-up form with what was answered, as the applicant read it. */
export type Answer = { label: string; value: string };

export type RequestOutcome = 'approved' | 'declined' | 'withdrawn';

export type NewRequest = {
  id: string;
  subscriptionId: string;
  prorate: boolean;
  message: string;
  answers: readonly Answer[];
  askedBy: object;
  askedAt: string;
};

/** Writes a request to join; its subscription waits already. */
export async function insertRequest(tx: Tx, request: NewRequest): Promise<void> {
  await tx.exec(
    `insert into join_request (org_id, id, subscription_id, prorate, message, answers, asked_by,
       asked_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[request.id, request.subscriptionId, request.prorate, request.message],
      ...[JSON.stringify(request.answers), JSON.stringify(request.askedBy), request.askedAt],
    ],
  );
}

/** Whether a partial first invoice was wished, for requests that wait, by subscription. */
export async function openRequests(
  tx: Queryable,
  subscriptionIds: readonly string[],
): Promise<Map<string, { prorate: boolean }>> {
  const rows = await tx.query<{ id: string; prorate: boolean }>(
    `select subscription_id as id, prorate from join_request
     where org_id = app_org() and subscription_id = any($1::uuid[]) and outcome is null`,
    [subscriptionIds],
  );
  return new Map(rows.map(({ id, prorate }) => [id, { prorate }]));
}

/** Closes the request of a locked subscription that waited. */
export async function decideRequest(
  tx: Tx,
  subscriptionId: string,
  decided: { outcome: RequestOutcome; reason: string; by: object; now: string },
): Promise<void> {
  await tx.exec(
    `update join_request set outcome = $2, reason = $3, decided_by = $4, decided_at = $5
     where org_id = app_org() and subscription_id = $1 and outcome is null`,
    [subscriptionId, decided.outcome, decided.reason, JSON.stringify(decided.by), decided.now],
  );
}

export type ListedRequest = {
  subscriptionId: string;
  contactId: string;
  name: string;
  email: string | null;
  planId: string;
  planName: string;
  amount: number;
  quantity: number;
  currency: string;
  intervalUnit: string;
  intervalCount: number;
  once: boolean;
  startsOn: string;
  message: string;
  answers: Answer[];
  askedAt: string;
  outcome: RequestOutcome | null;
  reason: string;
  decidedBy: string | null;
  decidedAt: string | null;
  version: number;
};

const columns = `s.id as "subscriptionId", c.id as "contactId", c.display_name as name, c.email,
  s.plan_id as "planId", v.name as "planName", s.amount, s.quantity, s.currency,
  s.interval_unit as "intervalUnit", s.interval_count as "intervalCount", s.once,
  s.starts_on as "startsOn", r.message, r.answers, r.asked_at as "askedAt", r.outcome, r.reason,
  r.decided_by ->> 'name' as "decidedBy", r.decided_at as "decidedAt", s.version`;

const from = `from join_request r
  join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
  join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
  join contact c on c.org_id = s.org_id and c.id = s.contact_id`;

/** Requests that wait, the oldest first, or that were decided, the latest first; by pages. */
export function listRequests(
  tx: Queryable,
  page: { decided: boolean; planId: string | null; offset: number; limit: number },
): Promise<ListedRequest[]> {
  const order = page.decided ? 'r.decided_at desc, r.id desc' : 'r.asked_at, r.id';
  return tx.query<ListedRequest>(
    `select ${columns} ${from}
     where r.org_id = app_org() and r.outcome is ${page.decided ? 'not null' : 'null'}
       and ($1::uuid is null or s.plan_id = $1)
     order by ${order} limit $3 offset $2`,
    [page.planId, page.offset, page.limit],
  );
}

/** How many wait, and how many were decided. */
export function countRequests(
  tx: Queryable,
  planId: string | null,
): Promise<{ waiting: number; decided: number }> {
  return tx.one<{ waiting: number; decided: number }>(
    `select count(*) filter (where r.outcome is null) as waiting,
       count(*) filter (where r.outcome is not null) as decided
     from join_request r
     join subscription s on s.org_id = r.org_id and s.id = r.subscription_id
     where r.org_id = app_org() and ($1::uuid is null or s.plan_id = $1)`,
    [planId],
  );
}
