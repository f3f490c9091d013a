/** Requests to join a plan that wants approval; amounts in minor units. */
import type { IntervalUnit } from './types.ts';

export type JoinRequest = {
  subscription_id: string;
  contact: { id: string; name: string; email: string | null };
  plan: { id: string; name: string };
  amount: number;
  quantity: number;
  currency: string;
  interval_unit: IntervalUnit;
  interval_count: number;
  once: boolean;
  starts_on: string;
  message: string;
  answers: { label: string; value: string }[];
  asked_at: string;
  /** Null: it waits. */
  outcome: 'approved' | 'declined' | 'withdrawn' | null;
  reason: string;
  decided_by: string | null;
  decided_at: string | null;
  version: number;
};

export type RequestList = {
  items: JoinRequest[];
  counts: { waiting: number; decided: number };
};
