import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/domain/dates.ts';
import {
  endAfter,
  furthestDays,
  giveMoreTime,
  moveNext,
  stepAhead,
} from '../../src/domain/overdue/moves.ts';
import type { StoredStep } from '../../src/domain/overdue/schedule.ts';
import { defaultOverduePolicy, planOverdue } from '../../src/domain/overdue/schedule.ts';
import { d } from './builders.ts';

const failed = d('2026-03-02');

/** Retries on 4, 7 and 9 March, the end on the 9th. */
function steps(done: Record<number, LocalDate> = {}): StoredStep[] {
  return planOverdue(failed, defaultOverduePolicy).map((step) => {
    return { ...step, doneOn: done[step.position] ?? null };
  });
}

const texts = (moves: { position: number; dueOn: LocalDate }[]) =>
  moves.map(({ position, dueOn }) => `${position} ${dueOn}`);

const over = { 1: failed, 2: failed, 3: failed, 4: failed };

describe('another day for what comes next', () => {
  it('later: those after it follow and keep their distances', () => {
    expect(texts(moveNext(steps(), d('2026-03-10'), failed))).toEqual([
      '1 2026-03-10',
      '2 2026-03-13',
      '3 2026-03-15',
      '4 2026-03-15',
    ]);
  });

  it('earlier: those after it stay', () => {
    expect(texts(moveNext(steps(), d('2026-03-03'), failed))).toEqual(['1 2026-03-03']);
  });

  it('to the day it has already: nothing moves', () => {
    expect(moveNext(steps(), d('2026-03-04'), failed)).toEqual([]);
  });

  it('moves only what is still to come', () => {
    const one = steps({ 1: d('2026-03-04') });
    expect(texts(moveNext(one, d('2026-03-08'), d('2026-03-05')))).toEqual([
      '2 2026-03-08',
      '3 2026-03-10',
      '4 2026-03-10',
    ]);
  });

  it('moves the end itself when nothing comes before it, and it stays after a step of its day', () => {
    const last = steps({ 1: failed, 2: failed, 3: d('2026-03-09') });
    expect(texts(moveNext(last, d('2026-03-12'), d('2026-03-09')))).toEqual(['4 2026-03-12']);
    const two = steps({ 1: failed, 2: failed });
    expect(stepAhead(two)).toMatchObject({ position: 3, kind: 'retry' });
    expect(stepAhead([...two].reverse())).toMatchObject({ position: 3, kind: 'retry' });
  });

  it('from today on, within a year', () => {
    const today = d('2026-03-03');
    expect(texts(moveNext(steps(), today, today))).toEqual(['1 2026-03-03']);
    expect(() => moveNext(steps(), d('2026-03-02'), today)).toThrow('step_date_not_allowed');
    const furthest = d('2027-03-04');
    expect(furthestDays).toBe(366);
    expect(moveNext(steps(), furthest, today)[0]).toEqual({ position: 1, dueOn: furthest });
    expect(() => moveNext(steps(), d('2027-03-05'), today)).toThrow('step_date_not_allowed');
  });

  it('is refused once nothing is planned', () => {
    expect(() => moveNext(steps(over), d('2026-03-10'), failed)).toThrow('nothing_planned');
    expect(stepAhead(steps(over))).toBe(null);
  });
});

describe('more time', () => {
  it('moves everything to come by the days', () => {
    expect(texts(giveMoreTime(steps({ 1: failed }), 10, d('2026-03-05')))).toEqual([
      '2 2026-03-17',
      '3 2026-03-19',
      '4 2026-03-19',
    ]);
  });

  it('counts from today for what should have come before', () => {
    expect(texts(giveMoreTime(steps(), 3, d('2026-03-20')))).toEqual([
      '1 2026-03-23',
      '2 2026-03-26',
      '3 2026-03-28',
      '4 2026-03-28',
    ]);
  });

  it('from 1 to 120 whole days', () => {
    for (const days of [0, 121, 1.5, -1, Number.NaN]) {
      expect(() => giveMoreTime(steps(), days, failed)).toThrow('days_not_allowed');
    }
    expect(giveMoreTime(steps(), 1, failed)[0]!.dueOn).toBe('2026-03-05');
    expect(giveMoreTime(steps(), 120, failed)[0]!.dueOn).toBe('2026-07-02');
  });

  it('is refused once nothing is planned', () => {
    expect(() => giveMoreTime(steps(over), 3, failed)).toThrow('nothing_planned');
  });
});

describe('the end that follows from moves', () => {
  it('is the moved one, else the planned one, else none', () => {
    expect(endAfter(steps(), [])).toBe('2026-03-09');
    expect(endAfter(steps(), giveMoreTime(steps(), 2, failed))).toBe('2026-03-11');
    expect(endAfter(steps(), [{ position: 1, dueOn: d('2026-03-05') }])).toBe('2026-03-09');
    expect(endAfter(steps(over), [])).toBe(null);
  });
});
