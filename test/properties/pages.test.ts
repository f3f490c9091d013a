/** Laws of who may open a page, for any subscriptions, rule and day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactAccess } from '../../src/domain/access.ts';
import { addDays, localDate } from '../../src/domain/dates.ts';
import { pageReason } from '../../src/domain/pageReasons.ts';
import type { HeldPlan, PageRule, Reader } from '../../src/domain/pages.ts';
import { pageAccess, pageAudiences } from '../../src/domain/pages.ts';
import { subscriptionStates } from '../../src/domain/subscriptions/transitions.ts';

const runs = { numRuns: 500 };
const base = localDate('2026-01-01');
const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(base, days));
const plans = ['gold', 'silver', 'bronze'];

const held: fc.Arbitrary<HeldPlan> = fc
  .record({
    planId: fc.constantFrom(...plans),
    state: fc.constantFrom(...subscriptionStates),
    startsOn: day,
    endsOn: fc.option(day),
    pausedFrom: fc.option(day),
    failedOn: fc.option(day),
    access: fc.constantFrom(
      { kind: 'suspend' as const },
      { kind: 'keep_days' as const, days: 5 },
      { kind: 'keep_until_cancelled' as const },
    ),
    pauseKeepsAccess: fc.boolean(),
    paidDays: fc.nat(90),
  })
  .map(({ planId, pausedFrom, failedOn, access, paidDays, ...some }) => ({
    planId,
    planName: planId,
    facts: {
      ...some,
      trialEndsOn: null,
      endCause: some.endsOn && ('cancelled' as const),
      pause: pausedFrom && { from: pausedFrom, until: null },
      nextBillingOn: null,
      terms: [
        {
          start: some.startsOn,
          end: addDays(some.startsOn, paidDays),
          status: 'active' as const,
        },
      ],
      overdue: failedOn && { firstFailedOn: failedOn, access },
    },
  }));

const reader: fc.Arbitrary<Reader> = fc.record({
  blocked: fc.boolean(),
  joinedOn: day,
  held: fc.array(held, { maxLength: 4 }),
});

const page: fc.Arbitrary<PageRule> = fc.record({
  published: fc.boolean(),
  audience: fc.constantFrom(...pageAudiences),
  planIds: fc.subarray(plans),
  opensOverdue: fc.boolean(),
  opensPaused: fc.boolean(),
  afterDays: fc.nat(60),
});

const isOpen = (...asked: Parameters<typeof pageAccess>) => pageAccess(...asked).open;

/** Holds for every page, reader (or nobody) and day. */
function always(law: (rule: PageRule, who: Reader | null, today: typeof base) => void): void {
  fc.assert(fc.property(page, fc.option(reader), day, law), runs);
}

describe('a page', () => {
  it('never opens by taking a permission away', () => {
    always((rule, who, today) => {
      const less: PageRule[] = [
        { ...rule, opensOverdue: false },
        { ...rule, opensPaused: false },
        { ...rule, published: false },
        { ...rule, planIds: rule.planIds.slice(1) },
        ...(rule.audience === 'everyone' ? [{ ...rule, audience: 'members' as const }] : []),
        ...(rule.audience === 'members' ? [{ ...rule, audience: 'plans' as const }] : []),
      ];
      for (const each of less) {
        expect(isOpen(each, who, today) && !isOpen(rule, who, today)).toBe(false);
      }
    });
  });

  it('never closes by giving one, or by holding one more plan', () => {
    always((rule, who, today) => {
      if (!who || !isOpen(rule, who, today)) return;
      expect(isOpen({ ...rule, planIds: plans }, who, today)).toBe(true);
      const more = [...who.held, ...who.held.slice(0, 1)];
      expect(isOpen(rule, { ...who, held: more }, today)).toBe(true);
    });
  });

  it('opens no later with fewer days to wait, and on the day it says', () => {
    always((rule, who, today) => {
      const decision = pageAccess(rule, who, today);
      if (decision.open) {
        const sooner = { ...rule, afterDays: Math.floor(rule.afterDays / 2) };
        expect(isOpen(sooner, who, today)).toBe(true);
      }
      if (decision.code !== 'opens_on') return;
      expect(decision.params.on! > today).toBe(true);
      // Nothing but the wait is in the way.
      expect(isOpen({ ...rule, afterDays: 0 }, who, today)).toBe(true);
      const day = localDate(String(decision.params.on));
      const before = pageAccess(rule, who, addDays(day, -1));
      expect(before.open).toBe(false);
    });
  });

  it('for members, without more, is open exactly where their access is', () => {
    always((_rule, who, today) => {
      if (!who) return;
      const plain: PageRule = {
        ...{ published: true, audience: 'members', planIds: [], afterDays: 0 },
        ...{ opensOverdue: false, opensPaused: false },
      };
      const subscriptions = who.held.map(({ facts }) => facts);
      const access = contactAccess({ blocked: who.blocked, subscriptions }, today);
      expect(isOpen(plain, who, today)).toBe(access.open);
    });
  });

  it('says why in whole sentences', () => {
    always((rule, who, today) => {
      const decision = pageAccess(rule, who, today);
      for (const language of ['en', 'fr'] as const) {
        expect(pageReason(decision, language)).toMatch(/^[^{}]+\.$/);
      }
    });
  });
});
