import type { UndoableExtension } from '../../db/subscriptions/extensions.ts';
import { undoableExtensions } from '../../db/subscriptions/extensions.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { lastTermEnd } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, maxDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { moved, planExtension } from '../../domain/subscriptions/pause.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { newId } from '../../ids.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { refuseWhileBilled } from '../renewals/common.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { movableDates } from './facts.ts';
import { writeTerms } from './invoicing.ts';
import { NoExtension, SeasonFixed } from './refusals.ts';
import { saveDates } from './saveDates.ts';
import { tellMember } from './tellMember.ts';

/** By whole days, or until a date: the first day after the new end. */
export type Extending = { days: number } | { until: LocalDate };

/**
 * Gives free time: the last day and the next billing date move later together, with a reason
 * (billing-rules §13). Refuses with `SubscriptionNotInState`, `InvalidExtension`, `StaleEdit`.
 */
export async function extendSubscription(
  ctx: Context,
  target: Target,
  by: Extending & { reason?: string },
): Promise<{ days: number; accessUntil: LocalDate }> {
  return changing(ctx, target, (scene, row) => extendIn(scene, row, by));
}

/** The same on a locked subscription in an open transaction. The member is told. */
export async function extendIn(
  scene: Scene,
  row: SubscriptionRow,
  by: Extending & { reason?: string },
): Promise<{ days: number; accessUntil: LocalDate }> {
  const { days, term, dates } = await decide(scene, row, by);
  const id = newId();
  await writeTerms(scene, row, [term]);
  await scene.tx.exec(
    `insert into subscription_extension
       (org_id, id, subscription_id, days, reason, actor, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6)`,
    [id, row.id, days, by.reason ?? '', JSON.stringify(scene.actor), scene.now],
  );
  await saveDates(scene, row, dates);
  const data = { days, until: term.end, reason: by.reason ?? '' };
  await recordChange(scene, row, { event: 'subscription_extended', data });
  await tellMember(scene, row, {
    template: 'extended',
    cause: `extension:${id}`,
    data: {
      planName: row.planName,
      days,
      lastDay: addDays(term.end, -1),
      nextChargeOn: row.amount > 0 ? dates.nextBillingOn : null,
      accountUrl: portalUrl(scene),
    },
  });
  return { days, accessUntil: term.end };
}

export type ExtensionPreview = {
  days: number;
  accessUntil: LocalDate;
  nextBillingOn: LocalDate | null;
  endsOn: LocalDate | null;
};

/** What an extension would move; writes nothing. */
export async function previewExtension(
  ctx: Context,
  id: string,
  by: Extending,
): Promise<ExtensionPreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const { days, term, dates } = await decide(scene, row, by);
    const { nextBillingOn, endsOn } = dates;
    return { days, accessUntil: term.end, nextBillingOn, endsOn };
  });
}

/**
 * Takes the latest extension back while its days are still the last ones and not yet used up. The
 * member is told.
 * Refuses with `NoExtension`, `StaleEdit`.
 */
export async function undoExtension(ctx: Context, target: Target): Promise<{ days: number }> {
  return changing(ctx, target, async (scene, row) => {
    nextState('extend', row.state);
    const [last] = await undoableExtensions(scene.tx, [row.id], scene.today);
    if (!last) throw new NoExtension();
    const dates = movableDates(row, await lastTermEnd(scene.tx, row.id));
    await scene.tx.exec(`update term set status = 'void' where org_id = app_org() and id = $1`, [
      last.termId,
    ]);
    await scene.tx.exec(
      'update subscription_extension set undone_at = $2 where org_id = app_org() and id = $1',
      [last.id, scene.now],
    );
    const before = moved(dates, -last.days);
    await saveDates(scene, row, before);
    const data = { days: -last.days, undone: true };
    await recordChange(scene, row, { event: 'subscription_extended', data });
    await tellUndone(scene, row, { ...last, next: before.nextBillingOn });
    return { days: last.days };
  });
}

async function tellUndone(
  scene: Scene,
  row: SubscriptionRow,
  undone: UndoableExtension & { next: LocalDate | null },
): Promise<void> {
  const end = await lastTermEnd(scene.tx, row.id);
  await tellMember(scene, row, {
    template: 'extension_undone',
    cause: `extension:${undone.id}`,
    data: {
      planName: row.planName,
      days: undone.days,
      lastDay: end && addDays(end, -1),
      nextChargeOn: row.amount > 0 ? undone.next : null,
      accountUrl: portalUrl(scene),
    },
  });
}

async function decide(scene: Scene, row: SubscriptionRow, by: Extending) {
  return decideExtension(scene, row, { last: await lastTermEnd(scene.tx, row.id), by });
}

/**
 * What an extension moves; `last`: the end (exclusive) of the last term. Where a period before the
 * next billing date was given up, the free days come after it. Throws `SubscriptionNotInState`,
 * `SeasonFixed`, `InvalidExtension`.
 */
export function decideExtension(
  scene: Scene,
  row: SubscriptionRow,
  { last, by }: { last: LocalDate | null; by: Extending },
) {
  nextState('extend', row.state);
  refuseWhileBilled(row);
  if (row.season) throw new SeasonFixed();
  const termEndsOn = maxDate(last ?? row.startsOn, row.nextBillingOn ?? last ?? scene.today);
  const dates = { ...movableDates(row, termEndsOn), termEndsOn };
  return planExtension(dates, 'days' in by ? { days: by.days } : { until: by.until });
}
