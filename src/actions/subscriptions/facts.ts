import type { Organization } from '../../db/organizations/load.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { SubscriptionFacts } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Anchor } from '../../domain/periods.ts';
import { anchorOf } from '../../domain/periods.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import type { MovableDates } from '../../domain/subscriptions/pause.ts';
import { taxesOf } from '../../domain/tax.ts';
import { saleOf } from './planForSale.ts';

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
    reverseCharge: row.reverseCharge,
    interval: { unit: row.intervalUnit, count: row.intervalCount },
    anchorOn: row.anchorOn,
    anchor: anchorOfRow(row),
    nextBillingOn: row.nextBillingOn,
    endsOn: row.endsOn,
    askedFrom: row.askedFrom,
    paused: pause !== null && pause.fromOn <= today,
    setupAmount: row.setupAmount,
    addons: row.addons,
    firstPeriod: row.firstPeriod,
    once: row.once,
    dueDays: dueDaysOf(row.collection, org),
  };
}

/** What a subscription becomes, of the version and terms that a change stores. */
export function changeToOf(
  stored: Pick<SubscriptionRow, 'planName' | 'planKind' | 'season' | 'forever' | 'addons'> &
    Pick<SubscriptionRow, 'amount' | 'quantity' | 'intervalUnit' | 'intervalCount'> &
    Pick<SubscriptionRow, 'taxRate' | 'taxInclusive' | 'currency'>,
): ChangeTo {
  const { planName, planKind: kind, season, forever, addons } = stored;
  const { amount, quantity, currency, intervalUnit: unit, intervalCount: count } = stored;
  const taxMode = stored.taxInclusive ? 'inclusive' : 'exclusive';
  return {
    ...{ planName, amount, quantity, currency, addons, interval: { unit, count } },
    ...{ taxMode, taxes: taxesOf(stored.taxRate), sale: saleOf({ kind, season, forever }) },
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
