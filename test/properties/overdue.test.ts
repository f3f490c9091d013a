import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/domain/dates.ts';
import { addDays, localDate } from '../../src/domain/dates.ts';
import { giveMoreTime, moveNext } from '../../src/domain/overdue/moves.ts';
import { nextStep } from '../../src/domain/overdue/nextStep.ts';
import type { ChaseMode, StoredStep } from '../../src/domain/overdue/schedule.ts';
import { defaultOverduePolicy, planOverdue } from '../../src/domain/overdue/schedule.ts';
import { date, runs } from './arbitraries.ts';

const offsets = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
const mode: fc.Arbitrary<ChaseMode> = fc.constantFrom('charge', 'debit', 'invoice');

const life = fc.record({
  failedOn: date,
  offsets: offsets.map((days) => [...days].sort((a, b) => a - b)),
  mode,
  /** Days on which the program is away, and days on which the case is suspended. */
  away: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 60 }),
  suspended: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 40 }),
  hardFrom: fc.option(fc.integer({ min: 0, max: 60 }), { nil: Number.POSITIVE_INFINITY }),
});

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
type Done = { on: LocalDate; act: 'charge' | 'remind' | 'grant' | 'end' };

/** Lives a case that nobody ever pays, day by day, as the program carries its steps out. */
function chase(of: Life): { done: Done[]; steps: StoredStep[] } {
  const kinds = { retryOffsets: of.offsets, debitOffsets: of.offsets, reminderOffsets: of.offsets };
  const policy = { ...defaultOverduePolicy, ...kinds };
  let steps = planOverdue(of.failedOn, policy, of.mode).map(
    (step): StoredStep => ({ ...step, doneOn: null }),
  );
  const done: Done[] = [];
  let lastAttemptOn: LocalDate | null = of.failedOn;
  const mark = (positions: number[], on: LocalDate) => {
    steps = steps.map((step) =>
      positions.includes(step.position) ? { ...step, doneOn: on } : step,
    );
  };
  for (let day = 0; day < 200; day += 1) {
    const today = addDays(of.failedOn, day);
    if (of.away.includes(day)) continue;
    for (let turn = 0; turn < 2; turn += 1) {
      const suspended = of.suspended.includes(day) ? ('paused' as const) : null;
      const next = nextStep(steps, today, { hard: day >= of.hardFrom, suspended, lastAttemptOn });
      if (next.act === 'wait' || next.act === 'suspended') break;
      done.push({ on: today, act: next.act });
      if (next.act === 'grant') {
        const position = Math.max(...steps.map((step) => step.position)) + 1;
        const isSent = next.kind === 'reminder';
        steps = [
          ...steps.map((step) => (step.kind === 'final' ? { ...step, dueOn: next.endsOn } : step)),
          {
            position,
            kind: next.kind,
            dueOn: isSent ? today : next.endsOn,
            doneOn: isSent ? today : null,
          },
        ];
        break;
      }
      mark([...next.skip, next.position], today);
      if (next.act === 'charge') lastAttemptOn = today;
      // Only a refused charge is looked at again on its day: that is how the last one ends it.
      if (next.act !== 'charge') break;
    }
  }
  return { done, steps };
}

