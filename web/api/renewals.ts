/** Renewals: what is asked about the next term. Money is minor units, dates 'YYYY-MM-DD'. */
import type { Named } from './types.ts';

export type RenewalState =
  | 'scheduled'
  | 'sent'
  | 'change_requested'
  | 'intervention'
  | 'approved'
  | 'refused'
  | 'completed'
  | 'lapsed';

type NamedAddon = { addon_id: string; name: string; quantity: number };

/** What a member asked for in place of what is offered; null is as it is. */
export type RenewalWish = {
  plan: Named | null;
  price_id: string | null;
  quantity: number | null;
  addons: NamedAddon[] | null;
  payer: string;
  details: string;
  comment: string;
};

/** The invoice an approved renewal became. */
export type RenewalInvoice = {
  id: string;
  number: string;
  status: string;
  balance: number;
  currency: string;
  issued_on: string;
};
