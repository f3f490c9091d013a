import { nextWorkOn } from '../../db/billing/nextWork.ts';
import { withRunLock } from '../../db/billing/runLock.ts';
import { anythingDue } from '../../db/billing/transitions.ts';
import { dueForChange } from '../../db/subscriptions/changes.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, daysBetween } from '../../domain/dates.ts';
import { minutesBetween } from '../../domain/instants.ts';
import { instantAt } from '../../domain/zones.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { remindInvoices } from '../documents/remindInvoices.ts';
import { reconcile } from '../gateways/reconcile.ts';
import { announceRetries } from '../overdue/announceRetries.ts';
import { openLateCases } from '../overdue/openLateCases.ts';
import { runOverdueSteps } from '../overdue/runSteps.ts';
import { resolveRefunds } from '../payments/resolveRefunds.ts';
import { carryOutPlanned } from '../subscriptions/carryOutPlanned.ts';
import { askUnresolved, resumeAttempts } from './askUnresolved.ts';
import { collectDue } from './collect.ts';
import { crashPoint } from './crashPoint.ts';
import { issueDue } from './issueDue.ts';
import { moveSubscriptions } from './moveByDate.ts';

/** How far a run is: `done` of `total` invoices worked on (null: not known yet). */
export type Progress = (done: number, total: number | null, partial?: unknown) => Promise<void>;

/** What a run did; charges count the first tries and the retries. */
export type BillingDay = {
  on: LocalDate;
  /** Days caught up with, today included. */
  days: number;
  invoices: number;
  charged: number;
  declined: number;
  unresolved: number;
  recovered: number;
  reminded: number;
  cancelled: number;
  started: number;
  ended: number;
  held: number;
};

const nothing = {
  days: 0,
  invoices: 0,
  charged: 0,
  declined: 0,
  unresolved: 0,
  recovered: 0,
  reminded: 0,
  cancelled: 0,
  started: 0,
  ended: 0,
  held: 0,
};

/**
 * Runs an organization's billing day on its own clock: carries on with what an interrupted run
 * left, moves subscriptions on by date, issues what is due, collects it, and takes the due steps of
 * overdue cases. After downtime each missed day is issued with its own date, while charges and
 * steps happen once, today (billing-rules §9, §17). Run twice it changes nothing; killed anywhere,
 * the next run continues. The calendar's run waits for the organization's billing hour; staff bill
 * the day at once. `progress` may throw to stop between two commits.
 */
export async function runBillingDay(
  asked: Context,
  options: { progress?: Progress } = {},
): Promise<BillingDay> {
  // A run is nobody's doing, whoever pressed the button.
  const ctx: Context = { ...asked, actor: { kind: 'system' } };
  return withRunLock(ctx.db, ctx.orgId, async () => {
    const { today, days } = await daysToRun(ctx, asked.actor.kind === 'system');
    const result: BillingDay = { ...nothing, on: today, days: days.length };
    // After a restore our books lag behind the gateways': those are asked before any charge.
    if (days.length > 0) await reconcile(ctx);
    await resumeAttempts(ctx);
    for (const day of days) {
      if (day < today && (await isIdle(ctx, day))) continue;
      await issueDay(ctx, { day, today, progress: options.progress }, result);
    }
    if (days.length > 0) await collectToday(ctx, result, options.progress);
    else {
      await askUnresolved(ctx);
      await resolveRefunds(ctx);
    }
    return result;
  });
}

/** True for a missed day on which no date asks for anything; a year of them costs nothing. */
async function isIdle(ctx: Context, day: LocalDate): Promise<boolean> {
  const next = await look(ctx, ({ tx }) => nextWorkOn(tx));
  return next === null || next > day;
}

type Day = { day: LocalDate; today: LocalDate; progress: Progress | undefined };

/** What one date brings, in its order: beginnings and ends, planned changes, then invoices. */
async function issueDay(ctx: Context, run: Day, result: BillingDay): Promise<void> {
  const { day } = run;
  const quiet = await look(ctx, async ({ tx }) => {
    return !(await anythingDue(tx, day)) && (await dueForChange(tx, day, 1)).length === 0;
  });
  if (!quiet) await liveDay(ctx, run, result);
  await act(ctx, ({ tx }) =>
    tx.exec(
      `update organization set billed_until = $1
       where id = app_org() and (billed_until is null or billed_until < $1)`,
      [day],
    ),
  );
  await crashPoint(ctx, 'after_day_issued');
}

async function liveDay(ctx: Context, run: Day, result: BillingDay): Promise<void> {
  const { day, today, progress } = run;
  const moved = await moveSubscriptions(ctx, day);
  await crashPoint(ctx, 'after_moves');
  await carryOutPlanned(ctx, day);
  await crashPoint(ctx, 'after_plans');
  const before = result.invoices;
  const issued = await issueDue(ctx, day, {
    today,
    onProgress: async (count) => progress?.(before + count, null),
  });
  result.started += moved.started;
  result.ended += moved.ended;
  result.invoices += issued.invoices;
  result.held += issued.held;
}

/** Money, once, on the real day: first charges, what is late, what the cases ask for, questions. */
async function collectToday(
  ctx: Context,
  result: BillingDay,
  progress: Progress | undefined,
): Promise<void> {
  const collected = await collectDue(ctx, {
    onProgress: async ({ charged, declined, unresolved }) =>
      progress?.(charged + declined + unresolved, result.invoices),
  });
  await crashPoint(ctx, 'after_collect');
  await openLateCases(ctx);
  await crashPoint(ctx, 'after_late_cases');
  const steps = await runOverdueSteps(ctx);
  await announceRetries(ctx);
  result.charged += collected.charged + steps.recovered;
  result.declined += collected.declined + steps.declined;
  result.unresolved += collected.unresolved;
  result.recovered += steps.recovered;
  result.reminded += steps.reminded + (await remindInvoices(ctx));
  result.cancelled += steps.ended;
  await askUnresolved(ctx);
  await resolveRefunds(ctx);
}

/** The days not billed yet, up to today once its hour has come; today again when all are. */
async function daysToRun(
  ctx: Context,
  byCalendar: boolean,
): Promise<{ today: LocalDate; days: LocalDate[] }> {
  return look(ctx, async ({ org, today, now }) => {
    const opens = instantAt(today, org.settings.overdue.hour, org.timezone);
    const begun = !byCalendar || minutesBetween(opens, now) >= 0;
    const last = begun ? today : addDays(today, -1);
    const until = org.billedUntil as LocalDate | null;
    if (until === null || until >= last) return { today, days: begun ? [today] : [] };
    const count = daysBetween(until, last);
    return { today, days: Array.from({ length: count }, (_, i) => addDays(until, i + 1)) };
  });
}
