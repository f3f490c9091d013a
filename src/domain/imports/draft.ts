import type { LocalDate } from '../dates.ts';
import type { Interval } from '../periods.ts';
import type { ChargeOutcome, MembershipStatus } from './values.ts';

/** What the cells of one row say, read but not yet judged. */
export type Draft = {
  text: Partial<Record<TextTarget, string>>;
  start?: LocalDate;
  nextInvoice?: LocalDate;
  ended?: LocalDate;
  birthday?: LocalDate;
  amount?: number;
  lifetime?: number;
  currency?: string;
  interval?: Interval;
  labels: string[];
  language?: 'en' | 'fr';
  consent?: boolean;
  follower?: boolean;
  trial?: boolean;
  status?: MembershipStatus;
  lastChargeAt?: string;
  lastChargeOutcome?: ChargeOutcome;
  tenure?: number;
  fields: Record<string, string | number | boolean>;
  /** Set by a profile whose source withholds addresses. */
  emailWithheld: boolean;
  /** Set by a profile: somebody who pays an amount of their own, without a plan. */
  customAmount: boolean;
  /** Set by a profile: a contact who never held anything here. */
  withoutMembership: boolean;
  /** Set by a profile: the access given ends on this day, whatever the next invoice says. */
  accessUntil?: LocalDate;
};

export type TextTarget =
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'company'
  | 'email'
  | 'plan'
  | 'paid_by'
  | 'phone'
  | 'discord'
  | 'website'
  | 'vat_number'
  | 'job_title'
  | 'notes'
  | 'address'
  | 'recipient'
  | 'line1'
  | 'line2'
  | 'postal_code'
  | 'city'
  | 'region'
  | 'country'
  | 'external_id';

/** An empty draft. */
export function emptyDraft(): Draft {
  return {
    text: {},
    labels: [],
    fields: {},
    emailWithheld: false,
    customAmount: false,
    withoutMembership: false,
  };
}
