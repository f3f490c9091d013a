/** Disputed payments and gateways compared with the books; amounts in minor units. */
export type Dispute = {
  id: string;
  state: 'needs_response' | 'under_review' | 'won' | 'lost';
  inquiry: boolean;
  amount: number;
  currency: string;
  fee: number | null;
  reason: string;
  reason_text: string;
  gateway: string;
  reference: string;
  answered: 'here' | 'by_hand';
  respond_by: string | null;
  days_left: number | null;
  opened_at: string;
  closed_at: string | null;
  evidence_sent_at: string | null;
  accepted_at: string | null;
  aftermath: 'written_off' | 'chased' | null;
  owed: number;
  payment_id: string;
  payer: { id: string; name: string };
  contact: { id: string; name: string };
  invoice: { id: string; number: string } | null;
  /** Whom its consolidated invoices cover. */
  members: { id: string; name: string }[];
};

export type DisputeList = {
  items: Dispute[];
  counts: { open: number; decide: number; over: number };
};

export type Difference = {
  id: string;
  gateway: string;
  kind: 'unknown_charge' | 'missing' | 'amount' | 'refund' | 'dispute';
  reference: string;
  ours: number | null;
  theirs: number | null;
  currency: string;
  found_at: string;
  seen_at: string | null;
  seen_by: string | null;
  resolved_at: string | null;
  invoice: { id: string; number: string } | null;
  /** Whom its consolidated invoices cover. */
  members: { id: string; name: string }[];
  contact: { id: string; name: string } | null;
};

export type TestCharge = {
  id: string;
  at: string;
  amount: number;
  currency: string;
  outcome: 'succeeded' | 'declined' | 'processing' | 'requires_action';
  refunded: number;
  disputed: number;
  dispute: { reference: string; state: string } | null;
  refund_id: string | null;
  booked: { amount: number; refunded: number; disputed: number } | null;
  agrees: boolean;
  contact: { id: string; name: string } | null;
  invoice: { id: string; number: string } | null;
  /** Whom its consolidated invoices cover. */
  members: { id: string; name: string }[];
};
