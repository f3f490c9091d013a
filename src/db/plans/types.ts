import type { IntervalUnit } from '../../domain/periods.ts';

export type PlanKind = 'recurring' | 'free' | 'custom';

/** What stays open while a payment of the plan is overdue; null: as the organization says. */
export type OverdueAccess =
  | { kind: 'suspend' }
  | { kind: 'keep_days'; days: number }
  | { kind: 'keep_until_cancelled' };

export type PlanPrice = {
  id: string;
  /** Minor units of `currency` per interval. */
  amount: number;
  currency: string;
  intervalUnit: IntervalUnit;
  intervalCount: number;
  archivedAt: string | null;
};

/** A plan with its newest version: what somebody joining today gets. */
export type PlanRecord = {
  id: string;
  name: string;
  kind: PlanKind;
  description: string;
  public: boolean;
  position: number;
  archivedAt: string | null;
  deletedAt: string | null;
  version: number;
  versionId: string;
  versionNumber: number;
  /** Percent as an exact decimal text, e.g. '20' or '5.5'. */
  taxRate: string;
  taxInclusive: boolean;
  minimumAmount: number;
  trialDays: number;
  overduePolicy: OverdueAccess | null;
  prices: PlanPrice[];
};
