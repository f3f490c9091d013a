import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { archivePlan, unarchivePlan } from '../../../actions/plans/archivePlan.ts';
import { createPlan } from '../../../actions/plans/createPlan.ts';
import { createPlanSet } from '../../../actions/plans/createPlanSet.ts';
import { deletePlan } from '../../../actions/plans/deletePlan.ts';
import { addPrice, archivePrice, editPlan } from '../../../actions/plans/editPlan.ts';
import { previewPlan } from '../../../actions/plans/previewPlan.ts';
import { reorderPlans } from '../../../actions/plans/reorderPlans.ts';
import {
  countPlanSubscriptions,
  findPlan,
  listDeletedPlans,
  listPlans,
} from '../../../db/plans/read.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import {
  newPlan,
  newPlanBody,
  newPriceBody,
  planEditBody,
  planFacts,
  priceOf,
} from './planBodies.ts';
import { planShape, presentPlan } from './planShapes.ts';
import { seenVersion } from './seenVersion.ts';

const base = '/organizations/:org/plans';
const path = z.strictObject({ org: z.string().max(200), id });

/** A plan as it is now; `NotFound` when it was deleted. */
export async function presentOne(
  call: Pick<Call<unknown, unknown, unknown>, 'ctx'>,
  planId: string,
) {
  return look(call.ctx, async ({ tx, org }) => {
    const plan = await findPlan(tx, planId);
    if (!plan || plan.deletedAt) throw new NotFound();
    const counts = (await countPlanSubscriptions(tx, [planId])).get(planId);
    return presentPlan(plan, counts, org.slug);
  });
}

const one = { tag: 'Plans', params: path } as const;

export const planRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'All plans in their order, archived ones last; or those that were deleted',
    tag: 'Plans',
    needs: 'plans.read',
    rate: 'read',
    query: z.strictObject({ deleted: z.enum(['true', 'false']).default('false') }),
    answer: z.object({ items: z.array(planShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx, org }) => {
        const list = call.query.deleted === 'true' ? listDeletedPlans : listPlans;
        const plans = await list(tx);
        const ids = plans.map((plan) => plan.id);
        const counts = await countPlanSubscriptions(tx, ids);
        return { items: plans.map((plan) => presentPlan(plan, counts.get(plan.id), org.slug)) };
      }),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Create a plan with its prices',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'write',
    body: newPlanBody,
    answer: planShape,
    status: 201,
    handle: async (call) => presentOne(call, (await createPlan(call.ctx, newPlan(call.body))).id),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/preview`,
    summary: 'What somebody who joins today at the first price gets and pays; writes nothing',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'read',
    body: newPlanBody,
    answer: z.object({ sentence: z.string() }),
    handle: async (call) => ({
      sentence: (await previewPlan(call.ctx, newPlan(call.body)))[call.language],
    }),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One plan',
    needs: 'plans.read',
    rate: 'read',
    answer: planShape,
    handle: (call) => presentOne(call, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'PATCH',
    url: `${base}/:id`,
    summary: 'Change a plan for new members; running subscriptions keep their version and price',
    needs: 'plans.write',
    rate: 'write',
    body: planEditBody,
    answer: planShape,
    handle: async (call) => {
      const target = { id: call.params.id, version: call.version() };
      const prices = call.body.prices?.map(priceOf);
      await editPlan(call.ctx, target, { ...planFacts(call.body), prices });
      return presentOne(call, target.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/:id`,
    summary: 'Delete a plan; running subscriptions go on and are counted',
    needs: 'plans.write',
    rate: 'write',
    /** `notice`: what the members of running subscriptions are written; left out: nothing. */
    body: z.strictObject({ notice: z.string().trim().min(1).max(5000).optional() }).nullish(),
    answer: z.object({ running: z.number() }),
    handle: (call) => {
      const target = { id: call.params.id, version: seenVersion(call) };
      return deletePlan(call.ctx, { ...target, notice: call.body?.notice });
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/archive`,
    summary: 'Close a plan to new members',
    needs: 'plans.write',
    rate: 'write',
    answer: planShape,
    handle: async (call) => {
      await archivePlan(call.ctx, call.params.id);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/:id/archive`,
    summary: 'Open an archived plan again',
    needs: 'plans.write',
    rate: 'write',
    answer: planShape,
    handle: async (call) => {
      await unarchivePlan(call.ctx, call.params.id);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/prices`,
    summary: 'Add a price to a plan',
    needs: 'plans.write',
    rate: 'write',
    body: newPriceBody,
    answer: planShape,
    status: 201,
    handle: async (call) => {
      await addPrice(call.ctx, call.params.id, priceOf(call.body));
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/:id/prices/:price`,
    summary: 'Take a price out of sale; who has it keeps it',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'write',
    params: path.extend({ price: id }),
    answer: planShape,
    handle: async (call) => {
      await archivePrice(call.ctx, call.params.id, call.params.price);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/organizations/:org/plan-order',
    summary: 'Put plans into an order; those left out follow',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'write',
    body: z.strictObject({ ids: z.array(id).max(1000) }),
    answer: null,
    handle: (call) => reorderPlans(call.ctx, call.body.ids),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/plan-sets',
    summary: 'Create the starter plans of a kind of organization',
    tag: 'Plans',
    needs: 'plans.write',
    rate: 'write',
    body: z.strictObject({ kind: z.enum(['creator', 'space', 'association', 'site']) }),
    answer: z.object({ ids: z.array(z.string()) }),
    status: 201,
    handle: async (call) => {
      const { language, currency } = await look(call.ctx, async ({ org }) => org);
      const { kind } = call.body;
      return { ids: await createPlanSet(call.ctx, { kind, language, currency }) };
    },
  }),
];
