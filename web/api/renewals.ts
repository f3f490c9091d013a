/** Renewals: what is asked about the next term. Money is minor units, dates 'YYYY-MM-DD'. */
import type { PreviewInvoice } from './subscriptions.ts';
import type { IntervalUnit, Named } from './types.ts';

export type RenewalState =
  | 'scheduled'
  | 'sent'
  | 'change_requested'
  | 'intervention'
  | 'approved'
  | 'refused'
  | 'completed'
  | 'lapsed';

export type RenewalAct = 'send' | 'offer' | 'approve' | 'refuse' | 'intervene' | 'resume' | 'reset';

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

export type Renewal = {
  id: string;
  subscription_id: string;
  contact: { id: string; name: string; email: string | null };
  plan: Named;
  policy: 'invoice' | 'notice';
  state: RenewalState;
  /** First day after the running term, and its last one. */
  ends_on: string;
  last_day: string;
  send_on: string;
  sent_at: string | null;
  reminders: number;
  reminded_at: string | null;
  /** Minor units per unit and interval. */
  offer: {
    plan: Named;
    amount: number;
    quantity: number;
    currency: string;
    interval_unit: IntervalUnit;
    interval_count: number;
    addons: NamedAddon[];
    /** It differs from what they have. */
    changed: boolean;
  };
  wish: RenewalWish | null;
  asked_at: string | null;
  /** Why it was refused, or waits for staff. */
  reason: string;
  comment: string;
  invoice: RenewalInvoice | null;
  decided_by: string | null;
  decided_at: string | null;
  version: number;
};

export type RenewalDetail = Renewal & {
  payer: Named;
  price_id: string | null;
  acts: RenewalAct[];
  /** What approving it today would begin and bill. */
  next: {
    starts_on: string;
    last_day: string;
    invoice: PreviewInvoice | null;
    late: boolean;
  } | null;
};

/** The boards in the order they are read. */
export const renewalBoards = [
  'to_remind',
  'change_requested',
  'unanswered_7',
  'intervention',
  'unanswered_180',
  'unpaid',
  'all',
  'scheduled',
  'decided',
] as const;

export type RenewalBoard = (typeof renewalBoards)[number];

export type RenewalList = { items: Renewal[]; counts: Record<RenewalBoard, number> };