describe('a case nobody pays', () => {
  it('always ends, once, and never before its first day', () => {
    fc.assert(
      fc.property(life, (of) => {
        const ends = chase(of).done.filter(({ act }) => act === 'end');
        expect(ends).toHaveLength(1);
        expect(ends[0]!.on >= addDays(of.failedOn, of.offsets.at(-1)!)).toBe(true);
      }),
      runs,
    );
  });

  it('is charged at most once a day, and never after the end', () => {
    fc.assert(
      fc.property(life, (of) => {
        const { done } = chase(of);
        const charges = done.filter(({ act }) => act === 'charge').map(({ on }) => on);
        expect(new Set(charges).size).toBe(charges.length);
        expect(done.at(-1)!.act).toBe('end');
        expect(charges.every((on) => on > of.failedOn)).toBe(true);
      }),
      runs,
    );
  });

  it('is never charged while refused for good, nor when nobody can charge it', () => {
    fc.assert(
      fc.property(life, (of) => {
        const charges = chase(of).done.filter(({ act }) => act === 'charge');
        const from = of.mode === 'invoice' ? 0 : of.hardFrom;
        expect(
          charges.every(({ on }) => from === Infinity || on < addDays(of.failedOn, from)),
        ).toBe(true);
      }),
      runs,
    );
  });

  it('rests while suspended', () => {
    fc.assert(
      fc.property(life, (of) => {
        const still = of.suspended.map((day) => addDays(of.failedOn, day));
        expect(chase(of).done.filter(({ on }) => still.includes(on))).toEqual([]);
      }),
      runs,
    );
  });

  it('without downtime follows its schedule to the day', () => {
    fc.assert(
      fc.property(life, (of) => {
        const calm = { ...of, away: [], suspended: [], hardFrom: Number.POSITIVE_INFINITY };
        const planned = of.offsets.map((days) => addDays(of.failedOn, days));
        const { done } = chase(calm);
        if (of.mode === 'invoice') {
          const reminded = done.filter(({ act }) => act === 'remind').map(({ on }) => on);
          expect(reminded).toEqual(planned.length === 1 ? planned : planned.slice(0, -1));
          return;
        }
        expect(done).toEqual([
          ...planned.map((on) => ({ on, act: 'charge' })),
          { on: planned.at(-1), act: 'end' },
        ]);
      }),
      runs,
    );
  });

  it('after any absence ends only after a try or a notice on a day since', () => {
    fc.assert(
      fc.property(life, (of) => {
        const { done } = chase(of);
        const end = done.at(-1)!;
        const planned = addDays(of.failedOn, of.offsets.at(-1)!);
        if (end.on === planned) return;
        const since = done.filter(({ act, on }) => act !== 'end' && on >= planned);
        expect(since.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });
});

describe('what staff move', () => {
  const plan = fc.tuple(date, offsets, fc.integer({ min: 0, max: 5 })).map(([on, days, made]) => {
    const retryOffsets = [...days].sort((a, b) => a - b);
    const policy = { ...defaultOverduePolicy, retryOffsets };
    const steps = planOverdue(on, policy).map(
      (step): StoredStep => ({
        ...step,
        doneOn: step.kind !== 'final' && step.position <= made ? step.dueOn : null,
      }),
    );
    return { on, steps };
  });

  const apply = (steps: StoredStep[], moves: { position: number; dueOn: LocalDate }[]) =>
    steps.map((step) => ({ ...step, ...moves.find(({ position }) => position === step.position) }));

  it('keeps the order of what is to come, the end last, and leaves alone what was done', () => {
    const how = fc.record({ plan, days: fc.integer({ min: 1, max: 120 }), more: fc.boolean() });
    fc.assert(
      fc.property(how, ({ plan: { on, steps }, days, more }) => {
        const moves = more ? giveMoreTime(steps, days, on) : moveNext(steps, addDays(on, days), on);
        const after = apply(steps, moves);
        const open = after.filter(({ doneOn }) => doneOn === null).map(({ dueOn }) => dueOn);
        expect(open).toEqual([...open].sort());
        expect(after.filter(({ doneOn }) => doneOn !== null)).toEqual(
          steps.filter(({ doneOn }) => doneOn !== null),
        );
        expect(moves.every(({ dueOn }) => dueOn >= on)).toBe(true);
      }),
      runs,
    );
  });

  it('more time never brings anything nearer', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 120 }), ({ steps }, days) => {
        const today = localDate('2050-01-01');
        for (const { position, dueOn } of giveMoreTime(steps, days, today)) {
          const before = steps.find((step) => step.position === position)!;
          expect(dueOn > before.dueOn && dueOn > today).toBe(true);
        }
      }),
      runs,
    );
  });
});
