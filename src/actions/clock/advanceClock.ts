import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { atField } from '../../domain/fields.ts';
import { instantAt, localDateIn } from '../../domain/zones.ts';
import { askUnresolved } from '../billing/askUnresolved.ts';
import type { Progress } from '../billing/runBillingDay.ts';
import { runBillingDay } from '../billing/runBillingDay.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { sendDueMessages } from '../messages/sendDueMessages.ts';
import type { MailContext } from '../messages/sendMessage.ts';
import { ClockGoesForward, ClockTooFar, NotASandbox } from './refusals.ts';

/** What happened on one day of a sandbox. */
export type ClockDay = {
  on: LocalDate;
  invoices: number;
  charged: number;
  declined: number;
  recovered: number;
  cancelled: number;
  messages: number;
};

const furthestDays = 3660;

/**
 * Moves a sandbox's clock day by day to `until`, each day to the organization's billing hour (the
 * zone's clock changes included), runs its billing day and puts its mail into the outbox. Answers
 * the days with their figures; `progress` gets them too, and may throw to stop between two days.
 * Refuses with `NotASandbox`, `ClockGoesForward`, `ClockTooFar`.
 */
export async function advanceClock(
  ctx: MailContext,
  options: { until: LocalDate; progress?: Progress },
): Promise<ClockDay[]> {
  const days = await look(ctx, async (scene) => daysUntil(scene, options.until));
  const lived: ClockDay[] = [];
  for (const day of days) {
    lived.push(await liveDay(ctx, day));
    await options.progress?.(lived.length, days.length, { days: lived });
  }
  return lived;
}

function daysUntil({ org, today }: Scene, until: LocalDate): LocalDate[] {
  if (!org.sandbox || org.clockAt === null) throw new NotASandbox();
  if (until <= today) throw atField(ClockGoesForward, '/until', { today });
  const limit = addDays(today, furthestDays);
  if (until > limit) throw atField(ClockTooFar, '/until', { limit });
  const days: LocalDate[] = [];
  for (let day = addDays(today, 1); day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}

async function liveDay(ctx: MailContext, day: LocalDate): Promise<ClockDay> {
  await act(ctx, async (scene) => {
    const { org } = scene;
    await setClock(scene, instantAt(day, org.settings.overdue.hour, org.timezone));
  });
  const run = await runBillingDay(ctx);
  const later = await answersOfTheDay(ctx);
  const sent = await sendDueMessages(ctx);
  return {
    on: day,
    invoices: run.invoices,
    charged: run.charged + later,
    declined: run.declined,
    recovered: run.recovered,
    cancelled: run.cancelled,
    messages: sent.sent + sent.kept,
  };
}

/** Gateways that did not answer are asked again within the day: after five minutes, an hour. */
async function answersOfTheDay(ctx: Context): Promise<number> {
  let resolved = 0;
  for (;;) {
    const moved = await act(ctx, async (scene) => {
      const next = await nextQuestion(scene);
      if (next === null || localDateIn(next, scene.org.timezone) !== scene.today) return false;
      await setClock(scene, next);
      return true;
    });
    if (!moved) return resolved;
    resolved += (await askUnresolved(ctx)).resolved;
  }
}

async function nextQuestion({ tx, now }: Scene): Promise<string | null> {
  const row = await tx.one<{ at: string | null }>(
    `select min(ask_at) as at from payment_attempt
     where org_id = app_org() and state in ('sent', 'processing', 'unknown') and ask_at > $1`,
    [now],
  );
  return row.at;
}

async function setClock({ tx }: Scene, instant: string): Promise<void> {
  await tx.exec('update organization set clock_at = $1 where id = app_org()', [instant]);
}
