import { describe, expect, it } from 'vitest';
import { planBilling } from '../../src/domain/billing/plan.ts';
import type { LocalDate } from '../../src/domain/dates.ts';
import { addDays, dayOfWeek } from '../../src/domain/dates.ts';
import { mayMail } from '../../src/domain/overdue/mails.ts';
import type { CaseFlags } from '../../src/domain/overdue/nextStep.ts';
import { nextStep } from '../../src/domain/overdue/nextStep.ts';
import type { ChaseMode, StoredStep } from '../../src/domain/overdue/schedule.ts';
import {
  accessDuringOverdue,
  defaultOverduePolicy,
  isAskedFor,
  planOverdue,
  schedulesOf,
} from '../../src/domain/overdue/schedule.ts';
import type { EndCause, SubscriptionState } from '../../src/domain/subscriptions/transitions.ts';
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

  it('each kind of payment has its schedule', () => {
    const dates = (mode: ChaseMode) =>
      planOverdue(failed, defaultOverduePolicy, mode).map(({ kind, dueOn }) => `${kind} ${dueOn}`);
    expect(dates('charge')).toEqual([
      'retry 2026-03-04',
      'retry 2026-03-07',
      'retry 2026-03-09',
      'final 2026-03-09',
    ]);
    expect(dates('debit')).toEqual(['retry 2026-03-09', 'retry 2026-03-16', 'final 2026-03-16']);
    expect(dates('invoice')).toEqual([
      'reminder 2026-03-09',
      'reminder 2026-03-16',
      'reminder 2026-04-01',
      'final 2026-04-01',
    ]);
    expect(planOverdue(failed, defaultOverduePolicy).map(({ position }) => position)).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('a gateway has its own where the settings name some', () => {
    const overdue = {
      ...{ retry_offsets: [2, 5], debit_offsets: [7], reminder_offsets: [30] },
      by_gateway: { stripe: { retry_offsets: [1] }, sepa: { debit_offsets: [12, 20] } },
    };
    const common = { retryOffsets: [2, 5], debitOffsets: [7], reminderOffsets: [30] };
    expect(schedulesOf(overdue, 'stripe')).toEqual({ ...common, retryOffsets: [1] });
    expect(schedulesOf(overdue, 'sepa')).toEqual({ ...common, debitOffsets: [12, 20] });
    expect(schedulesOf(overdue, 'test')).toEqual(common);
    expect(schedulesOf(overdue, null)).toEqual(common);
  });

  it('the defaults are those of the specification', () => {
    expect(defaultOverduePolicy).toEqual({
      retryOffsets: [2, 5, 7],
      debitOffsets: [7, 14],
      reminderOffsets: [7, 14, 30],
      access: { kind: 'suspend' },
      hour: 8,
      announceDays: 1,
      afterLast: 'uncollectible',
    });
  });

  it('suspended at once closes on the day of the failure; kept for days on the first day after', () => {
    const now = accessDuringOverdue({ kind: 'suspend' }, failed, addDays(failed, 40));
    expect(now).toEqual({ open: false, closesOn: failed });
    const until = accessDuringOverdue({ kind: 'keep_until_cancelled' }, failed, failed);
    expect(until).toEqual({ open: true, closesOn: null });
    const one = { kind: 'keep_days', days: 1 } as const;
    expect(accessDuringOverdue(one, failed, failed)).toEqual({
      open: true,
      closesOn: '2026-03-03',
    });
  });

  it('offsets go up', () => {
    for (const retryOffsets of [[], [0], [2, 2], [5, 2], [1.5]]) {
      const policy = { ...defaultOverduePolicy, retryOffsets };
      expect(() => planOverdue(failed, policy)).toThrow('invalid_offsets');
    }
  });
});

describe('what is open past its due date', () => {
  const asked = (state: SubscriptionState, endCause: EndCause | null = null, takenBack = false) =>
    isAskedFor({ state, endCause, takenBack });

  it('is asked for while the subscription runs, not before it, nor while it is paused', () => {
    for (const state of ['active', 'trialing', 'overdue'] as const) {
      expect(asked(state)).toBe(true);
    }
    for (const state of ['pending_approval', 'scheduled', 'paused'] as const) {
      expect(asked(state)).toBe(false);
      expect(asked(state, null, true)).toBe(false);
    }
  });

  it('is asked for after the end, but what was open when it was revoked', () => {
    for (const [state, cause] of [
      ['cancelled', 'cancelled'],
      ['cancelled', 'unpaid'],
      ['expired', 'expired'],
      ['expired', null],
    ] as const) {
      expect(asked(state, cause)).toBe(true);
      expect(asked(state, cause, true)).toBe(true);
    }
    expect(asked('cancelled', 'revoked')).toBe(false);
    expect(asked('cancelled', 'revoked', true)).toBe(true);
    expect(asked('cancelled', 'deleted')).toBe(false);
    expect(asked('cancelled', 'deleted', true)).toBe(false);
  });
});
