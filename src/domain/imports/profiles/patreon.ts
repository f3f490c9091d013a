import type { LocalDate } from '../../dates.ts';
import { maxDate, minDate } from '../../dates.ts';
import type { Interval } from '../../periods.ts';
import { boundary, nextBoundaryAfter, scheduleFrom } from '../../periods.ts';
import type { Draft } from '../draft.ts';
import type { DeriveContext, Profile } from './profile.ts';

/**
 * Patreon's member export, 2023 and 2026 columns (formats.md). Active and declined patrons keep
 * their subscription, former ones arrive as ended, free members as followers. Declined patrons have
 * no access until they pay; their next charge is the next date of their rhythm.
 */
export const patreon: Profile = {
  key: 'patreon',
  label: { en: 'Patreon', fr: 'Patreon' },
  headers: {
    Name: 'name',
    Email: 'email',
    Discord: 'discord',
    Twitter: null,
    'Patron Status': 'status',
    'Follows You': null,
    'Free Member': 'follower',
    'Free Trial': 'trial',
    'Lifetime Amount': 'lifetime',
    'Lifetime $': 'lifetime',
    'Pledge Amount': 'amount',
    'Pledge $': 'amount',
    'Charge Frequency': 'interval',
    Tier: 'plan',
    Addressee: 'recipient',
    Street: 'line1',
    City: 'city',
    State: 'region',
    Zip: 'postal_code',
    Country: 'country',
    'Full country name': 'country',
    Phone: 'phone',
    'Patronage Since Date': 'start',
    'Last Charge Date': 'last_charge_at',
    'Last Charge Status': 'last_charge_outcome',
    'Additional Details': 'notes',
    'User ID': 'external_id',
    'Last Updated': null,
    Currency: 'currency',
    'Max Posts': null,
    'Max Amount': null,
    'Access Expiration': 'ended',
    'Next Charge Date': 'next_invoice',
    'Subscription Source': null,
  },
  typical: ['Patron Status', 'Pledge Amount', 'Patronage Since Date', 'Tier', 'Lifetime Amount'],
  dateOrder: 'mdy',
  utc: true,
  unknownColumns: 'ignore',
  provides: ['plan', 'next_invoice'],
  derive: derivePatron,
};

function derivePatron(draft: Draft, { today }: DeriveContext): void {
  if (!draft.text.email) draft.emailWithheld = true;
  if (draft.text.external_id) draft.text.external_id = `patreon:${draft.text.external_id}`;
  if (draft.status === undefined || draft.status === 'none') {
    draft.withoutMembership = true;
    if (draft.follower === undefined) draft.follower = true;
    return;
  }
  draft.follower = false;
  if (!draft.text.plan) draft.customAmount = true;
  const every: Interval = draft.interval ?? { unit: 'month', count: 1 };
  draft.interval = every;
  const day = today as LocalDate;
  if (draft.start === undefined) return;
  if (draft.status === 'former') deriveEnd(draft, every, day);
  else deriveNext(draft, every, day);
}

/** Former patrons keep what they paid for, unless the money was given back; never past today. */
function deriveEnd(draft: Draft, every: Interval, today: LocalDate): void {
  if (draft.ended) return;
  const start = draft.start!;
  const last = draft.lastChargeAt?.slice(0, 10) as LocalDate | undefined;
  if (!last || last < start) {
    draft.ended = minDate(maxDate(start, last ?? start), maxDate(start, today));
    return;
  }
  const paid = draft.lastChargeOutcome === 'paid' || draft.lastChargeOutcome === 'deleted';
  const end = paid ? boundary(scheduleFrom(last, every), 1) : last;
  draft.ended = maxDate(start, minDate(end, today));
}

function deriveNext(draft: Draft, every: Interval, today: LocalDate): void {
  const start = draft.start!;
  const last = draft.lastChargeAt?.slice(0, 10) as LocalDate | undefined;
  const from = last && last > start ? last : start;
  draft.nextInvoice ??= nextBoundaryAfter(scheduleFrom(from, every), maxDate(today, from));
  if (draft.status === 'declined') draft.accessUntil = from;
  draft.ended = undefined;
}
