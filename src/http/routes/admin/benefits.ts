import * as z from 'zod';
import {
  createBenefit,
  deleteBenefit,
  editBenefit,
} from '../../../actions/benefits/editBenefits.ts';
import type { Context } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import { findBenefit, listBenefits, monthsOf, progressIn } from '../../../db/benefits/read.ts';
import { monthDays, monthOf } from '../../../domain/benefits.ts';
import { NotFound } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import {
  benefitEditBody,
  benefitPath,
  benefitShape,
  month,
  newBenefitBody,
  presentBenefit,
} from './benefitShapes.ts';

const base = '/organizations/:org/benefits';
const one = { tag: 'Benefits', params: benefitPath } as const;
/** Left out: the month that runs. */
const query = z.strictObject({ month: month.optional() });

const detail = benefitShape.extend({
  /** In which something was owed, latest first. */
  months: z.array(z.string()),
});

function readOne(ctx: Context, id: string, asked?: string): Promise<z.output<typeof detail>> {
  return look(ctx, async ({ tx, today }) => {
    const benefit = await findBenefit(tx, id);
    if (!benefit) throw new NotFound();
    const shown = asked ?? monthOf(today);
    const found = await progressIn(tx, [id], monthDays(shown));
    const months = await monthsOf(tx, id);
    return { ...presentBenefit(benefit, shown, found.get(id)), months };
  });
}

export const benefitRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'What plans give, and how much of it is delivered for a month',
    tag: 'Benefits',
    needs: 'plans.read',
    rate: 'read',
    query,
    answer: z.object({ month: z.string(), items: z.array(benefitShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => {
        const benefits = await listBenefits(tx);
        const shown = call.query.month ?? monthOf(today);
        const ids = benefits.map(({ id }) => id);
        const found = await progressIn(tx, ids, monthDays(shown));
        const items = benefits.map((each) => presentBenefit(each, shown, found.get(each.id)));
        return { month: shown, items };
      }),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Make a benefit that plans can give',
    tag: 'Benefits',
    needs: 'plans.write',
    rate: 'write',
    body: newBenefitBody,
    answer: detail,
    status: 201,
    handle: async (call) => readOne(call.ctx, (await createBenefit(call.ctx, call.body)).id),
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One benefit',
    needs: 'plans.read',
    rate: 'read',
    query,
    answer: detail,
    handle: (call) => readOne(call.ctx, call.params.id, call.query.month),
  }),
  defineRoute({
    ...one,
    method: 'PATCH',
    url: `${base}/:id`,
    summary: 'Change a benefit wherever it is given; what is to deliver follows',
    needs: 'plans.write',
    rate: 'write',
    body: benefitEditBody,
    answer: detail,
    handle: async (call) => {
      const { id } = call.params;
      await editBenefit(call.ctx, { id, version: call.version() }, call.body);
      return readOne(call.ctx, id);
    },
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/:id`,
    summary: 'Take a benefit from every plan; what was delivered stays in the histories',
    needs: 'plans.write',
    rate: 'write',
    answer: z.object({
      /** How many were still to deliver, and are not any more. */
      lost: z.number(),
    }),
    handle: (call) => deleteBenefit(call.ctx, { id: call.params.id, version: call.version() }),
  }),
];
