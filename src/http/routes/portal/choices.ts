import * as z from 'zod';
import type { Context } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import { isSoldOnce } from '../../../actions/plans/input.ts';
import { offeredAddons } from '../../../actions/subscriptions/heldAddons.ts';
import { findPlan, listPlans } from '../../../db/plans/read.ts';
import type { PlanPrice, PlanRecord } from '../../../db/plans/types.ts';
import type { SubscriptionRow } from '../../../db/subscriptions/load.ts';
import { findSubscription } from '../../../db/subscriptions/load.ts';
import { addDays } from '../../../domain/dates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { planColors } from '../../../domain/planColors.ts';
import { seatsLeft } from '../../../domain/subscriptions/seats.ts';
import { intervalUnit } from '../../shapes.ts';
import { offeredAddon, presentOffered } from '../admin/changeShapes.ts';
import { pictureAddress } from '../pictures.ts';

const price = z.object({
  id: z.string(),
  amount: z.number(),
  currency: z.string(),
  interval_unit: intervalUnit,
  interval_count: z.number(),
  addons: z.array(offeredAddon),
});

/** A plan with its prices, as members choose among them. */
export const planChoice = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  color: z.enum(planColors).nullable(),
  /** Where its picture is; null without one. */
  picture: z.string().nullable(),
  /** The names of what it gives. */
  benefits: z.array(z.string()),
  custom: z.boolean(),
  /** Paid a single time, for as long as the price says or for good. */
  once: z.boolean(),
  forever: z.boolean(),
  minimum_amount: z.number(),
  /** Null: any number. */
  seats_left: z.number().nullable(),
  prices: z.array(price),
});

export const choicesShape = z.object({
  plan_id: z.string(),
  price_id: z.string().nullable(),
  quantity: z.number(),
  /** What one has, on sale or not; `amount` in minor units per unit and interval. */
  present: z.object({
    plan_name: z.string(),
    /** One chooses the amount, from the minimum on. */
    custom: z.boolean(),
    minimum_amount: z.number(),
    amount: z.number(),
    currency: z.string(),
    interval_unit: intervalUnit,
    interval_count: z.number(),
  }),
  /** Beside what one has now, at what they cost it. */
  addons: z.array(offeredAddon),
  today: z.string(),
  latest_resume: z.string(),
  plans: z.array(planChoice),
});

/** What a member has and could have instead: public plans in their currency, packs apart. */
export function readChoices(ctx: Context, id: string): Promise<z.output<typeof choicesShape>> {
  return look(ctx, async ({ tx, today, org }) => {
    const row = await findSubscription(tx, today, id);
    if (!row) throw new NotFound();
    const sold = (await listPlans(tx)).filter((plan) => {
      return plan.public && !plan.archivedAt && plan.kind !== 'pack';
    });
    const fits = (each: PlanPrice) => !each.archivedAt && each.currency === row.currency;
    const plans = sold.map((plan) => presentPlanChoice(org.slug, plan, fits));
    return {
      ...{ plan_id: row.planId, price_id: row.priceId, quantity: row.quantity, today },
      present: presentHeld(row),
      addons: offeredAddons(row, await findPlan(tx, row.planId)).map(presentOffered),
      latest_resume: addDays(today, org.settings.subscriptions.pause_max_days),
      plans: plans.filter(({ prices }) => prices.length > 0),
    };
  });
}

/** A plan with those of its prices that may be chosen. */
export function presentPlanChoice(
  slug: string,
  plan: PlanRecord,
  fits: (price: PlanPrice) => boolean,
): z.output<typeof planChoice> {
  return {
    ...{ id: plan.id, name: plan.name, description: plan.description, color: plan.color },
    picture: pictureAddress(`/portal/${slug}`, plan),
    benefits: plan.benefits.map(({ name }) => name),
    ...{ custom: plan.kind === 'custom', minimum_amount: plan.minimumAmount },
    ...{ once: isSoldOnce(plan.kind), forever: plan.forever, seats_left: seatsLeft(plan) },
    prices: plan.prices.filter(fits).map((each) => presentPrice(plan, each)),
  };
}

function presentHeld(row: SubscriptionRow): z.output<typeof choicesShape>['present'] {
  return {
    ...{ plan_name: row.planName, custom: row.planKind === 'custom' },
    ...{ minimum_amount: row.minimumAmount, amount: row.amount, currency: row.currency },
    ...{ interval_unit: row.intervalUnit, interval_count: row.intervalCount },
  };
}

function presentPrice(plan: PlanRecord, each: PlanPrice): z.output<typeof price> {
  return {
    ...{ id: each.id, amount: each.amount, currency: each.currency },
    ...{ interval_unit: each.intervalUnit, interval_count: each.intervalCount },
    addons: plan.addons.flatMap(({ id: addonId, name, maxQuantity, amounts }) => {
      const unitAmount = amounts[each.id];
      if (unitAmount === undefined) return [];
      return [presentOffered({ addonId, name, maxQuantity, unitAmount, quantity: 0 })];
    }),
  };
}
