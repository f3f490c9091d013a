import type { Organization } from '../../db/organizations/load.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { SubscriptionFacts } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Anchor } from '../../domain/periods.ts';
import { anchorOf } from '../../domain/periods.ts';
import type { MovableDates } from '../../domain/subscriptions/pause.ts';
import { taxesOf } from '../../domain/tax.ts';

/** The remembered anchor of a stored subscription. */
export function anchorOfRow(row: SubscriptionRow): Anchor {
  const every = { unit: row.intervalUnit, count: row.intervalCount };
  return { ...anchorOf(row.anchorOn, every), day: row.anchorDay };
}

/** What the domain's planning needs to know of a stored subscription, on `today`. */
export function factsOf(
  row: SubscriptionRow,
  org: Organization,
  today: LocalDate,
): SubscriptionFacts {
  const { pause } = row;
  return {
    planName: row.planName,
    unitAmount: row.amount,
    quantity: row.quantity,
    currency: row.currency,
    taxMode: row.taxInclusive ? 'inclusive' : 'exclusive',
    taxes: taxesOf(row.taxRate),
    interval: { unit: row.intervalUnit, count: row.intervalCount },
    anchorOn: row.anchorOn,
    anchor: anchorOfRow(row),
    nextBillingOn: row.nextBillingOn,
    endsOn: row.endsOn,
    paused: pause !== null && pause.fromOn <= today,
    setupAmount: row.setupAmount,
    addons: row.addons,
    firstPeriod: row.firstPeriod,
    once: row.once,
    dueDays: dueDaysOf(row.collection, org),
  };
}

/** Days from issue to due: none for what is collected by itself. */
export function dueDaysOf(collection: 'automatic' | 'invoice', org: Organization): number {
  return collection === 'invoice' ? org.settings.invoice.due_days : 0;
}

/** The dates that a pause or an extension moves together. */
export function movableDates(row: SubscriptionRow, termEndsOn: LocalDate | null): MovableDates {
  return {
    interval: { unit: row.intervalUnit, count: row.intervalCount },
    anchorOn: row.anchorOn,
    anchor: anchorOfRow(row),
    nextBillingOn: row.nextBillingOn,
    endsOn: row.endsOn,
    termEndsOn,
  };
}
