import { describe, expect, it } from 'vitest';
import type { PlannedInvoice } from '../../src/domain/billing/plan.ts';
import type { ChangeTo } from '../../src/domain/subscriptions/becoming.ts';
import {
  beginsIn,
  moved,
  planExtension,
  planPause,
  planResume,
} from '../../src/domain/subscriptions/pause.ts';
import { planChange } from '../../src/domain/subscriptions/planChange.ts';
import type { StateFacts } from '../../src/domain/subscriptions/transitions.ts';
import {
  allowedActions,
  effectiveState,
  nextState,
} from '../../src/domain/subscriptions/transitions.ts';
import type { RunningTerm } from '../../src/domain/subscriptions/unused.ts';
import { d, monthly, subscription, yearly } from './builders.ts';

const to = (amount: number, changes: Partial<ChangeTo> = {}): ChangeTo => {
  const { planName, quantity, currency, interval, taxMode, taxes } = subscription();
  const same = { planName, quantity, currency, interval, taxMode, taxes, addons: [] };
  return { ...same, sale: { kind: 'periods' }, amount, ...changes };
};
const october = { start: d('2026-10-01'), end: d('2026-11-01') };
const paidTerm: RunningTerm = { period: october, kind: 'paid', left: 3100, settled: 'paid' };
const lines = (invoice: PlannedInvoice | null) =>
  invoice?.draft.lines.map((line) => [line.kind, line.total]);

describe('the table', () => {
  it('offers what a state allows and refuses the rest', () => {
    expect(allowedActions('cancelled')).toEqual(['reactivate']);
    expect(allowedActions('pending_approval')).toEqual(['approve', 'decline', 'revoke']);
    expect(nextState('recover', 'overdue')).toBe('active');
    expect(() => nextState('pause', 'trialing')).toThrow('subscription_not_in_state');
  });

  it('dates decide, whatever a job did or did not write', () => {
    const stored: StateFacts = {
      state: 'scheduled',
      startsOn: d('2026-10-15'),
      trialEndsOn: d('2026-10-29'),
      endsOn: d('2026-12-01'),
      endCause: 'cancelled',
      pause: { from: d('2026-11-05'), until: d('2026-11-10') },
    };
    const on = (day: string, changes: Partial<StateFacts> = {}) =>
      effectiveState({ ...stored, ...changes }, d(day));
    expect(on('2026-10-14')).toBe('scheduled');
    expect(on('2026-10-15')).toBe('trialing');
    expect(on('2026-10-29')).toBe('active');
    expect(on('2026-11-05')).toBe('paused');
    expect(on('2026-11-10')).toBe('active');
    expect(on('2026-11-30', { state: 'overdue' })).toBe('overdue');
    expect(on('2026-12-01', { state: 'active' })).toBe('cancelled');
    expect(on('2026-12-01', { state: 'active', endCause: 'expired' })).toBe('expired');
  });
});

