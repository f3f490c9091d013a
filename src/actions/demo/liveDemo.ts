import type { LocalDate } from '../../domain/dates.ts';
import {
  addDays,
  addMonthsAnchored,
  dayOfMonth,
  daysBetween,
  maxDate,
} from '../../domain/dates.ts';
import { instantAt, localDateIn } from '../../domain/zones.ts';
import { runBillingDay } from '../billing/runBillingDay.ts';
import { NotASandbox } from '../clock/refusals.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { sendDueMessages } from '../messages/sendDueMessages.ts';
import type { Progress } from '../work/work.ts';
import type { Chance } from './chance.ts';
import { chanceFrom } from './chance.ts';
import { furnish } from './furnish.ts';
import { liveDay } from './happenings.ts';
import { joinsByDay, joinToday, meetSomebody } from './joins.ts';
import type { Runner } from './luck.ts';
import { runners } from './luck.ts';
import { newCardsCome, transfersCome } from './moneyComes.ts';
import { renewalsAnswered } from './renewals.ts';
import type { World } from './world.ts';

export type DemoSize = { members: number; years: number; seed: number };

/** Each day's mail goes to the outbox on its day. */
const quiet = { kind: 'outbox' as const, note: () => undefined };

const usual: DemoSize = { members: 2000, years: 3, seed: 1923 };

export type Lived = { days: number; contacts: number };

/**
 * Lives years of an organization's history by running its actions under its sandbox clock, day
 * after day up to the real today: people join by season, pay, fail to pay, come back, change,
 * pause, leave. Each day draws its chance from the seed and its date alone, so that a history that
 * was interrupted goes on where its clock stands. Refuses with `NotASandbox`.
 */
export async function liveDemo(
  ctx: Context,
  progress: Progress,
  size: DemoSize = usual,
): Promise<Lived> {
  const { from, days } = await begin(ctx, size);
  const plans = await furnish(ctx);
  const seeded = chanceFrom(size.seed);
  const joins = joinsByDay(days, size.members, seeded.branch('joins'));
  let everybody: Runner[] = [];
  for (const [i, day] of days.entries()) {
    if (day < from) continue;
    const world = await wake(ctx, { day, plans, chance: seeded.branch(day) });
    if (everybody.length === 0 || i % 7 === 0) everybody = await runners(world);
    await runBillingDay(ctx);
    await moveClock(ctx, (scene) => instantAt(day, 17, scene.org.timezone));
    await joinToday(world, joins[i]!);
    if (world.chance.happens(0.06 * joins[i]!)) await meetSomebody(world);
    await newCardsCome(world);
    await transfersCome(world);
    await liveDay(world, everybody);
    await renewalsAnswered(world);
    await sendDueMessages({ ...ctx, mail: quiet });
    await progress(i + 1, days.length, { day });
  }
  return finish(ctx, days.length);
}

/** The days to live, and from which one on: the first time the clock goes back to their start. */
async function begin(ctx: Context, { years }: DemoSize) {
  return act(ctx, async ({ tx, org }) => {
    if (!org.sandbox) throw new NotASandbox();
    const today = localDateIn(ctx.clock.now(), org.timezone);
    const first = await tx.one<{ on: LocalDate | null }>(
      `select min((created_at at time zone $1)::date) as on from contact where org_id = app_org()`,
      [org.timezone],
    );
    const start = first.on ?? addMonthsAnchored(today, -12 * years, dayOfMonth(today));
    const days = Array.from({ length: daysBetween(start, today) + 1 }, (_, i) => addDays(start, i));
    const lived = first.on && org.clockAt ? localDateIn(org.clockAt, org.timezone) : start;
    return { days, from: maxDate(start, lived) };
  });
}

type Morning = { day: LocalDate; plans: World['plans']; chance: Chance };

/** Sets the clock to the hour of billing on a day, and gathers what the day needs. */
async function wake(ctx: Context, { day, plans, chance }: Morning): Promise<World> {
  return act(ctx, async (scene) => {
    const { org, tx } = scene;
    await setClock(scene, instantAt(day, org.settings.overdue.hour, org.timezone));
    const { count } = await tx.one<{ count: number }>(
      'select count(*)::int as count from contact where org_id = app_org()',
    );
    const population = { language: org.language, currency: org.currency, chance, count };
    return { ctx, org, plans, chance, population };
  });
}

async function moveClock(ctx: Context, to: (scene: Scene) => string): Promise<void> {
  await act(ctx, (scene) => setClock(scene, to(scene)));
}

async function setClock({ tx }: Scene, instant: string): Promise<void> {
  await tx.exec('update organization set clock_at = $1 where id = app_org()', [instant]);
}

/** The history ends at the real now, from where staff move the clock on. */
async function finish(ctx: Context, days: number): Promise<Lived> {
  await moveClock(ctx, () => ctx.clock.now());
  return act(ctx, async ({ tx }) => {
    const { contacts } = await tx.one<{ contacts: number }>(
      'select count(*)::int as contacts from contact where org_id = app_org()',
    );
    return { days, contacts };
  });
}
