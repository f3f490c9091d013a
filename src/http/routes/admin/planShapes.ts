import * as z from 'zod';
import type { PlanCounts } from '../../../db/plans/read.ts';
import type { PlanRecord } from '../../../db/plans/types.ts';
import { overdueAccessSchema } from '../../../domain/organizations/settings.ts';
import { planColors } from '../../../domain/planColors.ts';
import { renewalPolicySchema } from '../../../domain/renewals/policy.ts';
import { joinFormSchema } from '../../../domain/subscriptions/joinForm.ts';
import { planMemberRulesSchema } from '../../../domain/subscriptions/memberRules.ts';
import { seatsLeft } from '../../../domain/subscriptions/seats.ts';
import { intervalUnit } from '../../shapes.ts';
import { pictureAddress } from '../pictures.ts';
import { planBenefit } from './benefitShapes.ts';
import { planKind, season } from './planBodies.ts';

export const planShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: planKind,
  description: z.string(),
  color: z.enum(planColors).nullable(),
  /** Where its picture is; null without one. */
  picture: z.string().nullable(),
  public: z.boolean(),
  position: z.number(),
  archived_at: z.string().nullable(),
  deleted_at: z.string().nullable(),
  /** Percent, exact: "20", or two side by side, "5+9.975". */
  tax_rate: z.string(),
  tax_inclusive: z.boolean(),
  minimum_amount: z.number(),
  trial_days: z.number(),
  overdue_policy: overdueAccessSchema.nullable(),
  season: season.nullable(),
  forever: z.boolean(),
  uses: z.number().nullable(),
  commitment_months: z.number(),
  notice_days: z.number(),
  capacity: z.number().nullable(),
  seats_left: z.number().nullable(),
  allow_several: z.boolean(),
  member_rules: planMemberRulesSchema.nullable(),
  approval_needed: z.boolean(),
  join_form: joinFormSchema.nullable(),
  /** How it goes on after a term. */
  renewal: renewalPolicySchema,
  benefits: z.array(planBenefit),
  /** The pages it opens, of those that plans decide about. */
  pages: z.array(z.object({ id: z.string(), title: z.string() })),
  addons: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      max_quantity: z.number(),
      /** In the order of the prices on sale. */
      amounts: z.array(z.number().nullable()),
    }),
  ),
  prices: z.array(
    z.object({
      id: z.string(),
      amount: z.number(),
      currency: z.string(),
      interval_unit: intervalUnit,
      interval_count: z.number(),
      setup_amount: z.number(),
      archived_at: z.string().nullable(),
      /** Running subscriptions that are billed at it. */
      running: z.number(),
    }),
  ),
  counts: z.object({ running: z.number(), ended: z.number() }),
  version: z.number(),
});

/** A plan as the API of the organization with that short name shows it. */
export function presentPlan(
  plan: PlanRecord,
  counts: PlanCounts | undefined,
  slug: string,
): z.output<typeof planShape> {
  return {
    id: plan.id,
    name: plan.name,
    kind: plan.kind,
    description: plan.description,
    color: plan.color,
    picture: pictureAddress(`/organizations/${slug}`, plan),
    public: plan.public,
    position: plan.position,
    archived_at: plan.archivedAt,
    deleted_at: plan.deletedAt,
    tax_rate: plan.taxRate,
    tax_inclusive: plan.taxInclusive,
    minimum_amount: plan.minimumAmount,
    trial_days: plan.trialDays,
    overdue_policy: plan.overduePolicy,
    ...presentKind(plan),
    prices: plan.prices.map((price) => ({
      id: price.id,
      amount: price.amount,
      currency: price.currency,
      interval_unit: price.intervalUnit,
      interval_count: price.intervalCount,
      setup_amount: price.setupAmount,
      archived_at: price.archivedAt,
      running: counts?.priced[price.id] ?? 0,
    })),
    counts: { running: counts?.running ?? 0, ended: counts?.ended ?? 0 },
    version: plan.version,
  };
}

/** What the kinds of plans add: season, uses, seats, add-ons. */
function presentKind(plan: PlanRecord) {
  const onSale = plan.prices.filter((price) => price.archivedAt === null);
  return {
    season: plan.season && {
      start: plan.season.start,
      rollover: plan.season.rollover,
      first_period: plan.season.firstPeriod,
    },
    forever: plan.forever,
    uses: plan.uses,
    commitment_months: plan.commitmentMonths,
    notice_days: plan.noticeDays,
    capacity: plan.capacity,
    seats_left: seatsLeft(plan),
    allow_several: plan.allowSeveral,
    member_rules: plan.memberRules,
    approval_needed: plan.approvalNeeded,
    join_form: plan.joinForm,
    renewal: plan.renewal,
    benefits: plan.benefits,
    pages: plan.pages,
    addons: plan.addons.map((addon) => ({
      id: addon.id,
      name: addon.name,
      max_quantity: addon.maxQuantity,
      amounts: onSale.map(({ id }) => addon.amounts[id] ?? null),
    })),
  };
}
