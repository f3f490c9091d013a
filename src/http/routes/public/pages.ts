import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { openPage, pagesFor } from '../../../actions/pages/openPage.ts';
import { defineRoute } from '../../route.ts';
import { visitorOf } from '../../visitor.ts';
import { decisionShape, pageAddress, presentDecision } from '../admin/pageShapes.ts';
import { organizationContext } from '../organizationContext.ts';
import { offerShape, presentOffer } from '../portal/offerShapes.ts';

const path = z.strictObject({ org: z.string().max(200) });

const heading = z.object({ path: z.string(), title: z.string(), teaser: z.string() });

/** Whether you are signed in here. */
const known = z.boolean();

export const publicPageRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org/pages',
    summary: 'The published pages in their order, each with whether you may open it, and why not',
    tag: 'Portal',
    needs: 'public',
    rate: 'read',
    params: path,
    answer: z.object({ items: z.array(heading.extend(decisionShape.shape)), known }),
    handle: async (call) => {
      const ctx = await organizationContext(call, call.params.org);
      const { contactId } = call.caller;
      return look(ctx, async (scene) => {
        const found = await pagesFor(scene, contactId);
        const items = found.map(({ page, decision }) => ({
          ...{ path: page.path, title: page.title, teaser: page.teaser },
          ...presentDecision(decision, call.language),
        }));
        return { items, known: contactId !== null };
      });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/portal/:org/page',
    summary: 'A page: its text for who may open it; for others why not, and plans that open it',
    tag: 'Portal',
    needs: 'public',
    rate: 'read',
    params: path,
    query: z.strictObject({ path: pageAddress }),
    answer: heading.extend({
      ...decisionShape.shape,
      /** Its text as safe HTML; null for who may not open it. */
      html: z.string().nullable(),
      /** Public plans that open it and can be joined by oneself. */
      offers: z.array(offerShape),
      known,
    }),
    handle: async (call) => {
      const ctx = await organizationContext(call, call.params.org);
      const { contactId } = call.caller;
      const visitor = { contactId, ip: visitorOf(call.request).ip };
      const { page, decision, html, offers } = await openPage(ctx, call.query.path, visitor);
      return {
        ...{ path: page.path, title: page.title, teaser: page.teaser, html },
        ...presentDecision(decision, call.language),
        known: contactId !== null,
        offers: offers.map((plan) => presentOffer(null, { plan, isHeld: false })),
      };
    },
  }),
];
