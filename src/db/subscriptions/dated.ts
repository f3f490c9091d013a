import type { LocalDate } from '../../domain/dates.ts';
import type { GivesBack } from '../../domain/subscriptions/pause.ts';
import { newId } from '../../ids.ts';
import type { Tx } from '../transaction.ts';

/** Who wrote a dated row, and when (ISO instant). */
export type Stamp = { actor: unknown; now: string };

export type CancellationCause = 'member' | 'staff' | 'unpaid' | 'blocked' | 'import';

const cancellationInsert = {
  name: 'insert_cancellation',
  text: `insert into subscription_cancellation
      (org_id, id, subscription_id, ends_on, cause, reason, actor, created_at)
    values (app_org(), $1, $2, $3, $4, $5, $6, $7)`,
};
const cancellationClose = {
  name: 'close_cancellation',
  text: `update subscription_cancellation set undone_at = $2
    where org_id = app_org() and subscription_id = $1 and undone_at is null`,
};
const pauseInsert = {
  name: 'insert_pause',
  text: `insert into subscription_pause
      (org_id, id, subscription_id, from_on, until_on, keeps_access, actor, created_at, gives_back,
        despite_overdue)
    values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

/** Writes a cancellation; an open one before it is closed, so that at most one is open. */
export async function insertCancellation(
  tx: Tx,
  stamp: Stamp,
  row: {
    subscriptionId: string;
    endsOn: LocalDate;
    cause: CancellationCause;
    reason: string;
  },
): Promise<string> {
  await closeCancellation(tx, row.subscriptionId, stamp.now);
  const id = newId();
  await tx.exec(cancellationInsert, [
    id,
    row.subscriptionId,
    row.endsOn,
    row.cause,
    row.reason,
    JSON.stringify(stamp.actor),
    stamp.now,
  ]);
  return id;
}

/** Marks the open cancellation as undone. */
export async function closeCancellation(tx: Tx, subscriptionId: string, now: string) {
  await tx.exec(cancellationClose, [subscriptionId, now]);
}

/** The end that an open cancellation names moves with the subscription's. */
export async function moveCancellation(
  tx: Tx,
  subscriptionId: string,
  endsOn: LocalDate | null,
): Promise<void> {
  await tx.exec(
    `update subscription_cancellation set ends_on = $2
     where org_id = app_org() and subscription_id = $1 and undone_at is null
       and $2::date is not null`,
    [subscriptionId, endsOn],
  );
}

/** Writes a pause [from, until). */
export async function insertPause(
  tx: Tx,
  stamp: Stamp,
  row: {
    subscriptionId: string;
    fromOn: LocalDate;
    untilOn: LocalDate | null;
    keepsAccess: boolean;
    givesBack: GivesBack;
    despiteOverdue: boolean;
  },
): Promise<string> {
  const id = newId();
  await tx.exec(pauseInsert, [
    id,
    row.subscriptionId,
    row.fromOn,
    row.untilOn,
    row.keepsAccess,
    JSON.stringify(stamp.actor),
    stamp.now,
    row.givesBack,
    row.despiteOverdue,
  ]);
  return id;
}

/** Ends a pause on the first day that counts again. */
export async function closePause(tx: Tx, id: string, resumedOn: LocalDate): Promise<void> {
  await tx.exec(
    'update subscription_pause set resumed_on = $2 where org_id = app_org() and id = $1',
    [id, resumedOn],
  );
}

/** Closes whatever is planned for a subscription that is over: pauses and changes to come. */
export async function dropPlans(
  tx: Tx,
  subscriptionId: string,
  at: { now: string; today: LocalDate },
): Promise<void> {
  await tx.exec(
    `update subscription_pause set resumed_on = greatest(from_on, $2::date)
     where org_id = app_org() and subscription_id = $1 and resumed_on is null`,
    [subscriptionId, at.today],
  );
  await tx.exec(
    `update subscription_change set withdrawn_at = $2
     where org_id = app_org() and subscription_id = $1
       and applied_at is null and withdrawn_at is null`,
    [subscriptionId, at.now],
  );
}
