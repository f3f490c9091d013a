import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, localDate as d, dayOfWeek, daysBetween } from '../../src/domain/dates.ts';
import type { WaitingDebit } from '../../src/domain/sepa/batches.ts';
import { earliestCollection, planBatch, settlementDay } from '../../src/domain/sepa/batches.ts';
import { addBankDays, bankDayFrom, isBankDay } from '../../src/domain/sepa/calendar.ts';
import { isCreditorId } from '../../src/domain/sepa/creditor.ts';
import { bankText } from '../../src/domain/sepa/text.ts';

const numRuns = Number(process.env.CERCLE_PROPERTY_RUNS ?? 500);
const day = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays(d('2000-01-01'), n));
const few = fc.integer({ min: 0, max: 30 });

it('the next bank day is one, never far, and itself from there', () => {
  fc.assert(
    fc.property(day, few, (from, count) => {
      const next = bankDayFrom(from);
      expect(isBankDay(next)).toBe(true);
      expect(dayOfWeek(next)).toBeLessThan(6);
      // The longest pause is Good Friday to Easter Monday, or Christmas beside a week-end.
      expect(daysBetween(from, next)).toBeLessThanOrEqual(4);
      expect(bankDayFrom(next)).toBe(next);
      const later = addBankDays(from, count);
      expect(addBankDays(later, 1) > later).toBe(true);
      expect(addBankDays(addBankDays(from, count), 3)).toBe(addBankDays(from, count + 3));
    }),
    { numRuns },
  );
});

it('a collection leaves both notices, and settles after the days of returns', () => {
  fc.assert(
    fc.property(day, few, few, (today, noticeDays, leadDays) => {
      const on = earliestCollection(today, { noticeDays, leadDays });
      expect(isBankDay(on)).toBe(true);
      expect(daysBetween(today, on)).toBeGreaterThanOrEqual(noticeDays);
      expect(on >= addBankDays(today, leadDays)).toBe(true);
      expect(settlementDay(on, 'CORE') > settlementDay(on, 'B2B')).toBe(true);
    }),
    { numRuns },
  );
});

it('whatever people write, banks read their characters only, and no more than fit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 140 }), (text, max) => {
      const written = bankText(text, max);
      expect(written).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/);
      expect(written.length).toBeLessThanOrEqual(max);
      expect(bankText(written, max)).toBe(written);
    }),
    { numRuns },
  );
});

it('one wrong digit of a creditor identifier never passes', () => {
  const good = 'DE98ZZZ09999999999';
  fc.assert(
    fc.property(fc.integer({ min: 7, max: good.length - 1 }), fc.nat(9), (place, digit) => {
      const changed = good.slice(0, place) + digit + good.slice(place + 1);
      expect(isCreditorId(changed)).toBe(changed === good);
    }),
    { numRuns },
  );
});

const debit: fc.Arbitrary<WaitingDebit> = fc.record({
  attemptId: fc.uuid(),
  mandateId: fc.constantFrom('a', 'b', 'c'),
  mandate: fc.constantFrom('active', 'expired', 'revoked', 'replaced', 'returned'),
  scheme: fc.constantFrom('CORE', 'B2B'),
  usedBefore: fc.boolean(),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  owed: fc.integer({ min: 0, max: 1_000_000 }),
});

it('every waiting debit is taken or dropped, never above what is owed, and the sum is right', () => {
  fc.assert(
    fc.property(fc.array(debit), fc.constantFrom('RCUR', 'FRST'), (waiting, first) => {
      const { take, drop, total } = planBatch(waiting, first);
      expect(take.length + drop.length).toBe(waiting.length);
      expect(total).toBe(take.reduce((sum, { amount }) => sum + amount, 0));
      const byId = new Map(waiting.map((each) => [each.attemptId, each]));
      for (const { attemptId, amount } of take) {
        const asked = byId.get(attemptId)!;
        expect(amount).toBeGreaterThan(0);
        expect(amount).toBeLessThanOrEqual(Math.min(asked.amount, asked.owed));
      }
      const firsts = take.filter(({ sequence }) => sequence === 'FRST');
      const mandates = firsts.map(({ attemptId }) => byId.get(attemptId)!.mandateId);
      expect(new Set(mandates).size).toBe(mandates.length);
      if (first === 'RCUR') expect(firsts).toEqual([]);
    }),
    { numRuns },
  );
});
