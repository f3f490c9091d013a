import { describe, expect, it } from 'vitest';
import { planBilling } from '../../src/domain/billing/plan.ts';
import type { LocalDate } from '../../src/domain/dates.ts';
import { dayOfWeek } from '../../src/domain/dates.ts';
import type { CaseFlags, StoredStep } from '../../src/domain/overdue/schedule.ts';
import {
  accessDuringOverdue,
  defaultOverduePolicy,
  mayMail,
  nextStep,
  planOverdue,
} from '../../src/domain/overdue/schedule.ts';
import { d, subscription } from './builders.ts';

const failed = d('2026-03-02');
const calm: CaseFlags = { hard: false, suspended: null, lastAttemptOn: failed };

function stored(done: Record<number, LocalDate> = {}, mode: 'charge' | 'invoice' = 'charge') {
  return planOverdue(failed, defaultOverduePolicy, mode).map(
    (step): StoredStep => ({ ...step, doneOn: done[step.position] ?? null }),
  );
}

describe('the worked example: a charge fails on Monday 2 March 2026', () => {
  it('is retried on Wednesday 4, Saturday 7 and Monday 9 March', () => {
    const steps = planOverdue(failed, defaultOverduePolicy);
    expect(steps.map((step) => [step.kind, step.dueOn, dayOfWeek(step.dueOn)])).toEqual([
      ['retry', '2026-03-04', 3],
      ['retry', '2026-03-07', 6],
      ['retry', '2026-03-09', 1],
      ['final', '2026-03-09', 1],
    ]);
  });

  it('is suspended at once', () => {
    const { access } = defaultOverduePolicy;
    expect(accessDuringOverdue(access, failed, failed).open).toBe(false);
  });

  it('recovered on Friday 6: the next billing is still 2 April', () => {
    const facts = subscription({ anchorOn: failed });
    expect(planBilling(facts, failed).nextBillingOn).toBe('2026-04-02');
  });

  it('never updated: charged on each date, ended on 9 March after the third retry', () => {
    const calendar: string[] = [];
    const done: Record<number, LocalDate> = {};
    let lastAttemptOn = failed;
    for (let day = 2; day <= 31; day += 1) {
      const today = d(`2026-03-${String(day).padStart(2, '0')}`);
      let step = nextStep(stored(done), today, { ...calm, lastAttemptOn });
      while (step.act === 'charge' || step.act === 'end') {
        calendar.push(`${step.act} ${today}`);
        done[step.position] = today;
        lastAttemptOn = today;
        step = nextStep(stored(done), today, { ...calm, lastAttemptOn });
      }
    }
    expect(calendar).toEqual([
      'charge 2026-03-04',
      'charge 2026-03-07',
      'charge 2026-03-09',
      'end 2026-03-09',
    ]);
  });
});

describe('the next step', () => {
  it('waits for its date', () => {
    expect(nextStep(stored(), d('2026-03-03'), calm)).toEqual({ act: 'wait', until: '2026-03-04' });
  });

  it('after downtime: one attempt for all passed steps, and no end before it', () => {
    const late = d('2026-03-20');
    expect(nextStep(stored(), late, calm)).toEqual({ act: 'charge', position: 3, skip: [1, 2] });
    const done = { 1: late, 2: late, 3: late };
    const after = nextStep(stored(done), late, { ...calm, lastAttemptOn: late });
    expect(after.act).toBe('end');
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

describe('policies', () => {
  it('grace counts from the first failure', () => {
    const keep = { kind: 'keep_days', days: 5 } as const;
    expect(accessDuringOverdue(keep, failed, d('2026-03-06')).open).toBe(true);
    const over = accessDuringOverdue(keep, failed, d('2026-03-07'));
    expect(over).toEqual({ open: false, closesOn: '2026-03-07' });
    const until = { kind: 'keep_until_cancelled' } as const;
    expect(accessDuringOverdue(until, failed, d('2026-09-01')).open).toBe(true);
  });

  it('one failure e-mail per 23 hours', () => {
    expect(mayMail(null, '2026-03-02T08:00:00Z')).toBe(true);
    expect(mayMail('2026-03-02T08:00:00Z', '2026-03-03T06:59:59Z')).toBe(false);
    expect(mayMail('2026-03-02T08:00:00Z', '2026-03-03T07:00:00Z')).toBe(true);
  });

  it('offsets go up', () => {
    for (const retryOffsets of [[], [0], [2, 2], [5, 2], [1.5]]) {
      const policy = { ...defaultOverduePolicy, retryOffsets };
      expect(() => planOverdue(failed, policy)).toThrow('invalid_offsets');
    }
  });
});
