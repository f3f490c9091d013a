import { describe, expect, it } from 'vitest';
import type { PlannedInvoice } from '../../src/domain/billing/plan.ts';
import { planBilling } from '../../src/domain/billing/plan.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { JoinInput } from '../../src/domain/subscriptions/join.ts';
import { defaultFirstBilling, planJoin } from '../../src/domain/subscriptions/join.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { d, joining, monthly } from './builders.ts';

const brief = (invoice: PlannedInvoice) => [
  invoice.issueOn,
  invoice.periodStart,
  invoice.periodEnd,
  invoice.draft.total,
];

function refusal(input: JoinInput): Refusal {
  try {
    planJoin(input);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('staff add a member', () => {
  it('A: 15 October, recurring 1 November, prorated: 17 of 31 days now, then whole months', () => {
    const decision = planJoin(joining());
    expect(decision.case).toBe('A');
    expect(decision.invoicesNow.map(brief)).toEqual([
      ['2026-10-15', '2026-10-15', '2026-11-01', 1700],
    ]);
    const [line] = decision.invoicesNow[0]!.draft.lines;
    expect(line).toMatchObject({ fraction: { days: 17, of: 31 }, net: 1417, tax: 283 });
    expect(decision.upcoming.map(brief)).toEqual([
      ['2026-11-01', '2026-11-01', '2026-12-01', 3100],
      ['2026-12-01', '2026-12-01', '2027-01-01', 3100],
      ['2027-01-01', '2027-01-01', '2027-02-01', 3100],
    ]);
    expect(decision.terms).toEqual([{ start: '2026-10-15', end: '2026-11-01', kind: 'paid' }]);
    expect(decision.nextBillingOn).toBe('2026-11-01');
    expect(decision.subscription).toMatchObject({ state: 'active', anchor: { day: 1 } });
  });

  it('A with a cent to round: 17/31 of 10.00 is 5.48', () => {
    const price = { amount: 1000, currency: 'EUR', interval: monthly };
    expect(planJoin(joining({ price })).invoicesNow[0]!.draft.total).toBe(548);
  });

  it('A further away: one invoice at the start, a line per month it covers', () => {
    const decision = planJoin(joining({ firstBillingOn: d('2026-12-01') }));
    const lines = decision.invoicesNow[0]!.draft.lines;
    expect(lines.map((line) => [line.kind, line.total])).toEqual([
      ['proration_charge', 1700],
      ['subscription', 3100],
    ]);
    expect(decision.nextBillingOn).toBe('2026-12-01');
  });

  it('A with a start in the future: nothing now, the stub on the start date', () => {
    const decision = planJoin(joining({ today: d('2026-10-01') }));
    expect(decision.invoicesNow).toEqual([]);
    expect(decision.subscription.state).toBe('scheduled');
    expect(decision.upcoming.map(brief)[0]).toEqual([
      '2026-10-15',
      '2026-10-15',
      '2026-11-01',
      1700,
    ]);
    const run = planBilling(decision.facts, d('2026-10-15'));
    expect(run.invoices[0]).toEqual(decision.upcoming[0]);
  });

  it('B: same date, not ticked: the full amount on the start date, then every period', () => {
    const same = { firstBillingOn: d('2026-10-15'), prorate: false };
    const decision = planJoin(joining(same));
    expect(decision.case).toBe('B');
    expect(decision.invoicesNow.map(brief)).toEqual([
      ['2026-10-15', '2026-10-15', '2026-11-15', 3100],
    ]);
    expect(decision.upcoming[0]!.issueOn).toBe('2026-11-15');
  });

  it('C: later date, not ticked: free until then', () => {
    const decision = planJoin(joining({ prorate: false }));
    expect(decision.case).toBe('C');
    expect(decision.invoicesNow).toEqual([]);
    expect(decision.terms).toEqual([{ start: '2026-10-15', end: '2026-11-01', kind: 'free' }]);
    expect(decision.upcoming.map(brief)[0]).toEqual([
      '2026-11-01',
      '2026-11-01',
      '2026-12-01',
      3100,
    ]);
  });

  it('D: same date, ticked: one full invoice, never a zero or a second one', () => {
    const decision = planJoin(joining({ firstBillingOn: d('2026-10-15') }));
    expect(decision.case).toBe('D');
    expect(decision.invoicesNow.map(brief)).toEqual([
      ['2026-10-15', '2026-10-15', '2026-11-15', 3100],
    ]);
  });

  it('E: a recurring date before the start is refused at its field', () => {
    const found = refusal(joining({ firstBillingOn: d('2026-10-14') }));
    expect(found.code).toBe('billing_before_start');
    expect(found.fields[0]!.pointer).toBe('/first_billing_on');
  });

  it('a past start is refused, but not for an import, which bills nothing of the past', () => {
    const past = { startOn: d('2020-03-01'), today: d('2026-10-15') };
    const found = refusal(joining(past));
    expect([found.code, found.fields[0]!.pointer]).toEqual(['start_in_past', '/start_on']);
    expect(found.say('fr')).toContain('15 octobre 2026');
    const imported = planJoin(joining({ ...past, source: 'import' }));
    expect(imported.invoicesNow).toEqual([]);
    expect(imported.terms).toEqual([{ start: '2020-03-01', end: '2026-11-01', kind: 'granted' }]);
    expect(imported.subscription).toMatchObject({ state: 'active', startsOn: '2020-03-01' });
  });
});

describe('other beginnings', () => {
  it('the billing day pre-fills its next occurrence', () => {
    expect(defaultFirstBilling(1, d('2026-10-15'))).toBe('2026-11-01');
    expect(defaultFirstBilling(null, d('2026-10-15'))).toBe('2026-10-15');
  });

  it('a clamped first date remembers the billing day behind it', () => {
    const february = { startOn: d('2026-02-10'), today: d('2026-02-10'), anchorDay: 31 };
    const decision = planJoin(joining({ ...february, firstBillingOn: d('2026-02-28') }));
    expect(decision.subscription.anchor.day).toBe(31);
    expect(decision.upcoming.map((each) => each.issueOn)).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
  });

  it('closed anchor days are refused in the form only', () => {
    const late = { firstBillingOn: d('2026-10-31'), anchorDays: 'up_to_28' } as const;
    expect(refusal(joining(late)).code).toBe('anchor_day_closed');
    expect(planJoin(joining({ ...late, source: 'import' })).subscription.anchor.day).toBe(31);
  });

  it('a trial costs nothing; paying begins when it ends', () => {
    const trial = { trialDays: 14, firstBillingOn: null, prorate: false };
    const decision = planJoin(joining(trial));
    expect(decision.subscription).toMatchObject({ state: 'trialing', trialEndsOn: '2026-10-29' });
    expect(decision.terms).toEqual([{ start: '2026-10-15', end: '2026-10-29', kind: 'trial' }]);
    expect(decision.upcoming[0]!.issueOn).toBe('2026-10-29');
    const early = { ...trial, firstBillingOn: d('2026-10-20') };
    expect(refusal(joining(early)).code).toBe('billing_before_trial_ends');
  });

  it('the set-up fee is on the first invoice only', () => {
    const plan = { ...joining().plan, setupAmount: 500 };
    const decision = planJoin(joining({ plan }));
    expect(decision.invoicesNow[0]!.draft.total).toBe(2200);
    expect(decision.upcoming.map((each) => each.draft.total)).toEqual([3100, 3100, 3100]);
    const later = planJoin(joining({ plan, prorate: false }));
    expect(later.upcoming.map((each) => each.draft.total)).toEqual([3600, 3100, 3100]);
  });

  it('free plans get terms and never an invoice', () => {
    const price = { amount: 0, currency: 'EUR', interval: monthly };
    const decision = planJoin(joining({ price, firstBillingOn: null, prorate: false }));
    expect(decision.invoicesNow).toEqual([]);
    expect(decision.upcoming).toEqual([]);
    expect(decision.terms).toEqual([{ start: '2026-10-15', end: '2026-11-15', kind: 'free' }]);
  });

  it('a sign-up that needs approval bills and opens nothing yet', () => {
    const decision = planJoin(joining({ source: 'signup', approval: 'needed' }));
    expect(decision.subscription.state).toBe('pending_approval');
    expect([decision.invoicesNow, decision.terms]).toEqual([[], []]);
  });

  it('exclusive prices add the tax to the prorated net', () => {
    const plan = { ...joining().plan, taxMode: 'exclusive', taxes: taxesOf('20') } as const;
    const { draft } = planJoin(joining({ plan })).invoicesNow[0]!;
    expect([draft.net, draft.tax, draft.total]).toEqual([1700, 340, 2040]);
  });
});
