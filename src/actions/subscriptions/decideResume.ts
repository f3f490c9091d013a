import type { OpenPause, SubscriptionRow } from '../../db/subscriptions/load.ts';
import { freeDaysOf } from '../../db/subscriptions/pausedTerms.ts';
import { lastTermEnds } from '../../db/subscriptions/save.ts';
import type { BillingPlan } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { MovableDates } from '../../domain/subscriptions/pause.ts';
import { planResume } from '../../domain/subscriptions/pause.ts';
import type { Scene } from '../context.ts';
import { factsOf, movableDates } from './facts.ts';
import { checkMember } from './memberMay.ts';
import { NoPause } from './refusals.ts';

/** What deciding about the end of pauses reads, of many subscriptions at once. */
export type ResumeFacts = {
  /** End (exclusive) of the last term. */
  ends: Map<string, LocalDate>;
  /** Free days that were given during a pause which gave the paid time back. */
  freeDays: Map<string, number>;
};

export type Resuming = {
  pause: OpenPause;
  /** It had begun; one that had not moves nothing. */
  begun: boolean;
  pausedDays: number;
  dates: MovableDates;
};

/** Reads what `decideResume` asks of subscriptions. */
export async function readResumes(
  { tx }: Scene,
  rows: readonly SubscriptionRow[],
): Promise<ResumeFacts> {
  const ids = rows.map(({ id }) => id);
  const giving = rows.filter(({ pause }) => pause?.givesBack === 'credit').map(({ id }) => id);
  return { ends: await lastTermEnds(tx, ids), freeDays: await freeDaysOf(tx, giving) };
}

/** What ending a pause on a day would move. Refuses with `NoPause`, `MemberMayNot`. */
export function decideResume(
  scene: Scene,
  row: SubscriptionRow,
  { facts, on }: { facts: ResumeFacts; on: LocalDate },
): Resuming {
  checkMember(scene, row, 'pause');
  const { pause } = row;
  if (!pause) throw new NoPause();
  const begun = row.state === 'paused';
  const moving = movableDates(row, facts.ends.get(row.id) ?? null);
  const { fromOn: from, untilOn: until, givesBack } = pause;
  const freeDays = facts.freeDays.get(row.id) ?? 0;
  // One that never began, as its day had not come or something was overdue, moves nothing.
  const span = begun ? { from, until, givesBack, freeDays } : { from: on, until: null };
  return { pause, begun, ...planResume(moving, span, on) };
}

/** What is billed at once when a pause ends today; null where the dates moved instead. */
export function billedOnResuming(
  scene: Scene,
  row: SubscriptionRow,
  { pause, begun, dates }: Resuming,
): BillingPlan | null {
  return begun ? planResumed(scene, { ...row, ...dates, pause: null }, pause) : null;
}

/** The same of a subscription that has its dates already. */
export function planResumed(
  scene: Scene,
  row: SubscriptionRow,
  pause: OpenPause,
): BillingPlan | null {
  if (pause.givesBack !== 'credit' || pause.fromOn > scene.today) return null;
  const facts = { ...factsOf(row, scene.org, scene.today), askedFrom: null };
  return planBilling(facts, scene.today, 'all');
}
