import type { Address } from '../api/people.ts';
import type { PreviewInvoice } from '../api/subscriptions.ts';
import type { Choices } from './types.ts';

/** A plan that can be joined. */
export type Offer = Choices['plans'][number] & {
  approval_needed: boolean;
  trial_days: number;
  held: boolean;
};

export type Answer = string | number | boolean | Address | null;

export type Question = {
  key: string;
  label: string;
  type: 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice' | 'phone' | 'address' | 'url';
  choices: string[];
  required: boolean;
  value: Answer;
};

/** A plan with the form of its own. */
export type OwnOffer = Offer & {
  intro: string;
  message: 'none' | 'optional' | 'required';
  questions: Question[];
};

/** What joining would begin and bill; minor units. */
export type JoinPreview = {
  approval_needed: boolean;
  starts_on: string;
  trial_ends_on: string | null;
  invoice: PreviewInvoice | null;
  next_billing_on: string | null;
  whole: number;
  currency: string;
  collection: 'automatic' | 'invoice';
  credit: number;
  needs_method: boolean;
};
