import { runBillingDay } from '../actions/billing/runBillingDay.ts';
import type { LocalDate } from '../domain/dates.ts';
import { addDays, daysBetween, minDate } from '../domain/dates.ts';
import { Refusal } from '../domain/errors.ts';
import { instantAt } from '../domain/zones.ts';
import type { Community } from './community.ts';
import { bankDay, joinsByMandate } from './debitMoves.ts';
import { Killed, mortal } from './faults.ts';
import { joinAlone, together } from './joinMoves.ts';
import type { Move } from './moves.ts';
import { moves } from './moves.ts';
import { nextDue } from './targets.ts';

/** Days on which members or staff do something, per simulated day. */
const busyShare = 0.022;
const quietDays = 10;
/** Somebody joins on each of the first days. */
const foundingDays = 2;

/**
 * Lives a community from `start` for `days` days: the billing day whenever dates ask for it, moves
 * of members and staff in between, all with the community's faults; then some quiet days in which
 * every question to the gateway is answered.
 */
export async function live(community: Community, start: LocalDate, days: number): Promise<void> {
  const { chance, faults, clock, timezone } = community;
  const end = addDays(start, days);
  const busy = busyDays(community, start, days);
  for (let day = start; day < end; ) {
    faults.tally.days += 1;
    clock.set(instantAt(day, 8, timezone));
    await billWithFaults(community);
    clock.set(instantAt(day, chance.whole(9, 19), timezone));
    if (community.debits) await make(community, bankDay);
    if (day < addDays(start, foundingDays)) {
      await make(community, community.debits ? joinsByMandate : joinAlone);
    }
    if (busy.has(day)) await moveAround(community);
    day = await nextDay(community, day, { end, busy });
  }
  faults.share = 0;
  const last = addDays(end, quietDays);
  for (let day: LocalDate | null = end; day !== null && day < last; ) {
    clock.set(instantAt(day, 8, timezone));
    await runBillingDay(community.ctx);
    day = await nextDue(community);
  }
}

function busyDays({ chance }: Community, start: LocalDate, days: number): Set<LocalDate> {
  const busy = new Set<LocalDate>();
  for (let i = 0; i < days; i += 1) {
    if (i < foundingDays || chance.happens(busyShare)) busy.add(addDays(start, i));
  }
  return busy;
}

/** The next day with something to do; seldom the program is down and days go by unseen. */
async function nextDay(
  community: Community,
  day: LocalDate,
  plan: { end: LocalDate; busy: Set<LocalDate> },
): Promise<LocalDate> {
  const { chance, faults } = community;
  if (chance.happens(0.006)) {
    faults.tally.faults.downtimes += 1;
    return addDays(day, chance.pick([2, 3, 8, 40]));
  }
  const due = await nextDue(community);
  let next = minDate(due ?? plan.end, plan.end);
  for (let on = addDays(day, 1); on < next; on = addDays(on, 1)) {
    if (plan.busy.has(on)) next = on;
  }
  return daysBetween(day, next) < 1 ? addDays(day, 1) : next;
}

/** The day's run: killed at some point and started again, repeated, or twice at once. */
async function billWithFaults(community: Community): Promise<void> {
  const { ctx, chance, faults } = community;
  while (!(await survives(() => runBillingDay(mortal(ctx, faults))))) {
    // Started again at once, as a supervisor would; it may be killed again.
  }
  if (!chance.happens(faults.share)) return;
  faults.tally.faults.repeats += 1;
  await together([() => runBillingDay(ctx), () => runBillingDay(ctx)]);
}

/** False when the work was killed on its way; refusals are counted, defects go on. */
async function survives(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
}

/** One or two moves of members or staff. */
async function moveAround(community: Community): Promise<void> {
  const { chance } = community;
  for (let left = chance.pick([1, 1, 2]); left > 0; left -= 1) {
    await make(community, chance.weighted(moves));
  }
}

/** What the rules refuse is part of life, and so is a program that is killed on the way. */
async function make(community: Community, move: Move): Promise<void> {
  const { faults } = community;
  faults.tally.moves += 1;
  try {
    await move({ ...community, ctx: mortal(community.ctx, faults) });
  } catch (error) {
    if (error instanceof Refusal) faults.tally.refusals += 1;
    else if (!(error instanceof Killed)) throw error;
  }
}
