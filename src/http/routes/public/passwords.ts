import * as z from 'zod';
import { requestReset, resetPassword } from '../../../actions/staff/resetPassword.ts';
import { contextFor, defineRoute } from '../../route.ts';
import { sendCookies, visitorOf } from '../../visitor.ts';

export const passwordRoutes = [
  defineRoute({
    method: 'POST',
    url: '/password-resets',
    summary: 'Send staff a link to a new password; the answer is the same for unknown addresses',
    tag: 'Session',
    needs: 'public',
    rate: 'sign_in',
    body: z.strictObject({ email: z.string().trim().max(254) }),
    answer: z.object({ sent: z.literal(true), mail: z.enum(['smtp', 'outbox']) }),
    status: 202,
    handle: async ({ services, body }) => {
      await requestReset(services.db, body.email, (orgId) =>
        contextFor(services, orgId, { kind: 'system' }),
      );
      return { sent: true, mail: services.mail.kind };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/password-resets/redeem',
    summary: 'Choose a new password with the link, and be signed in',
    tag: 'Session',
    needs: 'public',
    rate: 'sign_in',
    body: z.strictObject({
      token: z.string().max(200),
      password: z.string().min(10).max(200),
    }),
    answer: null,
    handle: async ({ services, body, request, reply }) => {
      const { db, identity, clock } = services;
      const userId = await resetPassword({ db, identity, now: clock.now() }, body);
      sendCookies(reply, (await identity.openSession(userId, visitorOf(request))).cookies);
    },
  }),
];
