import type { CaseFigure } from './billing.ts';
import type { Money, Named } from './types.ts';

/** Shapes of the overdue board, of what staff do with cases, and of the recovery figures. */

export type OverdueStep = {
  position: number;
  kind: string;
  due_on: string;
  /** Where the schedule had it; null: added later. */
  planned_on: string | null;
  done_at: string | null;
  outcome: string | null;
};

export type OverdueRow = {
  id: string;
  contact: Named;
  payer: Named & { email: string | null };
  invoice: { id: string; number: string; balance: number; total: number; currency: string };
  /** Owed while open, come back while it was, or given up. */
  amount: number;
  plan_name: string | null;
  first_failed_on: string;
  closed_on: string | null;
  age_days: number;
  last_reason: string | null;
  reason_text: string | null;
  refusals: number;
  mode: 'charge' | 'debit' | 'invoice';
  hard: boolean;
  unresolved: boolean;
  /** It was refused, and the gateway tries again by itself. */
  gateway_retries: boolean;
  /** The dispute that suspends it. */
  dispute_id: string | null;
  ends_on: string | null;
  next_step: { kind: string; due_on: string } | null;
  steps: OverdueStep[];
  state: 'open' | 'recovered' | 'lost' | 'closed';
  paused: boolean;
  /** Nobody chases it while its subscription is paused. */
  set_aside: boolean;
  access: 'open' | 'closed';
  /** How it was made good: retry_1…, new_method, other. */
  via: string | null;
};

export type Board =
  | 'attention'
  | 'retrying'
  | 'new_method'
  | 'reminders'
  | 'disputed'
  | 'paused'
  | 'recovered'
  | 'lost'
  | 'closed';

export type OverdueList = {
  items: OverdueRow[];
  next_cursor: string | null;
  boards: Record<Board, CaseFigure>;
};

export type CaseAct =
  | { kind: 'retry' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'write' }
  | { kind: 'move'; to: string; reason: string }
  | { kind: 'extend'; days: number; access: 'as_is' | 'open'; reason: string }
  | { kind: 'forgive'; how: 'paid' | 'void' | 'uncollectible'; reason: string };

export type CaseDates = {
  next_on: string | null;
  ends_on: string | null;
  access: 'open' | 'closed';
};

export type CasePreview = {
  id: string;
  contact: Named | null;
  invoice_number: string | null;
  amount: number;
  currency: string | null;
  before: CaseDates | null;
  after: CaseDates | null;
  refusal: string | null;
};

export type CaseOutcome = {
  id: string;
  outcome: 'done' | 'paid' | 'declined' | 'waiting' | 'refused';
  reason_text: string | null;
  refusal: string | null;
};

export type RecoveryMonth = {
  month: string;
  currency: string;
  recovered: { count: number; amount: number };
  lost: { count: number; amount: number };
};

export type StepRate = { step: string; tried: number; succeeded: number; amount: Money[] };

/** One recurring charge that the rate of the first try counts. */
export type FirstTry = {
  id: string;
  on: string;
  contact: Named;
  invoice: { id: string; number: string };
  amount: number;
  currency: string;
  outcome: 'succeeded' | 'declined';
  reason_text: string | null;
};

export type Recovery = { from: string; to: string; months: RecoveryMonth[]; steps: StepRate[] };

export type OverdueTimeline = {
  failed_on: string;
  access_closes_on: string | null;
  schedules: {
    mode: 'charge' | 'debit' | 'invoice';
    /** Whose charges alone follow it. */
    gateway: { name: string; title: string } | null;
    steps: { kind: 'retry' | 'reminder' | 'final'; due_on: string }[];
  }[];
};
