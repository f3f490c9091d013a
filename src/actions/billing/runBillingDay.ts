import { nextWorkOn } from '../../db/billing/nextWork.ts';
import { withRunLock } from '../../db/billing/runLock.ts';
import type { DueOn } from '../../db/billing/transitions.ts';
import { dueOn } from '../../db/billing/transitions.ts';
import type { Found, LeftOpen } from '../../db/billing/waiting.ts';
import { foundBefore, leftOpen } from '../../db/billing/waiting.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, daysBetween } from '../../domain/dates.ts';
import { minutesBetween } from '../../domain/instants.ts';
import { instantAt } from '../../domain/zones.ts';
import { settleDeliveries } from '../benefits/settleDeliveries.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { remindInvoices } from '../documents/remindInvoices.ts';
import { reconcile } from '../gateways/reconcile.ts';
import { announceRetries } from '../overdue/announceRetries.ts';
import { openLateCases } from '../overdue/openLateCases.ts';
import { runOverdueSteps } from '../overdue/runSteps.ts';
import { tellHeldClosings } from '../overdue/tellClosing.ts';
import { resolveRefunds } from '../payments/resolveRefunds.ts';
import { runRenewals } from '../renewals/runRenewals.ts';
import { settleDebits } from '../sepa/settleDebits.ts';
import { carryOutPlanned } from '../subscriptions/carryOutPlanned.ts';
import { resumeAttempts } from './askUnresolved.ts';
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
    const { today, days, found, until } = await daysToRun(ctx, asked.actor.kind === 'system');
    const result: BillingDay = { ...nothing, on: today, days: days.length };
    // After a restore our books lag behind the gateways': those are asked before any charge.
    if (days.length > 0 && found.accounts) await reconcile(ctx);
    // What is heard of now is billed, collected and chased by this run already.
    if (found.attempts) await resumeAttempts(ctx);
    if (days.length > 0 && found.accounts) await settleDebits(ctx);
    let { next } = found;
    // What was found holds as long as nothing was done.
    const known = days.length === 1 && !found.attempts && !found.accounts ? found : undefined;
    for (const day of days) {
      // A year in which no date asks for anything costs nothing.
      if (day < today && (next === null || next > day)) continue;
      const due = known ?? (await look(ctx, ({ tx }) => dueOn(tx, day)));
      await issueDay(ctx, { day, today, due, progress: options.progress }, result);
      if (until === null || until < day) await noteBilled(ctx, day);
      await crashPoint(ctx, 'after_day_issued');
      if (day < today) next = await look(ctx, ({ tx }) => nextWorkOn(tx));
    }
    if (days.length > 0) await runRenewals(ctx, options.progress);
    if (days.length > 0) await collectToday(ctx, result, options.progress);
    else await resolveRefunds(ctx);
    if (days.length > 0) await settleDeliveries(ctx);
    return result;
  });
}

/** The days up to `day` are billed. */
function noteBilled(ctx: Context, day: LocalDate): Promise<number> {
  return act(ctx, ({ tx }) =>
    tx.exec(
      `update organization set billed_until = $1
       where id = app_org() and (billed_until is null or billed_until < $1)`,
      [day],
    ),
  );
}

type DueDay = {
  day: LocalDate;
  today: LocalDate;
  due: DueOn;
  progress: Progress | undefined;
};

/** What one date brings, in its order: beginnings and ends, planned changes, then invoices. */
async function issueDay(ctx: Context, run: DueDay, result: BillingDay): Promise<void> {
  const { day, today, due, progress } = run;
  const moved = await moveSubscriptions(ctx, day, due);
  await crashPoint(ctx, 'after_moves');
  if (due.change) await carryOutPlanned(ctx, day);
  await crashPoint(ctx, 'after_plans');
  result.started += moved.started;
  result.ended += moved.ended;
  // Who begins, or comes back from a pause, may be billed for the first time.
  if (!due.bill && !due.change && !due.start) return;
  const before = result.invoices;
  const issued = await issueDue(ctx, day, {
    today,
    onProgress: async (count) => progress?.(before + count, null),
  });
  result.invoices += issued.invoices;
  result.held += issued.held;
}

/** Money, once, on the real day: first charges, what is late, what the cases ask for. */
async function collectToday(
  ctx: Context,
  result: BillingDay,
  progress: Progress | undefined,
): Promise<void> {
  let open = await lookAround(ctx, { isCollected: false });
  if (open.collect) {
    const collected = await collectDue(ctx, {
      onProgress: async ({ charged, declined, unresolved }) =>
        progress?.(charged + declined + unresolved, result.invoices),
    });
    result.charged += collected.charged;
    result.declined += collected.declined;
    result.unresolved += collected.unresolved;
    open = await lookAround(ctx, { isCollected: true });
  }
  await crashPoint(ctx, 'after_collect');
  if (open.late) await openLateCases(ctx);
  await crashPoint(ctx, 'after_late_cases');
  if (open.late || open.steps) {
    const steps = await runOverdueSteps(ctx);
    result.charged += steps.recovered;
    result.declined += steps.declined;
    result.recovered += steps.recovered;
    result.reminded += steps.reminded;
    result.cancelled += steps.ended;
  }
  if (open.closings) await tellHeldClosings(ctx);
  // A step that was just taken may leave the next one to be announced.
  if (open.late || open.steps || open.announcements) await announceRetries(ctx);
  if (open.reminders) result.reminded += await remindInvoices(ctx);
  if (open.refunds) await resolveRefunds(ctx);
}

/** What there is to collect or chase now. */
function lookAround(ctx: Context, so: { isCollected: boolean }): Promise<LeftOpen> {
  return look(ctx, ({ tx, today, now, org }) => {
    const { remind_before: before } = org.settings.invoice;
    const { reminder_offsets: after } = org.settings.overdue;
    return leftOpen(tx, { today, now, offsets: { before, after }, ...so });
  });
}

/** The days not billed yet, up to today once its hour has come; today again when all are. */
async function daysToRun(
  ctx: Context,
  byCalendar: boolean,
): Promise<{ today: LocalDate; days: LocalDate[]; found: Found; until: LocalDate | null }> {
  return look(ctx, async ({ tx, org, today, now }) => {
    const found = await foundBefore(tx, today);
    const opens = instantAt(today, org.settings.overdue.hour, org.timezone);
    const begun = !byCalendar || minutesBetween(opens, now) >= 0;
    const last = begun ? today : addDays(today, -1);
    const until = org.billedUntil as LocalDate | null;
    if (until === null || until >= last) return { today, days: begun ? [today] : [], found, until };
    const count = daysBetween(until, last);
    const days = Array.from({ length: count }, (_, i) => addDays(until, i + 1));
    return { today, days, found, until };
  });
}
