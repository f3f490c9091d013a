import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/domain/dates.ts';
import type { CaseFlags } from '../../src/domain/overdue/nextStep.ts';
import { nextStep } from '../../src/domain/overdue/nextStep.ts';
import type { StoredStep } from '../../src/domain/overdue/schedule.ts';
import { defaultOverduePolicy, planOverdue } from '../../src/domain/overdue/schedule.ts';
import { d } from './builders.ts';

const failed = d('2026-03-02');
const calm: CaseFlags = { hard: false, suspended: null, lastAttemptOn: failed };

function stored(done: Record<number, LocalDate> = {}, mode: 'charge' | 'invoice' = 'charge') {
  return planOverdue(failed, defaultOverduePolicy, mode).map(
    (step): StoredStep => ({ ...step, doneOn: done[step.position] ?? null }),
  );
}

/** The same steps with the end on another day. */
function endingOn(steps: StoredStep[], dueOn: LocalDate): StoredStep[] {
  return steps.map((step) => (step.kind === 'final' ? { ...step, dueOn } : step));
}

describe('the next step', () => {
  it('waits for its date', () => {
    expect(nextStep(stored(), d('2026-03-03'), calm)).toEqual({ act: 'wait', until: '2026-03-04' });
  });

  it('after downtime: one attempt for all passed steps, then one more that is announced', () => {
    const late = d('2026-03-20');
    expect(nextStep(stored(), late, calm)).toEqual({ act: 'charge', position: 3, skip: [1, 2] });
    const done = stored({ 1: late, 2: late, 3: late });
    const after = nextStep(done, late, { ...calm, lastAttemptOn: late });
    expect(after).toEqual({ act: 'grant', kind: 'retry', endsOn: '2026-03-22' });
    const extra = { position: 5, kind: 'retry' as const, dueOn: d('2026-03-22'), doneOn: null };
    const granted = endingOn([...done, extra], d('2026-03-22'));
    const last = { ...calm, lastAttemptOn: late };
    expect(nextStep(granted, d('2026-03-21'), last)).toEqual({ act: 'wait', until: '2026-03-22' });
    const charge = nextStep(granted, d('2026-03-22'), last);
    expect(charge).toEqual({ act: 'charge', position: 5, skip: [] });
    const tried = endingOn([...done, { ...extra, doneOn: extra.dueOn }], d('2026-03-22'));
    const end = nextStep(tried, d('2026-03-22'), { ...last, lastAttemptOn: extra.dueOn });
    expect(end).toEqual({ act: 'end', position: 4, skip: [] });
  });

  it('ends only when the last retry came on its day, not a day late', () => {
    const onTime = stored({ 1: d('2026-03-04'), 2: d('2026-03-07'), 3: d('2026-03-09') });
    const flags = { ...calm, lastAttemptOn: d('2026-03-09') };
    expect(nextStep(onTime, d('2026-03-09'), flags).act).toBe('end');
    // The answer of a bank debit comes days after its day: that is no surprise.
    expect(nextStep(onTime, d('2026-03-16'), flags).act).toBe('end');
    const late = stored({ 1: d('2026-03-04'), 2: d('2026-03-07'), 3: d('2026-03-10') });
    expect(nextStep(late, d('2026-03-10'), { ...flags, lastAttemptOn: d('2026-03-10') })).toEqual({
      act: 'grant',
      kind: 'retry',
      endsOn: '2026-03-12',
    });
    // An early one that came late does not matter when the last came on its day.
    const earlier = stored({ 1: d('2026-03-06'), 2: d('2026-03-07'), 3: d('2026-03-09') });
    expect(nextStep(earlier, d('2026-03-09'), flags).act).toBe('end');
  });

  it('an attempt of today by other means puts the retry off to tomorrow', () => {
    const today = d('2026-03-20');
    const tried = { ...calm, lastAttemptOn: d('2026-03-19') };
    expect(nextStep(stored(), today, tried).act).toBe('charge');
    const never = { ...calm, lastAttemptOn: null };
    expect(nextStep(stored(), today, never).act).toBe('charge');
    const future = { ...calm, lastAttemptOn: d('2026-03-21') };
    expect(nextStep(stored(), today, future)).toEqual({ act: 'wait', until: '2026-03-22' });
  });

  it('charges on the day of the end before it ends', () => {
    const done = stored({ 1: d('2026-03-04'), 2: d('2026-03-07') });
    const on = d('2026-03-09');
    expect(nextStep(done, on, calm)).toEqual({ act: 'charge', position: 3, skip: [] });
    expect(nextStep(done, d('2026-03-08'), calm)).toEqual({ act: 'wait', until: '2026-03-09' });
  });

  it('follows dates, not positions: a step that was moved past another comes after it', () => {
    const moved = stored().map((step) =>
      step.position === 1 ? { ...step, dueOn: d('2026-03-08') } : step,
    );
    expect(nextStep(moved, d('2026-03-07'), calm)).toEqual({
      act: 'charge',
      position: 2,
      skip: [],
    });
    expect(nextStep(moved, d('2026-03-08'), calm)).toEqual({
      act: 'charge',
      position: 1,
      skip: [2],
    });
  });

  it('never charges a bare reminder schedule', () => {
    expect(nextStep(stored({}, 'invoice'), d('2026-03-09'), calm).act).toBe('remind');
  });

  it('makes one automatic attempt per day', () => {
    const today = d('2026-03-04');
    const step = nextStep(stored(), today, { ...calm, lastAttemptOn: today });
    expect(step).toEqual({ act: 'wait', until: '2026-03-05' });
  });

  it('stands still during a dispute, an unresolved attempt or a pause of the case', () => {
    for (const suspended of ['dispute', 'unresolved_attempt', 'paused'] as const) {
      const step = nextStep(stored(), d('2026-04-01'), { ...calm, suspended });
      expect(step).toEqual({ act: 'suspended', why: suspended });
    }
  });

  it('never charges after a hard decline: reminders, then the end on the last date', () => {
    const hard = { ...calm, hard: true };
    const first = d('2026-03-04');
    const second = d('2026-03-07');
    expect(nextStep(stored(), first, hard)).toEqual({ act: 'remind', position: 1, skip: [] });
    const told = stored({ 1: first, 2: second });
    expect(nextStep(told, d('2026-03-08'), hard)).toEqual({ act: 'wait', until: '2026-03-09' });
    const end = nextStep(told, d('2026-03-09'), hard);
    expect(end).toEqual({ act: 'end', position: 4, skip: [3] });
    // The bank's answer was the notice: without any other it still ends on its day.
    const refusedLast = stored({ 1: first, 2: second, 3: d('2026-03-09') });
    expect(nextStep(refusedLast, d('2026-03-09'), hard)).toEqual({
      act: 'wait',
      until: '2026-03-10',
    });
    expect(nextStep(refusedLast, d('2026-03-10'), hard).act).toBe('end');
  });

  it('a new method during the notices is charged on the next date', () => {
    const told = stored({ 1: d('2026-03-04') });
    expect(nextStep(told, d('2026-03-07'), calm)).toEqual({ act: 'charge', position: 2, skip: [] });
  });

  it('with notices only, an end that passed by is told once more', () => {
    const told = stored({ 1: d('2026-03-09'), 2: d('2026-03-16') }, 'invoice');
    expect(nextStep(told, d('2026-04-01'), calm)).toEqual({ act: 'end', position: 4, skip: [3] });
    const late = d('2026-04-02');
    expect(nextStep(told, late, calm)).toEqual({ act: 'remind', position: 3, skip: [] });
    const again = stored({ 1: d('2026-03-09'), 2: d('2026-03-16'), 3: late }, 'invoice');
    expect(nextStep(again, late, calm)).toEqual({ act: 'wait', until: '2026-04-03' });
    expect(nextStep(again, d('2026-04-03'), calm)).toEqual({ act: 'end', position: 4, skip: [] });
    // Late again, and nothing of the schedule is left to say it with.
    expect(nextStep(again, d('2026-04-04'), calm)).toEqual({
      act: 'grant',
      kind: 'reminder',
      endsOn: '2026-04-06',
    });
    const extra = { position: 5, kind: 'reminder' as const, dueOn: d('2026-04-04') };
    const granted = endingOn([...again, { ...extra, doneOn: extra.dueOn }], d('2026-04-06'));
    expect(nextStep(granted, d('2026-04-05'), calm)).toEqual({ act: 'wait', until: '2026-04-06' });
    expect(nextStep(granted, d('2026-04-06'), calm)).toEqual({ act: 'end', position: 4, skip: [] });
    expect(nextStep(granted, d('2026-04-07'), calm).act).toBe('grant');
  });

  it('a single reminder is sent before the end it shares its day with', () => {
    const policy = { ...defaultOverduePolicy, reminderOffsets: [30] };
    const steps = planOverdue(failed, policy, 'invoice').map((s) => ({ ...s, doneOn: null }));
    expect(nextStep(steps, d('2026-03-31'), calm)).toEqual({ act: 'wait', until: '2026-04-01' });
    const on = d('2026-04-01');
    expect(nextStep(steps, on, calm)).toEqual({ act: 'remind', position: 1, skip: [] });
    const told = steps.map((step) => (step.position === 1 ? { ...step, doneOn: on } : step));
    expect(nextStep(told, on, calm)).toEqual({ act: 'wait', until: '2026-04-02' });
    expect(nextStep(told, d('2026-04-02'), calm)).toEqual({ act: 'end', position: 2, skip: [] });
  });

  it('a case refused for good with one date ends on it: the member was asked at once', () => {
    const policy = { ...defaultOverduePolicy, retryOffsets: [3] };
    const steps = planOverdue(failed, policy).map((step) => ({ ...step, doneOn: null }));
    const hard = { ...calm, hard: true };
    expect(nextStep(steps, d('2026-03-04'), hard)).toEqual({ act: 'wait', until: '2026-03-05' });
    expect(nextStep(steps, d('2026-03-05'), hard)).toEqual({ act: 'end', position: 2, skip: [1] });
    expect(nextStep(steps, d('2026-03-06'), hard)).toEqual({
      act: 'remind',
      position: 1,
      skip: [],
    });
  });

  it('several unsent notices become one', () => {
    const two = stored().map((step) => ({ ...step, dueOn: d('2026-03-09') }));
    const hard = { ...calm, hard: true };
    expect(nextStep(two, d('2026-03-09'), hard)).toEqual({
      act: 'end',
      position: 4,
      skip: [1, 2, 3],
    });
    expect(nextStep(two, d('2026-03-10'), hard)).toEqual({
      act: 'remind',
      position: 3,
      skip: [1, 2],
    });
  });

  it('with notices only, downtime gives the member a day between notice and end', () => {
    const late = d('2026-04-20');
    const steps = stored({}, 'invoice');
    expect(steps.map((step) => step.dueOn)).toEqual([
      '2026-03-09',
      '2026-03-16',
      '2026-04-01',
      '2026-04-01',
    ]);
    expect(nextStep(steps, late, calm)).toEqual({ act: 'remind', position: 2, skip: [1] });
    const told = stored({ 1: late, 2: late }, 'invoice');
    expect(nextStep(told, late, calm)).toEqual({ act: 'wait', until: '2026-04-21' });
    expect(nextStep(told, d('2026-04-21'), calm).act).toBe('end');
  });

  it('has nothing to do once it ended', () => {
    const done = { 1: failed, 2: failed, 3: failed, 4: failed };
    expect(nextStep(stored(done), d('2026-05-01'), calm)).toEqual({ act: 'wait', until: null });
  });
});
