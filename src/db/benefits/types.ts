import type { DeliveryKind } from '../../domain/benefits.ts';
import type { LocalDate } from '../../domain/dates.ts';

/** A benefit as a plan lists it. */
export type PlanBenefit = {
  id: string;
  name: string;
  description: string;
  delivery: DeliveryKind;
};

export type BenefitRecord = PlanBenefit & {
  version: number;
  /** The plans that give it, in their order. */
  plans: { id: string; name: string }[];
};

/** How far the deliveries of a benefit are. */
export type Progress = {
  /** Owed for periods that began in the month asked for, and of these done. */
  due: number;
  done: number;
  /** To do from months before it. */
  earlier: number;
};

/** One thing owed or handed over, as its list shows it. */
export type DeliveryRow = {
  id: string;
  benefitId: string;
  benefit: string;
  contactId: string;
  contactName: string;
  /** Null when it is withheld or unknown. */
  email: string | null;
  address: Record<string, string> | null;
  planName: string;
  subscriptionId: string;
  /** The period it is for, [start, end). */
  start: LocalDate;
  end: LocalDate;
  doneAt: string | null;
  doneBy: string | null;
};