describe('changing plan', () => {
  const facts = subscription({ anchorOn: d('2026-10-01'), nextBillingOn: d('2026-11-01') });
  const change = (changes: Partial<Parameters<typeof planChange>[0]>) =>
    planChange({
      facts,
      term: paidTerm,
      to: to(6200),
      timing: 'usual',
      today: d('2026-10-15'),
      ...changes,
    });

  it('upgrade: now, one invoice with credit and charge of 17 of 31 days', () => {
    const decision = change({});
    expect(decision).toMatchObject({ kind: 'upgrade', applies: 'now', creditNote: null });
    expect(lines(decision.invoice)).toEqual([
      ['proration_credit', -1700],
      ['proration_charge', 3400],
    ]);
    expect(decision.invoice!.draft.total).toBe(1700);
    expect(decision.currentTerm).toEqual({ endsOn: '2026-10-15' });
    expect(decision.terms).toEqual([{ start: '2026-10-15', end: '2026-11-01', kind: 'paid' }]);
    expect(decision.facts).toMatchObject({ unitAmount: 6200, nextBillingOn: '2026-11-01' });
  });

  it('downgrade: at the next period, nothing moves before', () => {
    const decision = change({ to: to(1000) });
    expect(decision).toMatchObject({
      kind: 'downgrade',
      applies: 'later',
      effectiveOn: '2026-11-01',
      invoice: null,
      currentTerm: 'keep',
    });
  });

  it('a change and its reversal on one day net to zero', () => {
    const up = change({});
    const reversal = change({
      facts: up.facts,
      term: { ...paidTerm, period: { start: d('2026-10-15'), end: d('2026-11-01') }, left: 3400 },
      to: to(3100),
      timing: 'now_prorated',
    });
    expect(reversal.currentTerm).toBe('void');
    expect(reversal.creditNote!.total).toBe(3400);
    const charged = up.invoice!.draft.total + reversal.invoice!.draft.total;
    expect(charged - reversal.creditNote!.total).toBe(0);
  });

  it('cheaper now: the bill is not below zero, the rest is credit', () => {
    const decision = change({ to: to(310), timing: 'now_prorated' });
    expect(lines(decision.invoice)).toEqual([['proration_charge', 170]]);
    expect(decision.creditNote).toMatchObject({ total: 1700, net: 1417, tax: 283 });
    expect(decision.creditTarget).toBe('balance');
  });

  it('an unpaid line is credited on its invoice, never turned into money', () => {
    const decision = change({ term: { ...paidTerm, settled: 'open' } });
    expect(decision.creditTarget).toBe('open_invoice');
    expect([decision.creditNote!.total, decision.invoice!.draft.total]).toEqual([1700, 3400]);
  });

  it('never credits more than is left of the line', () => {
    const decision = change({ term: { ...paidTerm, left: 1000 } });
    expect(lines(decision.invoice)![0]).toEqual(['proration_credit', -1000]);
  });

  it('another interval restarts the cycle on the day', () => {
    const decision = change({ to: to(40_000, { interval: yearly }) });
    expect(decision.kind).toBe('upgrade');
    expect(lines(decision.invoice)).toEqual([
      ['proration_credit', -1700],
      ['subscription', 40_000],
    ]);
    expect(decision.facts).toMatchObject({ anchorOn: '2026-10-15', nextBillingOn: '2027-10-15' });
    expect(decision.terms[0]!.end).toBe('2027-10-15');
  });

  it('a yearly downgrade waits, and keeps the remembered 31st behind 28 February', () => {
    const end = subscription({ anchorOn: d('2026-01-31'), nextBillingOn: d('2026-02-28') });
    const term = { ...paidTerm, period: { start: d('2026-01-31'), end: d('2026-02-28') } };
    const decision = planChange({
      facts: end,
      term,
      to: to(31_000, { interval: yearly }),
      timing: 'usual',
      today: d('2026-02-10'),
    });
    expect(decision).toMatchObject({ kind: 'downgrade', effectiveOn: '2026-02-28' });
    expect(decision.facts.anchor).toEqual({ day: 31, month: 2 });
  });

  it('without proration, and in a gap that was promised free, nothing is charged', () => {
    expect(change({ timing: 'now_free' })).toMatchObject({ applies: 'now', invoice: null });
    const gap: RunningTerm = { ...paidTerm, kind: 'free', left: 0 };
    expect(change({ term: gap })).toMatchObject({ applies: 'now', invoice: null, terms: [] });
    const free = { ...facts, unitAmount: 0 };
    expect(change({ term: gap, facts: free }).invoice!.draft.total).toBe(3400);
  });

  it('waits for billing, other currencies and changes that are none', () => {
    expect(() => change({ today: d('2026-11-01') })).toThrow('billing_comes_first');
    expect(() => change({ to: to(1, { currency: 'USD' }) })).toThrow('mixed_currencies');
    expect(() => change({ to: to(3100) })).toThrow('nothing_changes');
  });
});

describe('pause and extension', () => {
  const dates = {
    interval: monthly,
    anchorOn: d('2026-01-31'),
    anchor: { day: 31, month: null },
    nextBillingOn: d('2026-02-28'),
    endsOn: null,
    termEndsOn: d('2026-02-28'),
  };

  it('a pause moves last day, next billing and anchor by the paused days', () => {
    const pause = planPause({ from: d('2026-02-10'), until: null }, d('2026-02-01'));
    const { pausedDays, dates: after } = planResume(dates, pause, d('2026-02-20'));
    expect(pausedDays).toBe(10);
    expect(after).toMatchObject({
      nextBillingOn: '2026-03-10',
      termEndsOn: '2026-03-10',
      anchorOn: '2026-03-10',
      anchor: { day: 10 },
    });
  });

  it('resuming late counts only to the planned end; before it began, nothing', () => {
    const pause = { from: d('2026-02-10'), until: d('2026-02-15') };
    expect(planResume(dates, pause, d('2026-02-20')).pausedDays).toBe(5);
    expect(planResume(dates, pause, d('2026-02-05'))).toEqual({ pausedDays: 0, dates });
  });

  it('refuses pauses that lie in the past or end before they begin', () => {
    const today = d('2026-02-10');
    expect(() => planPause({ from: d('2026-02-09'), until: null }, today)).toThrow('pause_dates');
    expect(() => planPause({ from: today, until: today }, today)).toThrow('pause_dates');
  });

  it('begins while something is overdue only where staff said so', () => {
    expect(['active', 'overdue', 'trialing'].map((s) => beginsIn(s as 'active', false))).toEqual([
      ...[true, false, false],
    ]);
    expect(beginsIn('overdue', true)).toBe(true);
    expect(beginsIn('paused', true)).toBe(false);
  });

  it('an extension is free, moves both dates and can be taken back', () => {
    const plan = { ...dates, anchorOn: d('2026-02-15'), anchor: { day: 15, month: null } };
    const start = { ...plan, nextBillingOn: d('2026-03-15'), termEndsOn: d('2026-03-15') };
    const extended = planExtension(start, { until: d('2026-03-25') });
    expect(extended.term).toEqual({ start: '2026-03-15', end: '2026-03-25', kind: 'granted' });
    expect(extended.dates.nextBillingOn).toBe('2026-03-25');
    expect(moved(extended.dates, -extended.days)).toMatchObject({
      nextBillingOn: '2026-03-15',
      anchor: { day: 15 },
    });
    expect(() => planExtension(start, { days: 0 })).toThrow('invalid_extension');
  });
});
