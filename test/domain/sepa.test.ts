import { describe, expect, it } from 'vitest';
import { localDate as d } from '../../src/domain/dates.ts';
import { isKnownDecline, reasonText } from '../../src/domain/overdue/declines.ts';
import type { WaitingDebit } from '../../src/domain/sepa/batches.ts';
import {
  collectionDay,
  earliestCollection,
  planBatch,
  settlementDay,
} from '../../src/domain/sepa/batches.ts';
import {
  addBankDays,
  bankDayFrom,
  easterSunday,
  isBankDay,
} from '../../src/domain/sepa/calendar.ts';
import { isCreditorId, plainCreditorId } from '../../src/domain/sepa/creditor.ts';
import {
  expiresOn,
  mandateReference,
  mandateState,
  mandateText,
} from '../../src/domain/sepa/mandates.ts';
import { commonCodes, kindOfReturn, reasonOf } from '../../src/domain/sepa/returns.ts';
import { bankText, isReadable } from '../../src/domain/sepa/text.ts';

describe('the days on which banks settle', () => {
  it('know Easter', () => {
    expect([1818, 2000, 2024, 2025, 2026, 2027, 2038, 2285].map(easterSunday)).toEqual([
      ...['1818-03-22', '2000-04-23', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28'],
      ...['2038-04-25', '2285-03-22'],
    ]);
  });

  it('leave out week-ends and the six holidays, and nothing else', () => {
    const closed = ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2025-12-25'];
    for (const day of [...closed, '2025-12-26', '2026-11-28', '2026-11-29']) {
      expect(isBankDay(d(day)), day).toBe(false);
    }
    // Holidays of one country only, Ascension Day among them, are bank days.
    for (const day of ['2026-05-14', '2026-07-14', '2025-12-24', '2026-04-02', '2026-04-07']) {
      expect(isBankDay(d(day)), day).toBe(true);
    }
    expect(bankDayFrom(d('2026-04-03'))).toBe('2026-04-07');
    expect(addBankDays(d('2026-04-02'), 1)).toBe('2026-04-07');
    expect(addBankDays(d('2025-12-24'), 2)).toBe('2025-12-30');
    expect(addBankDays(d('2026-11-28'), 0)).toBe('2026-11-30');
  });
});

describe('a text for banks', () => {
  it('keeps what they take and writes the rest near to it', () => {
    expect(bankText("Zoë Œuvré-D'Arc", 70)).toBe("Zoe OEuvre-D'Arc");
    expect(bankText('Müller & Söhne <GmbH>_; ß "x"', 70)).toBe("Muller + Sohne .GmbH.-, ss 'x'");
    expect(bankText('Łukasz Ðorđe Ærø Þór', 70)).toBe('Lukasz Dorde AEro Thor');
    expect(bankText('  a \n\t b  ', 70)).toBe('a b');
    expect(bankText('e\u0301', 70)).toBe('e');
    expect(bankText('abc def', 4)).toBe('abc');
    expect(bankText('王', 70)).toBe('.');
    expect(isReadable('..')).toBe(false);
  });
});

describe('a creditor identifier', () => {
  it('is right by its check digits, whatever its business code', () => {
    for (const good of ['FR72ZZZ123456', 'FR72ABC123456', 'DE98ZZZ09999999999']) {
      expect(isCreditorId(good), good).toBe(true);
    }
    for (const bad of ['FR73ZZZ123456', 'FR72ZZZ123465', 'FR72', '72FRZZZ123456', '']) {
      expect(isCreditorId(bad), bad).toBe(false);
    }
    expect(plainCreditorId('fr72 zzz 123456')).toBe('FR72ZZZ123456');
  });
});

describe('a mandate', () => {
  const signed = { signedOn: d('2023-10-15'), usedOn: null, endReason: null };

  it('is over 36 months after it was signed or last used', () => {
    expect(expiresOn(signed)).toBe('2026-10-15');
    expect(mandateState(signed, d('2026-10-14'))).toBe('active');
    expect(mandateState(signed, d('2026-10-15'))).toBe('expired');
    const used = { ...signed, usedOn: d('2024-02-29') };
    expect(expiresOn(used)).toBe('2027-02-28');
    expect(mandateState({ ...used, endReason: 'revoked' }, d('2024-03-01'))).toBe('revoked');
  });

  it('says who may debit, and what the payer may do about it', () => {
    const facts = { creditorName: 'Régie', creditorId: 'FR72ZZZ123456', noticeDays: 5 };
    const core = mandateText({ ...facts, scheme: 'CORE' }, 'en');
    expect(core).toContain('Régie (creditor identifier FR72ZZZ123456)');
    expect(core).toContain('eight weeks');
    expect(core).toContain('5 days');
    expect(mandateText({ ...facts, scheme: 'CORE' }, 'fr')).toContain('huit semaines');
    expect(mandateText({ ...facts, scheme: 'B2B' }, 'fr')).toContain('interentreprises');
    expect(mandateText({ ...facts, scheme: 'B2B' }, 'en')).not.toContain('eight weeks');
    expect(mandateReference(2026, 12)).toBe('M-2026-000012');
  });
});

describe('the day of a collection', () => {
  const notice = { noticeDays: 2, leadDays: 2 };

  it('leaves time to tell payers and for the bank, on a bank day', () => {
    expect(earliestCollection(d('2026-10-01'), notice)).toBe('2026-10-05');
    expect(earliestCollection(d('2026-10-01'), { noticeDays: 14, leadDays: 2 })).toBe('2026-10-15');
    expect(earliestCollection(d('2026-04-01'), notice)).toBe('2026-04-07');
    expect(collectionDay(undefined, d('2026-10-01'), notice)).toBe('2026-10-05');
    expect(collectionDay(d('2026-10-06'), d('2026-10-01'), notice)).toBe('2026-10-06');
    const refused = (day: string) => () => collectionDay(d(day), d('2026-10-01'), notice);
    expect(refused('2026-10-02')).toThrow('collection_too_early');
    expect(refused('2026-10-10')).toThrow('not_a_bank_day');
    expect(refused('2026-12-01')).toThrow('collection_too_late');
  });

  it('is followed by the days in which banks send back', () => {
    expect(settlementDay(d('2026-10-05'), 'CORE')).toBe('2026-10-12');
    expect(settlementDay(d('2026-10-05'), 'B2B')).toBe('2026-10-08');
  });
});

describe('the next file', () => {
  const debit: WaitingDebit = {
    ...{ attemptId: 'a', mandateId: 'm', mandate: 'active', scheme: 'CORE', usedBefore: false },
    ...{ amount: 3000, owed: 3000 },
  };

  it('takes what is owed under a mandate that stands', () => {
    const plan = planBatch(
      [
        debit,
        { ...debit, attemptId: 'b', owed: 1250 },
        { ...debit, attemptId: 'c', owed: 0 },
        { ...debit, attemptId: 'd', mandate: 'revoked' },
        { ...debit, attemptId: 'e', mandate: 'expired' },
        { ...debit, attemptId: 'f', mandate: 'replaced' },
      ],
      'RCUR',
    );
    expect(plan.take.map(({ attemptId, amount }) => [attemptId, amount])).toEqual([
      ...[
        ['a', 3000],
        ['b', 1250],
        ['f', 3000],
      ],
    ]);
    expect(plan.drop).toEqual([
      { attemptId: 'c', why: 'no_longer_due' },
      { attemptId: 'd', why: 'mandate_ended' },
      { attemptId: 'e', why: 'mandate_expired' },
    ]);
    expect(plan.total).toBe(7250);
    expect(plan.take.every(({ sequence }) => sequence === 'RCUR')).toBe(true);
  });

  it('marks the first debit of a mandate where banks want it, once', () => {
    const two = [debit, { ...debit, attemptId: 'b' }];
    expect(planBatch(two, 'FRST').take.map(({ sequence }) => sequence)).toEqual(['FRST', 'RCUR']);
    const used = [{ ...debit, usedBefore: true }];
    expect(planBatch(used, 'FRST').take.map(({ sequence }) => sequence)).toEqual(['RCUR']);
  });
});

describe('the reason of a return', () => {
  it('is soft where trying again may help, hard where the mandate is not to be used again', () => {
    const soft = ['AM04', 'MS03', 'AM05', 'TM01', 'XX99'];
    const hard = ['AC01', 'AC04', 'AC06', 'AG01', 'MD01', 'MD06', 'MD07', 'MS02', 'SL01'];
    expect(soft.filter((code) => kindOfReturn(code) !== 'soft')).toEqual([]);
    expect(hard.filter((code) => kindOfReturn(code) !== 'hard')).toEqual([]);
  });

  it('has words in both languages', () => {
    for (const code of [...commonCodes, 'AC13', 'BE05', 'CNOR', 'MD02', 'RR04', 'FF01']) {
      expect(isKnownDecline(reasonOf(code)), code).toBe(true);
      expect(reasonText(reasonOf(code), 'fr')).not.toBe('');
    }
  });
});
