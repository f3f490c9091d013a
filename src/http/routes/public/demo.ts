import * as z from 'zod';
import { openDemoSession } from '../../../actions/demo/openDemo.ts';
import { defineRoute } from '../../route.ts';
import { sendCookies, visitorOf } from '../../visitor.ts';

export const demoRoutes = [
  defineRoute({
    method: 'POST',
    url: '/demo-sessions',
    summary: 'Open the demo organization with the one-time link that the program printed',
    tag: 'Set-up',
    needs: 'public',
    rate: 'sign_in',
    body: z.strictObject({ token: z.string().max(200) }),
    answer: z.object({ slug: z.string() }),
    status: 201,
    handle: async ({ services, body, request, reply }) => {
      const opened = await openDemoSession(services, body.token, visitorOf(request));
      sendCookies(reply, opened.cookies);
      return { slug: opened.slug };
    },
  }),
];
