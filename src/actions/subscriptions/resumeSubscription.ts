import { closePause } from '../../db/subscriptions/dated.ts';
import type { OpenPause, SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { maxDate } from '../../domain/dates.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { movedBy } from './pauseSubscription.ts';
import { NoPause } from './refusals.ts';
import { saveDates } from './saveDates.ts';
import { tellMember } from './tellMember.ts';

/**
 * Ends a pause today: next billing, anchor, a planned end and the running term move by the paused
 * days (billing-rules §13). A pause that has not begun is taken back. The member is told. Refuses
 * with `NoPause`, `StaleEdit`.
 */
export async function resumeSubscription(
  ctx: Context,
  target: Target,
): Promise<{ pausedDays: number }> {
  return changing(ctx, target, (scene, row) => resumeIn(scene, row, scene.today));
}

/**
 * The same on a locked subscription in an open transaction, as of `resumeOn`: the daily run calls
 * it for pauses whose end has come.
 */
export async function resumeIn(
  scene: Scene,
  row: SubscriptionRow,
  resumeOn: LocalDate,
): Promise<{ pausedDays: number }> {
  const { pause } = row;
  if (!pause) throw new NoPause();
  const begun = pause.fromOn <= scene.today;
  const state = row.state === 'paused' ? nextState('resume', row.state) : row.state;
  const span = { from: pause.fromOn, until: pause.untilOn };
  const { pausedDays, dates } = await movedBy(scene, row, span, resumeOn);
  await closePause(scene.tx, pause.id, maxDate(pause.fromOn, resumeOn));
  if (pausedDays > 0) await lengthenTerms(scene, row, { from: pause.fromOn, days: pausedDays });
  await saveDates(scene, row, { ...dates, state });
  await recordChange(scene, row, {
    event: 'subscription_resumed',
    data: { on: resumeOn, paused_days: pausedDays, next_billing_on: dates.nextBillingOn },
  });
  if (begun) await tellResumed(scene, row, { pause, resumeOn, next: dates.nextBillingOn });
  return { pausedDays };
}

/**
 * The last term, when the pause fell into it, ends later by the paused days. Time that was used up
 * before the pause began is not given a second time: then only the next billing date moves.
 */
async function lengthenTerms(
  scene: Scene,
  row: SubscriptionRow,
  by: { from: LocalDate; days: number },
): Promise<void> {
  await scene.tx.exec(
    `update term set ends_on = ends_on + $3::int
     where org_id = app_org() and subscription_id = $1 and status <> 'void' and ends_on > $2
       and ends_on = (select max(ends_on) from term where org_id = app_org()
         and subscription_id = $1 and status <> 'void')`,
    [row.id, by.from, by.days],
  );
}

async function tellResumed(
  scene: Scene,
  row: SubscriptionRow,
  what: { pause: OpenPause; resumeOn: LocalDate; next: LocalDate | null },
): Promise<void> {
  await tellMember(scene, row, {
    template: 'resumed',
    cause: `resume:${what.pause.id}`,
    data: {
      planName: row.planName,
      resumedOn: what.resumeOn,
      nextChargeOn: row.amount > 0 ? what.next : null,
      accountUrl: portalUrl(scene),
    },
  });
}
