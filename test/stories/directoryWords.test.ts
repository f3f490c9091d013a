import { expect, it } from 'vitest';
import type { LocalDate } from '../../src/domain/dates.ts';
import { localDate } from '../../src/domain/dates.ts';
import type { ChargeOutcome, MemberFacts } from '../../src/domain/members/status.ts';
import { memberKind, statusesOf, statusOf, willRenew } from '../../src/domain/members/status.ts';
import { keyOf } from '../../src/domain/segments/keys.ts';
import { testDatabase } from '../support/database.ts';
import { directoryWorld } from './directoryWorld.ts';

const db = await testDatabase();

const days = ['2026-02-01', '2026-03-01', '2026-03-02', '2026-03-03', '2026-04-01'];
const causes = [null, 'cancelled', 'revoked', 'unpaid', 'expired', 'deleted'];
const outcomes: (ChargeOutcome | null)[] = [
  ...[null, 'paid', 'declined', 'pending', 'refunded', 'partly_refunded', 'refunded_as_fraud'],
] as (ChargeOutcome | null)[];

/** Numbers from 0 to below 1, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function anyFacts(random: () => number): MemberFacts {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const day = () => pick([null, ...days]) as LocalDate | null;
  const maybe = () => random() < 0.4;
  return {
    running: random() < 0.65,
    runsFrom: day(),
    endsOn: day(),
    endCause: pick(causes) as MemberFacts['endCause'],
    endedOn: day(),
    trialEndsOn: day(),
    pendingApproval: random() < 0.2,
    overdue: maybe(),
    paused: maybe(),
    paying: maybe(),
    follower: maybe(),
    lastChargeOutcome: pick(outcomes),
  };
}

it('says every word of status and kind as the pure rules do, on any day', async () => {
  const random = numbers(20260302);
  const facts = new Map<string, MemberFacts>();
  for (let i = 0; i < 900; i++) facts.set(`p${String(i).padStart(4, '0')}`, anyFacts(random));
  const world = await directoryWorld(
    db,
    [...facts].map(([name, one]) => ({
      ...{ name, running: one.running, runs_from: one.runsFrom, ends_on: one.endsOn },
      ...{ end_cause: one.endCause, ended_on: one.endedOn, trial_ends_on: one.trialEndsOn },
      ...{ pending_approval: one.pendingApproval, overdue: one.overdue, paused: one.paused },
      ...{ paying: one.paying, follower: one.follower },
      last_charge_outcome: one.lastChargeOutcome,
    })),
  );
  const compare = async (query: string, day: LocalDate, holds: (one: MemberFacts) => boolean) => {
    const expected = [...facts].filter(([, one]) => holds(one)).map(([name]) => name);
    const found = await world.find(query, day);
    expect(found.toSorted(), `${query} on ${day}`).toEqual(expected.toSorted());
  };
  for (const day of days.map(localDate)) {
    for (const { en } of keyOf('status').words!) {
      const word = en.replace('-', '_');
      await compare(`status:${en}`, day, (one) =>
        statusesOf(one, day).some((status) => status === word),
      );
    }
    for (const { en } of keyOf('kind').words!) {
      await compare(`kind:${en}`, day, (one) => memberKind(one, day) === en);
    }
    await compare('renews:yes', day, (one) => willRenew(one, day));
    await compare('renews:no', day, (one) => !willRenew(one, day));
    await compare('-status:active', day, (one) => !statusesOf(one, day).includes('active'));
  }
  const page = await world.page({ limit: 500 });
  for (const row of JSON.parse(page.json) as { name: string; status: string | null }[]) {
    expect(row.status, row.name).toBe(statusOf(facts.get(row.name)!, world.scope.today));
  }
});
