import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubscriptionFacts } from '../../src/domain/billing/plan.ts';
import { planBilling, scheduleOf, upcomingInvoices } from '../../src/domain/billing/plan.ts';
import { addDays } from '../../src/domain/dates.ts';
import { anchorOf, isBoundary, nextBoundaryAfter } from '../../src/domain/periods.ts';
import { planRenewal } from '../../src/domain/renewals/plan.ts';
import { taxesOf } from '../../src/domain/tax.ts';
import { subscription } from '../domain/builders.ts';
import { date, every, runs } from './arbitraries.ts';

/** A subscription whose first period was billed, so that the next one is asked for. */
const asked: fc.Arbitrary<SubscriptionFacts & { nextBillingOn: SubscriptionFacts['anchorOn'] }> = fc
  .record({
    ...{ anchorOn: date, interval: every, unitAmount: fc.integer({ min: 1, max: 1_000_000 }) },
    ...{ quantity: fc.integer({ min: 1, max: 9 }), terms: fc.integer({ min: 1, max: 12 }) },
    rate: fc.constantFrom('0', '20', '5.5', '5+9.975'),
    dueDays: fc.nat(60),
  })
  .map(({ terms, rate, ...some }) => {
    const anchor = anchorOf(some.anchorOn, some.interval);
    const facts = subscription({
      ...{ ...some, anchor, taxes: taxesOf(rate) },
      askedFrom: addDays(some.anchorOn, 1),
    });
    let next = some.anchorOn;
    for (let n = 0; n < terms; n += 1) next = nextBoundaryAfter(scheduleOf(facts), next);
    return { ...facts, nextBillingOn: next };
  });

describe('what is asked', () => {
  it('is never billed by a run, whenever it comes', () => {
    fc.assert(
      fc.property(asked, fc.nat(2000), (facts, days) => {
        const plan = planBilling(facts, addDays(facts.nextBillingOn, days), 'all');
        expect(plan.invoices).toEqual([]);
        expect(plan.terms).toEqual([]);
        expect(plan.nextBillingOn).toBe(facts.nextBillingOn);
      }),
      runs,
    );
  });
});

describe('an approved renewal', () => {
  it('in time is the invoice of the next period, exactly as billing by itself would make it', () => {
    fc.assert(
      fc.property(asked, fc.nat(180), (facts, ahead) => {
        const endsOn = facts.nextBillingOn;
        const today = addDays(endsOn, -ahead);
        const late = 'payment_day' as const;
        const renewed = planRenewal({ facts, season: null, endsOn, today, late });
        const [usual] = upcomingInvoices({ ...facts, askedFrom: null }, 1);
        expect(renewed.invoice?.draft).toEqual(usual?.draft);
        expect(renewed.startsOn).toBe(endsOn);
        expect(renewed.endsOn).toBe(usual?.periodEnd);
        expect(renewed.nextBillingOn).toBe(usual?.periodEnd);
        expect(renewed.invoice!.dueOn >= endsOn).toBe(true);
        expect(renewed.invoice!.dueOn >= addDays(today, facts.dueDays)).toBe(true);
      }),
      runs,
    );
  });

  it('too late covers today with one whole period, and keeps the boundaries where it should', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 1500 }), (facts, after) => {
        const endsOn = facts.nextBillingOn;
        const today = addDays(endsOn, after);
        for (const late of ['payment_day', 'keeps_dates'] as const) {
          const renewed = planRenewal({ facts, season: null, endsOn, today, late });
          expect(renewed.startsOn <= today && today < renewed.endsOn).toBe(true);
          expect(renewed.startsOn >= endsOn).toBe(true);
          const [usual] = upcomingInvoices({ ...facts, askedFrom: null }, 1);
          expect(renewed.invoice?.draft.total).toBe(usual?.draft.total);
          const keeps = isBoundary(scheduleOf(facts), renewed.startsOn);
          if (late === 'keeps_dates') expect(keeps).toBe(true);
          else expect(renewed.startsOn).toBe(today);
        }
      }),
      runs,
    );
  });
});
