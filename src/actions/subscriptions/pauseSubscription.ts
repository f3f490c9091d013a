import { openBalanceOf } from '../../db/billing/owedOf.ts';
import { insertPause } from '../../db/subscriptions/dated.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { lastTermEnd } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import type { GivesBack, Pause } from '../../domain/subscriptions/pause.ts';
import { planPause, planResume } from '../../domain/subscriptions/pause.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { refuseWhileBilled } from '../renewals/common.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { movableDates } from './facts.ts';
import { checkMember, checkMemberPause } from './memberMay.ts';
import { beginPause, pauseEffect } from './pauseCredit.ts';
import { PausePending, PauseWhileOverdue, SeasonFixed } from './refusals.ts';
import { tellMember } from './tellMember.ts';

export type Pausing = {
  /** First paused day; default: today. */
  fromOn?: LocalDate;
  /** First day that counts again; null: until somebody resumes it. */
  untilOn?: LocalDate | null;
  /** Default: as the organization set it. */
  keepsAccess?: boolean;
  /** 'anyway': staff pause although an invoice is overdue. */
  overdue?: 'refuse' | 'anyway';
};

/**
 * Pauses a subscription: nothing is billed or chased meanwhile, and the paused days are added to
 * its dates when it resumes, or the unused part is given back as credit (billing-rules §13). One
 * that begins later waits for its day. The member is told. Refuses with `SubscriptionNotInState`,
 * `PausePending`, `PauseWhileOverdue`, `PauseDates`, `StaleEdit`.
 */
export async function pauseSubscription(
  ctx: Context,
  target: Target,
  how: Pausing = {},
): Promise<void> {
  await changing(ctx, target, (scene, row) => pauseIn(scene, row, how));
}

/** The same on a locked subscription in an open transaction. */
export async function pauseIn(
  scene: Scene,
  row: SubscriptionRow,
  how: Pausing = {},
): Promise<void> {
  checkMember(scene, row, 'pause');
  const pause = decidePause(scene, row, how);
  checkMemberPause(scene, pause);
  const { givesBack } = await pauseEffect(scene, row, pause.from);
  const keepsAccess = how.keepsAccess ?? scene.org.settings.subscriptions.pause_keeps_access;
  const span = { subscriptionId: row.id, fromOn: pause.from, untilOn: pause.until };
  const despiteOverdue = saysAnyway(scene, how);
  const rules = { givesBack, keepsAccess, despiteOverdue };
  const id = await insertPause(scene.tx, scene, { ...span, ...rules });
  const begins = pause.from <= scene.today;
  if (begins) await beginPause(scene, row, { id, givesBack, fromOn: pause.from });
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
      accessDuringPause: keepsAccess,
      givesCredit: givesBack === 'credit',
      accountUrl: portalUrl(scene),
    },
  });
}

export type PausePreview = {
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  /** Whether access stays open, unless somebody says otherwise. */
  keepsAccess: boolean;
  pausedDays: number | null;
  /** As moved by the whole pause; null while its end is open. */
  nextBillingOn: LocalDate | null;
  endsOn: LocalDate | null;
  givesBack: GivesBack;
  /** What the unused part comes to, minor units; null when the dates move instead. */
  credit: number | null;
  /** What is overdue: it stays open, and nobody chases it meanwhile; minor units. */
  openBalance: number;
  currency: string;
};

/** What a pause would move or give back; writes nothing. */
export async function previewPause(
  ctx: Context,
  id: string,
  how: Pausing = {},
): Promise<PausePreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    checkMember(scene, row, 'pause');
    const pause = decidePause(scene, row, how);
    checkMemberPause(scene, pause);
    const { givesBack, creditNote } = await pauseEffect(scene, row, pause.from);
    const credit = creditNote?.total ?? null;
    const keepsAccess = how.keepsAccess ?? scene.org.settings.subscriptions.pause_keeps_access;
    const span = { fromOn: pause.from, untilOn: pause.until, keepsAccess };
    const openBalance = row.overdueInvoices > 0 ? await openBalanceOf(scene.tx, row.id) : 0;
    const open = { ...span, givesBack, credit, openBalance, currency: row.currency };
    if (pause.until === null) {
      return { ...open, pausedDays: null, nextBillingOn: null, endsOn: null };
    }
    const moving = movableDates(row, await lastTermEnd(scene.tx, row.id));
    const { pausedDays, dates } = planResume(moving, { ...pause, givesBack }, pause.until);
    return { ...open, pausedDays, nextBillingOn: dates.nextBillingOn, endsOn: dates.endsOn };
  });
}

/** Refuses what cannot be paused; the days of what can. */
export function decidePause(
  scene: Pick<Scene, 'today' | 'actor'>,
  row: SubscriptionRow,
  how: Pausing,
): Pause {
  nextState('pause', row.state);
  refuseWhileBilled(row);
  if (row.season) throw new SeasonFixed();
  if (row.pause) throw new PausePending({ date: row.pause.fromOn });
  if (row.overdueInvoices > 0 && !saysAnyway(scene, how)) throw new PauseWhileOverdue();
  return planPause({ from: how.fromOn ?? scene.today, until: how.untilOn ?? null }, scene.today);
}

/** Only staff may: members pay first. */
function saysAnyway({ actor }: Pick<Scene, 'actor'>, { overdue }: Pausing): boolean {
  return overdue === 'anyway' && actor.kind !== 'member';
}
