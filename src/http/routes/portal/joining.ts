import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { withdrawRequest } from '../../../actions/joining/declineRequest.ts';
import { joinByMember, previewOwnJoin } from '../../../actions/joining/joinByMember.ts';
import { publicOffers, readOffer } from '../../../actions/joining/offers.ts';
import { defineRoute } from '../../route.ts';
import { address, id, minorUnits } from '../../shapes.ts';
import { addonsBody, addonsOf } from '../admin/changeShapes.ts';
import { presentPlanned, previewInvoice } from '../admin/previewShapes.ts';
import { overview, readPortal } from './me.ts';
import { offerShape, presentOffer, presentQuestion, questionShape } from './offerShapes.ts';
import { mustHold } from './subscriptions.ts';

const member = { tag: 'Portal', needs: 'member' } as const;
const path = z.strictObject({ org: z.string().max(200), id });

const wish = z.strictObject({
  price_id: id.optional(),
  /** Minor units per unit, for plans whose members choose. */
  amount: minorUnits.nullable().optional(),
  quantity: z.int().min(1).max(1000).optional(),
  addons: addonsBody.optional(),
});

const answer = z.union([z.string().max(5000), z.number(), z.boolean(), address]).nullable();

const request = wish.extend({
  /** By the key of each question of the plan's form. */
  answers: z.record(z.string().max(80), answer).default({}),
  message: z.string().max(2000).default(''),
});

function wishOf(planId: string, contactId: string, body: z.output<typeof wish>) {
  const { price_id: priceId, amount, quantity, addons } = body;
  return { planId, contactId, priceId, amount, quantity, addons: addonsOf(addons) };
}

export const portalJoiningRoutes = [
  defineRoute({
    ...member,
    method: 'GET',
    url: '/portal/:org/plans',
    summary: 'The plans you may take by yourself',
    rate: 'read',
    answer: z.object({ items: z.array(offerShape) }),
    handle: (call) =>
      look(call.ctx, async (scene) => {
        const offers = await publicOffers(scene, call.caller.contactId!);
        return { items: offers.map((offer) => presentOffer(scene.org.slug, offer)) };
      }),
  }),
  defineRoute({
    ...member,
    method: 'GET',
    url: '/portal/:org/plans/:id',
    summary: 'A plan you may take by yourself, with what its form asks; a hidden one by its link',
    rate: 'read',
    params: path,
    answer: offerShape.extend({
      intro: z.string(),
      message: z.enum(['none', 'optional', 'required']),
      questions: z.array(questionShape),
    }),
    handle: (call) =>
      look(call.ctx, async (scene) => {
        const offer = await readOffer(scene, call.params.id, call.caller.contactId!);
        return {
          ...presentOffer(scene.org.slug, offer),
          intro: offer.plan.joinForm?.intro ?? '',
          message: offer.plan.joinForm?.message ?? 'none',
          questions: offer.questions.map((each) => presentQuestion(each, call.language)),
        };
      }),
  }),
  defineRoute({
    ...member,
    method: 'POST',
    url: '/portal/:org/plans/:id/preview',
    summary: 'What taking a plan like this begins and costs; writes nothing',
    rate: 'read',
    params: path,
    body: wish,
    answer: z.object({
      approval_needed: z.boolean(),
      starts_on: z.string(),
      trial_ends_on: z.string().nullable(),
      invoice: previewInvoice.nullable(),
      next_billing_on: z.string().nullable(),
      /** Per interval, add-ons included. */
      whole: z.number(),
      currency: z.string(),
      collection: z.enum(['automatic', 'invoice']),
      /** What your credit pays of the invoice. */
      credit: z.number(),
      /** Add a payment method first. */
      needs_method: z.boolean(),
    }),
    handle: async (call) => {
      const asked = wishOf(call.params.id, call.caller.contactId!, call.body);
      const preview = await previewOwnJoin(call.ctx, asked);
      return {
        approval_needed: preview.approvalNeeded,
        starts_on: preview.startsOn,
        trial_ends_on: preview.trialEndsOn,
        invoice: preview.invoice && presentPlanned(preview.invoice),
        next_billing_on: preview.nextBillingOn,
        whole: preview.whole,
        currency: preview.currency,
        collection: preview.collection,
        credit: preview.credit,
        needs_method: preview.needsMethod,
      };
    },
  }),
  defineRoute({
    ...member,
    method: 'POST',
    url: '/portal/:org/plans/:id/join',
    summary: 'Take a plan, or ask for it where it wants approval',
    rate: 'write',
    params: path,
    body: request,
    answer: overview,
    handle: async (call) => {
      const { answers, message } = call.body;
      const asked = wishOf(call.params.id, call.caller.contactId!, call.body);
      await joinByMember(call.ctx, { ...asked, answers, message });
      return readPortal(call);
    },
  }),
  defineRoute({
    tag: 'Portal',
    needs: 'applicant',
    method: 'DELETE',
    url: '/portal/:org/subscriptions/:id/request',
    summary: 'Take back your request to join, while it waits',
    rate: 'write',
    params: path,
    answer: overview,
    handle: async (call) => {
      await mustHold(call);
      await withdrawRequest(call.ctx, { id: call.params.id });
      return readPortal(call);
    },
  }),
];
