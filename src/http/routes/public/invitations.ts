import * as z from 'zod';
import { acceptInvitation, readInvitation } from '../../../actions/staff/acceptInvitation.ts';
import { defineRoute } from '../../route.ts';
import { sendCookies, visitorOf } from '../../visitor.ts';

const path = z.strictObject({ token: z.string().max(200) });

export const invitationRoutes = [
  defineRoute({
    method: 'GET',
    url: '/staff-invitations/:token',
    summary: 'What an invitation to a team is for',
    tag: 'Session',
    needs: 'public',
    rate: 'sign_in',
    params: path,
    answer: z.object({ organization: z.string(), email: z.string(), role: z.string() }),
    handle: ({ services, params }) =>
      readInvitation(services.db, params.token, services.clock.now()),
  }),
  defineRoute({
    method: 'POST',
    url: '/staff-invitations/:token/acceptance',
    summary: 'Join the team: with the account signed in, or with a new one',
    tag: 'Session',
    needs: 'public',
    rate: 'sign_in',
    params: path,
    body: z.strictObject({
      name: z.string().trim().max(100).default(''),
      password: z.string().max(200).default(''),
    }),
    answer: z.object({ slug: z.string() }),
    handle: async ({ services, caller, params, body, request, reply }) => {
      const { db, identity, clock } = services;
      const isStaff = caller.user && !caller.user.email.endsWith('@member.invalid');
      const joined = await acceptInvitation(
        { db, identity, now: clock.now() },
        { token: params.token, userId: isStaff ? caller.user!.id : null, ...body },
      );
      if (!isStaff) {
        sendCookies(reply, (await identity.openSession(joined.userId, visitorOf(request))).cookies);
      }
      return { slug: joined.slug };
    },
  }),
];
