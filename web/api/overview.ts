/** What the first page shows. */

export type MonthValue = { month: string; value: number };
export type Figure = { now: number; series: MonthValue[] };

export type WorkKind =
  | 'overdue_cases'
  | 'needs_new_method'
  | 'overdue_attention'
  | 'billing_held'
  | 'invoices_overdue'
  | 'messages_failed'
  | 'messages_outbox'
  | 'imports_waiting'
  | 'requests_waiting'
  | 'renewal_changes'
  | 'renewal_interventions';

export type Overview = {
  work: { kind: WorkKind; count: number; to: string }[];
  unknown: {
    invoice_id: string;
    number: string;
    name: string;
    amount: number;
    currency: string;
    since: string;
  }[];
  members: Figure;
  mrr: (Figure & { currency: string })[];
  collected: { month: string; sums: { currency: string; billed: number; collected: number }[] };
  joined: Figure;
  ended: Figure;
};
