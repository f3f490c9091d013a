import { describe, expect, it } from 'vitest';
import { checkRefund, refundable } from '../../src/domain/billing/refunds.ts';
import type { Refusal } from '../../src/domain/errors.ts';
import { d } from './builders.ts';

const rules = { latest: 2, maxAgeDays: 30 };
const of = (id: string, on: string, refunded = 0) => {
  return { id, processedOn: d(on), captured: 3100, refunded };
};
const answers = refundable(
  [of('first', '2026-09-01'), of('old', '2026-10-20'), of('new', '2026-11-01', 100)],
  rules,
  d('2026-11-20'),
);

/** What a wish is refused with; undefined when it may be. */
function refusal(invoiceId: string, amount: number): Refusal | undefined {
  try {
    checkRefund({ invoiceId, amount, currency: 'EUR' }, answers, rules);
    return undefined;
  } catch (error) {
    return error as Refusal;
  }
}

describe('what may be refunded', () => {
  it('is allowed up to the last day of its age, and not the day after', () => {
    const on = (today: string) => refundable([of('one', '2026-10-20')], rules, d(today))[0];
    expect(on('2026-11-19')).toEqual({ id: 'one', refundable: true, max: 3100 });
    expect(on('2026-11-20')).toEqual({ id: 'one', refundable: false, max: 0, why: 'too_old' });
    const ageless = refundable(
      [of('one', '1999-01-01')],
      { ...rules, maxAgeDays: null },
      d('2026-11-20'),
    );
    expect(ageless[0]?.refundable).toBe(true);
  });

  it('is any part of what is left, to the cent', () => {
    expect(refusal('new', 1)).toBeUndefined();
    expect(refusal('new', 3000)).toBeUndefined();
    for (const amount of [3001, 0, -1, 0.5]) {
      expect(refusal('new', amount)).toMatchObject({
        code: 'refund_too_large',
        params: { max: 3000 },
        fields: [
          {
            pointer: '/amount',
            code: 'refund_too_large',
            message: { en: expect.stringMatching(/^At most/) },
          },
        ],
      });
    }
  });

  it('says why not, and how many may', () => {
    const no = (why: string) => ({ code: 'not_refundable', params: { latest: 2, why } });
    expect(refusal('old', 1)).toMatchObject(no('too_old'));
    expect(refusal('first', 1)).toMatchObject(no('not_latest'));
    expect(refusal('nobody', 1)).toMatchObject(no('nothing_left'));
  });
});
