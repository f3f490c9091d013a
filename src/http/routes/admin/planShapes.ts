import * as z from 'zod';
import type { NewPlan } from '../../../actions/plans/input.ts';
import type { PlanCounts } from '../../../db/plans/read.ts';
import type { PlanRecord } from '../../../db/plans/types.ts';
import type { Season } from '../../../domain/billing/season.ts';
import { overdueAccessSchema } from '../../../domain/organizations/settings.ts';
import { planColors } from '../../../domain/planColors.ts';
import { joinFormSchema } from '../../../domain/subscriptions/joinForm.ts';
import { planMemberRulesSchema } from '../../../domain/subscriptions/memberRules.ts';
import { seatsLeft } from '../../../domain/subscriptions/seats.ts';
import { currency, id, intervalUnit, minorUnits, taxRate } from '../../shapes.ts';
import { pictureAddress } from '../pictures.ts';
import { planBenefit } from './benefitShapes.ts';

const planKind = z.enum(['recurring', 'fixed_date', 'one_time', 'pack', 'free', 'custom']);

const dayMonth = z.strictObject({ day: z.int().min(1).max(31), month: z.int().min(1).max(12) });

const season = z.strictObject({
  /** Everybody renews on this day. */
  start: dayMonth,
  /** Joining on or after it gives the rest of the period and the whole next one. */
  rollover: dayMonth.nullable().default(null),
  first_period: z.enum(['full', 'months', 'days']),
});

const addonBody = z.strictObject({
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(120),
  max_quantity: z.int().min(1).max(10_000).default(1),
  /** One per price, in the order of the prices; null: not sold with that price. */
  amounts: z.array(minorUnits.nullable()).max(50),
});

export const newPriceBody = z.strictObject({
  amount: minorUnits,
  currency,
  interval_unit: intervalUnit,
  interval_count: z.int().min(1).max(120).default(1),
  /** Charged once, with the first invoice. */
  setup_amount: minorUnits.default(0),
});

const pricesBody = z.array(newPriceBody.extend({ id: z.uuid().optional() })).max(50);

const facts = z.strictObject({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000),
  color: z.enum(planColors).nullable(),
  public: z.boolean(),
  tax_rate: taxRate,
  tax_inclusive: z.boolean(),
  minimum_amount: minorUnits.nullable(),
  trial_days: z.int().min(0).max(365),
  overdue_policy: overdueAccessSchema.nullable(),
  season: season.nullable(),
  forever: z.boolean(),
  uses: z.int().min(1).max(100_000).nullable(),
  commitment_months: z.int().min(0).max(120),
  notice_days: z.int().min(0).max(365),
  capacity: z.int().min(1).max(1_000_000).nullable(),
  allow_several: z.boolean(),
  /** Where it differs from the organization's rules; null, or left out: as there. */
  member_rules: planMemberRulesSchema.nullable(),
  /** Who joins by themselves waits until staff approve. */
  approval_needed: z.boolean(),
  /** What its own sign-up form asks; null: nothing beyond the plan. */
  join_form: joinFormSchema.nullable(),
  addons: z.array(addonBody).max(30),
  /** The ids of what it gives, in their order; what is left out is given no more. */
  benefits: z.array(id).max(50),
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
  benefits: z.array(planBenefit),
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
    setupAmount: every.setup_amount,
  };
}

/** The body of a form as actions take it; what was not sent stays undefined. */
export function planFacts(body: Edit) {
  return {
    name: body.name,
    description: body.description,
    color: body.color,
    public: body.public,
    taxRate: body.tax_rate,
    taxInclusive: body.tax_inclusive,
    minimumAmount: body.minimum_amount ?? undefined,
    trialDays: body.trial_days,
    overduePolicy: body.overdue_policy,
    season: body.season && seasonOf(body.season),
    forever: body.forever,
    uses: body.uses,
    commitmentMonths: body.commitment_months,
    noticeDays: body.notice_days,
    capacity: body.capacity,
    allowSeveral: body.allow_several,
    memberRules: body.member_rules,
    approvalNeeded: body.approval_needed,
    joinForm: body.join_form,
    benefits: body.benefits,
    addons: body.addons?.map(({ max_quantity: maxQuantity, ...addon }) => ({
      ...addon,
      maxQuantity,
    })),
  };
}

function seasonOf({ first_period: firstPeriod, ...days }: z.output<typeof season>): Season {
  return { ...days, firstPeriod };
}

/** A new plan as actions take it. */
export function newPlan(body: z.output<typeof newPlanBody>): NewPlan {
  const { name, kind, prices } = body;
  return { ...planFacts(body), name, kind, prices: prices.map(priceOf) };
}

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
    benefits: plan.benefits,
    addons: plan.addons.map((addon) => ({
      id: addon.id,
      name: addon.name,
      max_quantity: addon.maxQuantity,
      amounts: onSale.map(({ id }) => addon.amounts[id] ?? null),
    })),
  };
}
