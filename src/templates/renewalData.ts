import type { LocalDate } from '../domain/dates.ts';
import { localDate as d } from '../domain/dates.ts';
import type { Money } from '../domain/money.ts';
import { link, ten } from './sampleFacts.ts';

type Offer = {
  /** Names the PDF that goes with it. */
  renewalId: string;
  planName: string;
  /** Last day of the running term. */
  lastDay: LocalDate;
  /** The new term, first and last day. */
  startsOn: LocalDate;
  termLastDay: LocalDate;
  /** With tax; absent where it costs nothing. */
  price?: Money | null;
  /** Signs the member in and opens the renewal. */
  renewUrl: string;
};

/** The data of what members are told about their renewals. */
export type RenewalData = {
  renewal_notice: Offer;
  renewal_reminder: Offer;
  /** Where no invoice says it: what is agreed, and when it is charged. */
  renewal_approved: Pick<Offer, 'planName' | 'startsOn' | 'termLastDay' | 'price'> & {
    chargeOn?: LocalDate | null;
    accountUrl?: string | null;
  };
  renewal_refused: { planName: string; lastDay: LocalDate; accountUrl?: string | null };
};

const offer = {
  renewalId: '01900000-0000-7000-8000-000000000000',
  planName: 'Mécène',
  lastDay: d('2026-12-31'),
  startsOn: d('2027-01-01'),
  termLastDay: d('2027-12-31'),
  renewUrl: link,
};
const term = { planName: 'Mécène', startsOn: offer.startsOn, termLastDay: offer.termLastDay };
const leaves = { planName: 'Mécène', lastDay: offer.lastDay };

/** With every optional part present. */
export const fullRenewals: RenewalData = {
  renewal_notice: { ...offer, price: ten },
  renewal_reminder: { ...offer, price: ten },
  renewal_approved: { ...term, price: ten, chargeOn: offer.startsOn, accountUrl: link },
  renewal_refused: { ...leaves, accountUrl: link },
};

/** With nothing but what they must have. */
export const bareRenewals: RenewalData = {
  renewal_notice: offer,
  renewal_reminder: offer,
  renewal_approved: term,
  renewal_refused: leaves,
};
