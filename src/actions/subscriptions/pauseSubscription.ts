import { insertPause } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { lastTermEnd, saveSubscription } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { MovableDates, Pause } from '../../domain/subscriptions/pause.ts';
import { planPause, planResume } from '../../domain/subscriptions/pause.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { movableDates } from './facts.ts';
import { PausePending, PauseWhileOverdue, SeasonFixed } from './refusals.ts';
import { tellMember } from './tellMember.ts';

export type Pausing = {
  /** First paused day; default: today. */
  fromOn?: LocalDate;
  /** First day that counts again; null: until somebody resumes it. */
  untilOn?: LocalDate | null;
  keepsAccess?: boolean;
  /** 'anyway': staff pause although an invoice is overdue. */
  overdue?: 'refuse' | 'anyway';
};

/**
 * Pauses a subscription: nothing is billed or chased meanwhile, and the paused days are added to
 * its dates when it resumes (billing-rules §13). One that begins later waits for its day. The
 * member is told. Refuses with `SubscriptionNotInState`, `PausePending`, `PauseWhileOverdue`,
 * `PauseDates`, `StaleEdit`.
 */
export async function pauseSubscription(
  ctx: Context,
  target: Target,
  how: Pausing = {},
): Promise<void> {
  await changing(ctx, target, async (scene, row) => {
    const pause = decidePause(scene, row, how);
    const id = await insertPause(scene.tx, scene, {
      subscriptionId: row.id,
      fromOn: pause.from,
      untilOn: pause.until,
      keepsAccess: how.keepsAccess ?? false,
    });
    if (pause.from <= scene.today) {
      await saveSubscription(scene.tx, { id: row.id, now: scene.now }, { state: 'paused' });
    }
    await recordChange(scene, row, {
      event: 'subscription_paused',
      data: { from: pause.from, until: pause.until },
    });
    await tellMember(scene, row, {
      template: 'paused',
      cause: `pause:${id}`,
      data: {
        planName: row.planName,
        pausedFrom: pause.from,
        resumesOn: pause.until,
        accessDuringPause: how.keepsAccess ?? false,
        accountUrl: portalUrl(scene),
      },
    });
  });
}

export type PausePreview = {
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  pausedDays: number | null;
  /** As moved by the whole pause; null while its end is open. */
  nextBillingOn: LocalDate | null;
  endsOn: LocalDate | null;
};

/** What a pause would move; writes nothing. */
export async function previewPause(
  ctx: Context,
  id: string,
  how: Pausing = {},
): Promise<PausePreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const pause = decidePause(scene, row, how);
    const open = { fromOn: pause.from, untilOn: pause.until };
    if (pause.until === null) {
      return { ...open, pausedDays: null, nextBillingOn: null, endsOn: null };
    }
    const { pausedDays, dates } = await movedBy(scene, row, pause, pause.until);
    return { ...open, pausedDays, nextBillingOn: dates.nextBillingOn, endsOn: dates.endsOn };
  });
}

/** The dates as a pause that ends on `resumeOn` moves them. */
export async function movedBy(
  scene: Scene,
  row: SubscriptionRow,
  pause: Pause,
  resumeOn: LocalDate,
): Promise<{ pausedDays: number; dates: MovableDates }> {
  return planResume(movableDates(row, await lastTermEnd(scene.tx, row.id)), pause, resumeOn);
}

function decidePause(scene: Scene, row: SubscriptionRow, how: Pausing): Pause {
  nextState('pause', row.state);
  if (row.season) throw new SeasonFixed();
  if (row.pause) throw new PausePending({ date: row.pause.fromOn });
  if (row.overdueInvoices > 0 && how.overdue !== 'anyway') throw new PauseWhileOverdue();
  return planPause({ from: how.fromOn ?? scene.today, until: how.untilOn ?? null }, scene.today);
}
