import type { Address } from './people.ts';
import type { Named } from './types.ts';

/** Shapes of benefits and their deliveries. */

/** Handed over never, once per member, or once per paid period. */
export type DeliveryKind = 'none' | 'once' | 'period';

/** A benefit as a plan lists it. */
export type PlanBenefit = { id: string; name: string; description: string; delivery: DeliveryKind };

export type Benefit = PlanBenefit & {
  plans: Named[];
  /** "2026-11". */
  month: string;
  progress: { due: number; done: number; earlier: number };
  version: number;
};

export type BenefitDetail = Benefit & { months: string[] };

export type BenefitList = { month: string; items: Benefit[] };

export type Delivery = {
  id: string;
  benefit: Named;
  contact: Named;
  email: string | null;
  address: Address | null;
  plan_name: string;
  subscription_id: string;
  period_start: string;
  /** First day after it; null: it has no end. */
  period_end: string | null;
  done_at: string | null;
  done_by: string | null;
};

/** How many were ticked, and the moment by which all of them are undone. */
export type Ticks = { count: number; at: string };
