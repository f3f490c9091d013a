/** Small worlds for the worked examples: a monthly plan of 31.00 EUR, tax included or not. */
import type { SubscriptionFacts } from '../../src/domain/billing/plan.ts';
import type { LocalDate } from '../../src/domain/dates.ts';
import { localDate } from '../../src/domain/dates.ts';
import { anchorOf } from '../../src/domain/periods.ts';
import type { JoinInput } from '../../src/domain/subscriptions/join.ts';
import { taxesOf } from '../../src/domain/tax.ts';

export const monthly = { unit: 'month', count: 1 } as const;
export const yearly = { unit: 'year', count: 1 } as const;

export const d = (text: string): LocalDate => localDate(text);

export function joining(changes: Partial<JoinInput> = {}): JoinInput {
  return {
    plan: {
      name: 'Gold',
      taxMode: 'inclusive',
      taxes: taxesOf('20'),
      setupAmount: 0,
      sale: { kind: 'periods' },
    },
    price: { amount: 3100, currency: 'EUR', interval: monthly },
    quantity: 1,
    startOn: d('2026-10-15'),
    firstBillingOn: d('2026-11-01'),
    prorate: true,
    today: d('2026-10-15'),
    source: 'staff',
    trialDays: 0,
    ...changes,
  };
}

export function subscription(changes: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  const anchorOn = changes.anchorOn ?? d('2026-11-01');
  const interval = changes.interval ?? monthly;
  return {
    planName: 'Gold',
    unitAmount: 3100,
    quantity: 1,
    currency: 'EUR',
    taxMode: 'inclusive',
    taxes: taxesOf('20'),
    reverseCharge: false,
    interval,
    anchorOn,
    anchor: anchorOf(anchorOn, interval),
    nextBillingOn: anchorOn,
    endsOn: null,
    askedFrom: null,
    paused: false,
    setupAmount: 0,
    addons: [],
    firstPeriod: null,
    once: false,
    dueDays: 0,
    ...changes,
  };
}
