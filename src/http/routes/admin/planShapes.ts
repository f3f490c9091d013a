import * as z from 'zod';
import type { NewPlan } from '../../../actions/plans/input.ts';
import type { PlanCounts } from '../../../db/plans/read.ts';
import type { PlanRecord } from '../../../db/plans/types.ts';
import { overdueAccessSchema } from '../../../domain/organizations/settings.ts';
import { currency, intervalUnit, minorUnits } from '../../shapes.ts';

const planKind = z.enum(['recurring', 'fixed_date', 'one_time', 'pack', 'free', 'custom']);

/** Percent; a text like "5.5" keeps every decimal, a number is as good. */
const taxRate = z
  .union([z.string().regex(/^\d{1,2}([.,]\d{1,4})?$/), z.number().min(0).lt(100)])
  .transform((rate) => String(rate).replace(',', '.'));

export const newPriceBody = z.strictObject({
  amount: minorUnits,
  currency,
  interval_unit: intervalUnit,
  interval_count: z.int().min(1).max(120).default(1),
});

const pricesBody = z.array(newPriceBody.extend({ id: z.uuid().optional() })).max(50);

const facts = z.strictObject({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000),
  public: z.boolean(),
  tax_rate: taxRate,
  tax_inclusive: z.boolean(),
  minimum_amount: minorUnits.nullable(),
  trial_days: z.int().min(0).max(365),
  overdue_policy: overdueAccessSchema.nullable(),
});

export const planEditBody = facts.partial().extend({ prices: pricesBody.optional() });

export const newPlanBody = facts.partial().extend({
  name: facts.shape.name,
  kind: planKind.default('recurring'),
  prices: pricesBody.default([]),
});

export const planShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: planKind,
  description: z.string(),
  public: z.boolean(),
  position: z.number(),
  archived_at: z.string().nullable(),
  tax_rate: z.number(),
  tax_inclusive: z.boolean(),
  minimum_amount: z.number(),
  trial_days: z.number(),
  overdue_policy: overdueAccessSchema.nullable(),
  prices: z.array(
    z.object({
      id: z.string(),
      amount: z.number(),
      currency: z.string(),
      interval_unit: intervalUnit,
      interval_count: z.number(),
      archived_at: z.string().nullable(),
    }),
  ),
  counts: z.object({ running: z.number(), ended: z.number() }),
  version: z.number(),
});

type Price = z.output<typeof newPriceBody> & { id?: string };
type Edit = z.output<typeof planEditBody>;

/** A price as actions take it. */
export function priceOf({ id, amount, currency: code, ...every }: Price) {
  return {
    id,
    amount,
    currency: code,
    intervalUnit: every.interval_unit,
    intervalCount: every.interval_count,
  };
}

/** The body of a form as actions take it; what was not sent stays undefined. */
export function planFacts(body: Edit) {
  return {
    name: body.name,
    description: body.description,
    public: body.public,
    taxRate: body.tax_rate,
    taxInclusive: body.tax_inclusive,
    minimumAmount: body.minimum_amount ?? undefined,
    trialDays: body.trial_days,
    overduePolicy: body.overdue_policy,
  };
}

/** A new plan as actions take it. */
export function newPlan(body: z.output<typeof newPlanBody>): NewPlan {
  const { name, kind, prices } = body;
  return { ...planFacts(body), name, kind, prices: prices.map(priceOf) };
}

/** A plan as the API shows it. */
export function presentPlan(
  plan: PlanRecord,
  counts: PlanCounts | undefined,
): z.output<typeof planShape> {
  return {
    id: plan.id,
    name: plan.name,
    kind: plan.kind,
    description: plan.description,
    public: plan.public,
    position: plan.position,
    archived_at: plan.archivedAt,
    tax_rate: Number(plan.taxRate),
    tax_inclusive: plan.taxInclusive,
    minimum_amount: plan.minimumAmount,
    trial_days: plan.trialDays,
    overdue_policy: plan.overduePolicy,
    prices: plan.prices.map((price) => ({
      id: price.id,
      amount: price.amount,
      currency: price.currency,
      interval_unit: price.intervalUnit,
      interval_count: price.intervalCount,
      archived_at: price.archivedAt,
    })),
    counts: counts ?? { running: 0, ended: 0 },
    version: plan.version,
  };
}
