/** Commitment, notice and two taxes, to the cent and the day (billing-rules §11, §13). */
import { describe, expect, it } from 'vitest';
import { planBilling } from '../../src/domain/billing/plan.ts';
import { Refusal } from '../../src/domain/errors.ts';
import { commitmentEnd, planCancel } from '../../src/domain/subscriptions/cancel.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { d, monthly, subscription } from './builders.ts';

describe('commitment and notice', () => {
  const facts = {
    state: 'active' as const,
    startsOn: d('2026-01-15'),
    trialEndsOn: null,
    termEndsOn: d('2026-05-15'),
    schedule: { start: d('2026-01-15'), anchor: { day: 15, month: null }, interval: monthly },
  };

  it('before the commitment is over it ends with the commitment', () => {
    const committedUntil = commitmentEnd(d('2026-01-15'), 12);
    expect(committedUntil).toBe('2027-01-15');
    const decision = planCancel({ ...facts, committedUntil }, d('2026-05-02'));
    expect(decision).toMatchObject({ state: 'active', endsOn: '2027-01-15' });
  });

  it('a notice that reaches past the paid time costs whole further periods', () => {
    const early = planCancel({ ...facts, noticeDays: 10 }, d('2026-05-02'));
    expect(early.endsOn).toBe('2026-05-15');
    const late = planCancel({ ...facts, noticeDays: 30 }, d('2026-05-02'));
    expect(late.endsOn).toBe('2026-06-15');
  });

  it('in the trial neither counts: it ends with the trial and costs nothing', () => {
    const trial = { ...facts, state: 'trialing' as const, trialEndsOn: d('2026-01-29') };
    const committedUntil = commitmentEnd(d('2026-01-29'), 12);
    const decision = planCancel({ ...trial, committedUntil, noticeDays: 30 }, d('2026-01-20'));
    expect(decision).toMatchObject({ state: 'trialing', endsOn: '2026-01-29' });
  });

  it('what was sold once has nothing to cancel', () => {
    expect(() => planCancel({ ...facts, once: true }, d('2026-05-02'))).toThrow(Refusal);
  });
});

describe('two taxes side by side', () => {
  it('TPS 5 % and TVQ 9.975 % on 100.00: 5.00 and 9.98, each rounded once', () => {
    const facts = subscription({
      unitAmount: 10_000,
      taxMode: 'exclusive',
      taxes: taxesOf('5+9.975'),
      currency: 'CAD',
    });
    const { draft } = planBilling(facts, d('2026-11-01')).invoices[0]!;
    expect(draft.groups.map((group) => [group.rate, group.base, group.tax])).toEqual([
      ['5', 10_000, 500],
      ['9.975', 10_000, 998],
    ]);
    expect(draft).toMatchObject({ net: 10_000, tax: 1498, total: 11_498 });
    expect(draft.lines[0]!.taxRate).toBe('5+9.975');
  });
});
