import { describe, expect, it } from 'vitest';
import { upcomingInvoices } from '../../src/domain/billing/plan.ts';
import { planCancel, planRevoke, planUndoCancel } from '../../src/domain/subscriptions/cancel.ts';
import { d, monthly, subscription } from './builders.ts';

describe('ending', () => {
  const schedule = { start: d('2026-01-01'), anchor: { day: 1, month: null }, interval: monthly };
  const facts = {
    state: 'active',
    startsOn: d('2026-01-01'),
    trialEndsOn: null,
    termEndsOn: d('2026-11-01'),
    schedule,
  } as const;
  const today = d('2026-10-15');

  it('cancel keeps access to the end of the paid time, and can be undone until then', () => {
    const decision = planCancel(facts, today);
    expect(decision).toMatchObject({ state: 'active', endsOn: '2026-11-01' });
    const marked = { state: decision.state, endsOn: decision.endsOn };
    expect(planUndoCancel(marked, d('2026-10-31'))).toEqual({ state: 'active', endsOn: null });
    expect(() => planUndoCancel(marked, d('2026-11-01'))).toThrow('not_ending');
  });

  it('commitment and notice ask for whole further periods', () => {
    const committed = { ...facts, committedUntil: d('2026-12-20') };
    expect(planCancel(committed, today).endsOn).toBe('2027-01-01');
    expect(planCancel({ ...facts, noticeDays: 30 }, today).endsOn).toBe('2026-12-01');
    expect(planCancel({ ...facts, noticeDays: 17 }, today).endsOn).toBe('2026-11-01');
  });

  it('before the start and on trial it costs nothing', () => {
    const coming = { ...facts, state: 'scheduled', startsOn: d('2026-12-01') } as const;
    expect(planCancel(coming, today)).toMatchObject({ state: 'cancelled', endsOn: '2026-12-01' });
    const trial = { ...facts, state: 'trialing', trialEndsOn: d('2026-10-29') } as const;
    expect(planCancel(trial, today)).toMatchObject({ state: 'trialing', endsOn: '2026-10-29' });
  });

  it('overdue and no longer collected it ends today; revoking does so always', () => {
    const owing = { ...facts, owes: true, termEndsOn: d('2026-11-01') };
    const overdue = { ...owing, state: 'overdue' } as const;
    for (const state of ['overdue', 'paused'] as const) {
      const stopped = planCancel({ ...owing, state }, today, 'stop');
      expect(stopped).toMatchObject({ state: 'cancelled', endsOn: today });
    }
    expect(planCancel(overdue, today).endsOn).toBe('2026-11-01');
    expect(planRevoke(facts, today)).toEqual({ state: 'cancelled', endsOn: today });
  });

  it('bills nothing beyond the end', () => {
    const ending = subscription({ endsOn: d('2027-01-01') });
    expect(upcomingInvoices(ending, 9).map((each) => each.periodStart)).toEqual([
      '2026-11-01',
      '2026-12-01',
    ]);
  });
});
