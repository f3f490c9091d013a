import * as z from 'zod';
import type { NewPlan } from '../../../actions/plans/input.ts';
import type { Season } from '../../../domain/billing/season.ts';
import { overdueAccessSchema } from '../../../domain/organizations/settings.ts';
import { planColors } from '../../../domain/planColors.ts';
import { renewalPolicySchema } from '../../../domain/renewals/policy.ts';
import { joinFormSchema } from '../../../domain/subscriptions/joinForm.ts';
import { planMemberRulesSchema } from '../../../domain/subscriptions/memberRules.ts';
import { currency, id, intervalUnit, minorUnits, taxRate } from '../../shapes.ts';

export const planKind = z.enum(['recurring', 'fixed_date', 'one_time', 'pack', 'free', 'custom']);

const dayMonth = z.strictObject({ day: z.int().min(1).max(31), month: z.int().min(1).max(12) });

export const season = z.strictObject({
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
  /** How it goes on after a term. */
  renewal: renewalPolicySchema,
  addons: z.array(addonBody).max(30),
  /** The ids of what it gives, in their order; what is left out is given no more. */
  benefits: z.array(id).max(50),
  /** The ids of all pages it opens, of those that plans decide about. */
  pages: z.array(id).max(5000),
});

export const planEditBody = facts.partial().extend({ prices: pricesBody.optional() });

export const newPlanBody = facts.partial().extend({
  name: facts.shape.name,
  kind: planKind.default('recurring'),
  prices: pricesBody.default([]),
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
    renewal: body.renewal,
    benefits: body.benefits,
    pages: body.pages,
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
