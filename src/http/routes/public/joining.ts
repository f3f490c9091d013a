import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { openOffers, readOpenOffer } from '../../../actions/joining/offers.ts';
import { signUp } from '../../../actions/portal/signUp.ts';
import { defineRoute } from '../../route.ts';
import { id, language } from '../../shapes.ts';
import { organizationContext } from '../organizationContext.ts';
import { offerShape, presentOffer } from '../portal/offerShapes.ts';

const path = z.strictObject({ org: z.string().max(200) });

export const publicJoiningRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org/offers',
    summary: 'The public plans of an organization, for whoever thinks of joining',
    tag: 'Portal',
    needs: 'public',
    rate: 'read',
    params: path,
    answer: z.object({ items: z.array(offerShape) }),
    handle: async (call) => {
      const ctx = await organizationContext(call, call.params.org);
      return look(ctx, async (scene) => {
        const offers = await openOffers(scene);
        return { items: offers.map((plan) => presentOffer(null, { plan, isHeld: false })) };
      });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/portal/:org/offers/:id',
    summary: 'A plan that can be joined; a hidden one by its link',
    tag: 'Portal',
    needs: 'public',
    rate: 'read',
    params: path.extend({ id }),
    answer: offerShape,
    handle: async (call) => {
      const ctx = await organizationContext(call, call.params.org);
      return look(ctx, async (scene) => {
        const plan = await readOpenOffer(scene, call.params.id);
        return presentOffer(null, { plan, isHeld: false });
      });
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/portal/:org/sign-ups',
    summary: 'Start to join: a link is sent; the answer is the same for known addresses',
    tag: 'Portal',
    needs: 'public',
    rate: 'sign_in',
    params: path,
    body: z.strictObject({
      email: z.email().max(254),
      name: z.string().trim().min(1).max(200),
      language,
      plan_id: id,
      /** Left empty by people. */
      nickname: z.string().max(200).default(''),
    }),
    answer: z.object({ sent: z.literal(true) }),
    status: 202,
    handle: async (call) => {
      const { email, name, language: spoken, plan_id: planId, nickname } = call.body;
      const ctx = await organizationContext(call, call.params.org);
      if (nickname === '') await signUp(ctx, { email, name, language: spoken, planId });
      return { sent: true };
    },
  }),
];
