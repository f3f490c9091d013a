import * as z from 'zod';
import type { BenefitRecord, DeliveryRow, Progress } from '../../../db/benefits/types.ts';
import { deliveryKinds, monthPattern } from '../../../domain/benefits.ts';
import { FOREVER } from '../../../domain/dates.ts';
import { id } from '../../shapes.ts';

/** A calendar month, "2026-11". */
export const month = z.string().regex(monthPattern);

export const benefitPath = z.strictObject({ org: z.string().max(200), id });

const facts = z.strictObject({
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(2000),
  /** Handed over never, once per member, or once per paid period. */
  delivery: z.enum(deliveryKinds),
});

export const benefitEditBody = facts.partial();

export const newBenefitBody = benefitEditBody.extend({
  name: facts.shape.name,
  description: facts.shape.description.default(''),
  delivery: facts.shape.delivery.default('none'),
});

/** A benefit as a plan lists it. */
export const planBenefit = z.object({ id: z.string(), ...facts.shape });

const progress = z.object({
  /** Owed for periods that began in the month, and of these done. */
  due: z.number(),
  done: z.number(),
  /** To do from months before. */
  earlier: z.number(),
});

export const benefitShape = planBenefit.extend({
  plans: z.array(z.object({ id: z.string(), name: z.string() })),
  month: z.string(),
  progress,
  version: z.number(),
});

export const deliveryShape = z.object({
  id: z.string(),
  benefit: z.object({ id: z.string(), name: z.string() }),
  contact: z.object({ id: z.string(), name: z.string() }),
  /** Null when it is withheld or unknown. */
  email: z.string().nullable(),
  address: z.record(z.string(), z.string()).nullable(),
  plan_name: z.string(),
  subscription_id: z.string(),
  /** The period it is for: its first day, and the first one after it; null: it has no end. */
  period_start: z.string(),
  period_end: z.string().nullable(),
  done_at: z.string().nullable(),
  done_by: z.string().nullable(),
});

const nothing: Progress = { due: 0, done: 0, earlier: 0 };

/** A benefit as the API shows it, with how far its deliveries are in a month. */
export function presentBenefit(
  benefit: BenefitRecord,
  shown: string,
  found: Progress | undefined,
): z.output<typeof benefitShape> {
  return { ...benefit, month: shown, progress: found ?? nothing };
}

/** A delivery as the API shows it. */
export function presentDelivery(row: DeliveryRow): z.output<typeof deliveryShape> {
  return {
    id: row.id,
    benefit: { id: row.benefitId, name: row.benefit },
    contact: { id: row.contactId, name: row.contactName },
    email: row.email,
    address: row.address,
    plan_name: row.planName,
    subscription_id: row.subscriptionId,
    period_start: row.start,
    period_end: row.end === FOREVER ? null : row.end,
    done_at: row.doneAt,
    done_by: row.doneBy,
  };
}
