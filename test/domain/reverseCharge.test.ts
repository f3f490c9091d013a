import { describe, expect, it } from 'vitest';
import { wholePrice } from '../../src/domain/billing/lines.ts';
import { planBilling } from '../../src/domain/billing/plan.ts';
import type { PayerTax } from '../../src/domain/billing/reverseCharge.ts';
import {
  chargedTo,
  checkPayerTax,
  checkReverseCharge,
  netOf,
} from '../../src/domain/billing/reverseCharge.ts';
import type { Refusal } from '../../src/domain/errors.ts';
import { unusedCredit } from '../../src/domain/subscriptions/unused.ts';
import { rateText, taxesOf } from '../../src/domain/tax.ts';
import { vatNumberOf } from '../../src/domain/vatNumber.ts';
import { d, subscription } from './builders.ts';

const own = 'FR12345678901';

function refusal(act: () => void): { code: string; pointer: string | undefined } | null {
  try {
    act();
    return null;
  } catch (error) {
    const { code, fields } = error as Refusal;
    return { code, pointer: fields[0]?.pointer };
  }
}

describe('a VAT number', () => {
  it('begins with its country, marks between and small letters ignored', () => {
    expect(vatNumberOf(' de 123.456-789 ')).toBe('DE123456789');
    expect(vatNumberOf('ATU12345678')).toBe('ATU12345678');
    for (const text of [null, undefined, '', '123456789', 'F1', 'D', 'DE1', 'DE123456789012345']) {
      expect(vatNumberOf(text)).toBe('');
    }
  });
});

describe('reverse charge', () => {
  it('needs the number of the seller first, then that of the buyer, whom it names', () => {
    const buyer = { name: 'Klang AG', vatNumber: 'DE123456789' };
    expect(refusal(() => checkReverseCharge({ seller: own, buyer }))).toBeNull();
    const missing = { ...buyer, vatNumber: null };
    expect(refusal(() => checkReverseCharge({ seller: '', buyer: missing }))).toEqual({
      ...{ code: 'seller_vat_missing', pointer: '/reverse_charge' },
    });
    expect(refusal(() => checkReverseCharge({ seller: own, buyer: missing }))).toEqual({
      ...{ code: 'buyer_vat_missing', pointer: '/reverse_charge' },
    });
    expect(() => checkReverseCharge({ seller: own, buyer: missing })).toThrow('Klang AG');
  });

  it('is refused to a record without a number, and keeps the number while it lasts', () => {
    const turned = (before: PayerTax, after: PayerTax, seller = own) =>
      refusal(() => checkPayerTax({ seller, name: 'Klang AG' }, before, after))?.code ?? null;
    const off = { reverseCharge: false, vatNumber: null };
    const on = { reverseCharge: true, vatNumber: 'DE123456789' };
    expect(turned(off, on)).toBeNull();
    expect(turned(off, on, '')).toBe('seller_vat_missing');
    expect(turned(off, { ...on, vatNumber: null })).toBe('buyer_vat_missing');
    expect(turned(on, { ...on, vatNumber: 'ATU12345678' }, '')).toBeNull();
    expect(turned(on, { ...on, vatNumber: '' })).toBe('vat_number_needed');
    expect(turned(on, off)).toBeNull();
  });

  it('takes the tax out of prices that hold it, of what is taxed only', () => {
    const line = { unitAmount: 1200, amount: 2400, mode: 'inclusive' as const };
    const taxed = { ...line, taxes: taxesOf('20') };
    expect(chargedTo({ reverseCharge: true }, taxed)).toMatchObject({
      ...{ unitAmount: 1000, amount: 2000, mode: 'exclusive' },
    });
    expect(rateText(chargedTo({ reverseCharge: true }, taxed).taxes)).toBe('reverse_charge');
    expect(chargedTo({ reverseCharge: false }, taxed)).toBe(taxed);
    const exempt = { ...line, taxes: taxesOf('0') };
    expect(chargedTo({ reverseCharge: true }, exempt)).toBe(exempt);
    expect(netOf(11_498, { mode: 'inclusive', taxes: taxesOf('5+9.975') })).toBe(10_000);
    expect(netOf(999, { mode: 'exclusive', taxes: taxesOf('20') })).toBe(999);
  });

  it('rounds once for a line, also of a part of the period, and shows the price as it is paid', () => {
    const addons = [{ name: 'Locker', unitAmount: 599, quantity: 2 }];
    const facts = subscription({ unitAmount: 999, quantity: 7, addons, reverseCharge: true });
    const [whole] = planBilling(facts, d('2026-11-01')).invoices;
    // 69.93 holds 11.66 (11.655), 11.98 holds 2.00 (1.9967).
    expect(whole!.draft.lines.map(({ net }) => net)).toEqual([5827, 998]);
    expect(wholePrice(facts)).toBe(5827 + 998);
    expect(wholePrice({ ...facts, reverseCharge: false })).toBe(6993 + 1198);
    const part = planBilling({ ...facts, nextBillingOn: d('2026-10-15') }, d('2026-10-15'));
    // 17 of 31 days: 38.35 holds 6.39; 6.57 holds 1.10 (1.095).
    expect(part.invoices[0]!.draft.lines.map(({ net }) => net)).toEqual([3196, 547]);
  });

  it('is given back as it was billed, an add-on at the price on its line', () => {
    const period = { start: d('2026-11-01'), end: d('2026-12-01') };
    const addons = [{ name: 'Locker', unitAmount: 500, quantity: 1, lineId: 'b', left: 500 }];
    const paid = { period, kind: 'paid', settled: 'paid', left: 2583, lineId: 'a' } as const;
    const facts = subscription();
    const back = (reverseCharge: boolean) =>
      unusedCredit(facts, { ...paid, reverseCharge, addons }, d('2026-11-16'))!.lines.map(
        ({ net, tax, taxRate }) => [net, tax, taxRate],
      );
    expect(back(true)).toEqual([
      [1292, 0, 'reverse_charge'],
      [250, 0, 'reverse_charge'],
    ]);
    // Seven at 10.00 hold 11.67 of tax: 58.33, though 8.33 stands beside the 7.
    const seven = { ...addons[0]!, unitAmount: 833, quantity: 7, left: 5833, whole: 5833 };
    const term = { ...paid, reverseCharge: true, addons: [seven] };
    expect(unusedCredit(facts, term, period.start)!.lines[1]!.net).toBe(5833);
    expect(back(false)).toEqual([
      [1292, 258, '20'],
      [208, 42, '20'],
    ]);
  });
});
