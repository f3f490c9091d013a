import { describe, expect, it } from 'vitest';
import { isAsked, planBilling, upcomingInvoices } from '../../src/domain/billing/plan.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { planRenewal } from '../../src/domain/renewals/plan.ts';
import { shortestPeriod } from '../../src/domain/renewals/policy.ts';
import { remindersDue } from '../../src/domain/renewals/schedule.ts';
import type { RenewalAct, RenewalState } from '../../src/domain/renewals/states.ts';
import {
  allowedRenewalActs,
  nextRenewalState,
  renewalStates,
} from '../../src/domain/renewals/states.ts';
import { subscription } from './builders.ts';

const yearly = { unit: 'year' as const, count: 1 };
const facts = subscription({
  ...{ interval: yearly, anchorOn: d('2026-01-01'), unitAmount: 30_000, dueDays: 14 },
  ...{ nextBillingOn: d('2027-01-01'), askedFrom: d('2026-01-02') },
});
const base = { facts, season: null, endsOn: d('2027-01-01'), late: 'payment_day' as const };

describe('what is only asked', () => {
  it('is not billed by itself, nor foreseen, and stays where it is', () => {
    expect(isAsked(facts, d('2026-01-01'))).toBe(false);
    expect(isAsked(facts, d('2026-01-02'))).toBe(true);
    const plan = planBilling(facts, d('2027-06-01'));
    expect(plan).toMatchObject({ invoices: [], due: [], nextBillingOn: '2027-01-01' });
    expect(upcomingInvoices(facts, 3)).toEqual([]);
  });

  it('is billed up to there', () => {
    const joining = { ...facts, nextBillingOn: d('2026-01-01') };
    const plan = planBilling(joining, d('2026-01-01'));
    expect(plan.invoices).toHaveLength(1);
    expect(plan.nextBillingOn).toBe('2027-01-01');
  });
});

describe('an approved renewal', () => {
  it('follows the running term, due when that is over at the earliest', () => {
    const { startsOn, endsOn, invoice, nextBillingOn, terms } = planRenewal({
      ...base,
      today: d('2026-11-25'),
    });
    expect([startsOn, endsOn, nextBillingOn]).toEqual(['2027-01-01', '2028-01-01', '2028-01-01']);
    expect(invoice).toMatchObject({ issueOn: '2026-11-25', dueOn: '2027-01-01' });
    expect(invoice?.draft.total).toBe(30_000);
    expect(terms).toEqual([{ start: '2027-01-01', end: '2028-01-01', kind: 'paid' }]);
  });

  it('on its last days leaves the days that every invoice leaves', () => {
    const { invoice } = planRenewal({ ...base, today: d('2026-12-30') });
    expect(invoice?.dueOn).toBe('2027-01-13');
    expect(planRenewal({ ...base, today: d('2027-01-01') }).startsOn).toBe('2027-01-01');
  });

  it('too late begins today, or with the period that runs, by the rule of the plan', () => {
    const today = d('2028-03-10');
    const anew = planRenewal({ ...base, today });
    expect([anew.startsOn, anew.endsOn]).toEqual(['2028-03-10', '2029-03-10']);
    expect(anew.facts.anchorOn).toBe('2028-03-10');
    const kept = planRenewal({ ...base, today, late: 'keeps_dates' });
    expect([kept.startsOn, kept.endsOn]).toEqual(['2028-01-01', '2029-01-01']);
    expect(kept.invoice?.dueOn).toBe('2028-03-24');
  });

  it('of a season turns with it, however late', () => {
    const start = { day: 1, month: 9 };
    const season = { start, rollover: null, firstPeriod: 'full' as const };
    const late = { ...base, endsOn: d('2026-09-01'), today: d('2026-11-10'), season };
    const { startsOn, endsOn, invoice } = planRenewal({
      ...late,
      facts: { ...facts, anchorOn: d('2025-09-01'), firstPeriod: 'full' },
    });
    expect([startsOn, endsOn]).toEqual(['2026-11-10', '2027-09-01']);
    expect(invoice?.draft.total).toBe(30_000);
  });

  it('that costs nothing has no invoice', () => {
    const free = planRenewal({
      ...base,
      facts: { ...facts, unitAmount: 0 },
      today: d('2026-12-01'),
    });
    expect(free.invoice).toBeNull();
    expect(free.terms).toEqual([{ start: '2027-01-01', end: '2028-01-01', kind: 'free' }]);
  });
});

describe('the states of a renewal', () => {
  const sentAt = '2026-11-17T08:00:00Z';
  const of = (state: RenewalState) => ({ state, sentAt });

  it('lead where the spec says', () => {
    const table: [RenewalAct, RenewalState, RenewalState][] = [
      ['send', 'scheduled', 'sent'],
      ['ask', 'sent', 'change_requested'],
      ['approve', 'change_requested', 'approved'],
      ['complete', 'approved', 'completed'],
      ['refuse', 'approved', 'refused'],
      ['reset', 'refused', 'sent'],
      ['intervene', 'sent', 'intervention'],
      ['lapse', 'intervention', 'lapsed'],
    ];
    for (const [act, state, next] of table) expect(nextRenewalState(act, of(state))).toBe(next);
  });

  it('go back to waiting for their day when nothing was sent', () => {
    expect(nextRenewalState('reset', { state: 'refused', sentAt: null })).toBe('scheduled');
    expect(nextRenewalState('resume', { state: 'intervention', sentAt: null })).toBe('scheduled');
  });

  it('allow nothing once the new term is paid, and refuse by name', () => {
    expect(allowedRenewalActs('completed')).toEqual([]);
    for (const state of renewalStates) {
      if (state === 'intervention') continue;
      expect(() => nextRenewalState('resume', of(state))).toThrow(
        expect.objectContaining({ code: 'renewal_not_in_state' }),
      );
    }
  });
});

describe('reminders', () => {
  it.each([
    ['2026-11-23', 0],
    ['2026-11-24', 1],
    ['2026-12-01', 2],
    ['2026-12-16', 2],
    ['2026-12-17', 3],
    ['2027-12-17', 3],
  ])('of a notice of 17 November are due by %s: %i', (today, count) => {
    expect(remindersDue(d('2026-11-17'), [7, 14, 30], d(today))).toBe(count);
  });
});

describe('a lead time', () => {
  it('is below the shortest period there can be', () => {
    expect(shortestPeriod({ unit: 'month', count: 1 })).toBe(28);
    expect(shortestPeriod({ unit: 'month', count: 3 })).toBeLessThanOrEqual(89);
    expect(shortestPeriod(yearly)).toBe(365);
  });
});
