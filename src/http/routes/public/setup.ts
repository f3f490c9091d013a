import * as z from 'zod';
import { startDemo } from '../../../actions/demo/startDemo.ts';
import { createOrganization } from '../../../actions/organizations/createOrganization.ts';
import {
  SetupLinkInvalid,
  setUp,
  setupNeeded,
  setupTokenValid,
} from '../../../actions/organizations/setUp.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { contextFor, defineRoute } from '../../route.ts';
import { currency, language } from '../../shapes.ts';
import { sendCookies, visitorOf } from '../../visitor.ts';

const organizationBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(['creator', 'space', 'association', 'site']),
  language,
  currency,
  timezone: z.string().max(60),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  billing_day: z.int().min(1).max(28),
});
const start = z.enum(['plan_set', 'demo', 'empty']);
const made = z.object({ slug: z.string(), work_id: z.string().nullable() });

type Organization = z.output<typeof organizationBody>;

/** A demo is a sandbox that starts three years ago and is lived through to today. */
async function furnishDemo(
  call: Call<unknown, unknown, unknown>,
  orgId: string,
  choice: z.output<typeof start>,
): Promise<string | null> {
  if (choice !== 'demo') return null;
  const { id } = await startDemo(contextFor(call.services, orgId, { kind: 'system' }));
  return id;
}

function furnished(input: Organization, choice: z.output<typeof start>) {
  return { ...input, sandbox: choice === 'demo' };
}

export const setupRoutes = [
  defineRoute({
    method: 'GET',
    url: '/setup',
    summary: 'Is a first organization still to be made, and is this link good for it',
    tag: 'Set-up',
    needs: 'public',
    rate: 'sign_in',
    query: z.strictObject({ token: z.string().max(200).default('') }),
    answer: z.object({ needed: z.boolean(), valid: z.boolean() }),
    handle: async (call) => {
      const needed = await setupNeeded(call.services.db);
      const valid = needed && (await setupTokenValid(call.services.db, call.query.token));
      return { needed, valid };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/setup',
    summary: "Make the owner's account and the first organization",
    tag: 'Set-up',
    needs: 'public',
    rate: 'sign_in',
    body: z.strictObject({
      token: z.string().max(200),
      owner: z.strictObject({
        name: z.string().trim().min(1).max(100),
        email: z.email().max(254),
        password: z.string().min(10).max(200),
      }),
      organization: organizationBody,
      start,
    }),
    answer: made,
    status: 201,
    handle: async (call) => {
      const { token, owner, organization, start: choice } = call.body;
      const { db, clock, gateways, identity, config } = call.services;
      if (!(await setupNeeded(db))) throw new SetupLinkInvalid();
      const outside = { db, clock, gateways, identity, baseUrl: config.baseUrl };
      const plans = choice === 'plan_set' ? ('plan_set' as const) : ('none' as const);
      const input = { owner, organization: furnished(organization, choice), plans };
      const { id, slug, userId } = await setUp(outside, input, token);
      const opened = await identity.openSession(userId, visitorOf(call.request));
      sendCookies(call.reply, opened.cookies);
      return { slug, work_id: await furnishDemo(call, id, choice) };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations',
    summary: 'Make another organization, with you as its owner',
    tag: 'Set-up',
    needs: 'signed_in',
    rate: 'heavy',
    body: z.strictObject({
      organization: organizationBody.extend({ sandbox: z.boolean().default(false) }),
      start,
    }),
    answer: made,
    status: 201,
    handle: async (call) => {
      const who = call.caller.user;
      // A member's account opens portals only; a key belongs to its organization.
      if (!who || who.email.endsWith('@member.invalid')) throw new NotFound();
      const { db, clock, gateways, config } = call.services;
      const { organization, start: choice } = call.body;
      const sandbox = organization.sandbox || choice === 'demo';
      const { id, slug } = await createOrganization(
        { db, clock, gateways, baseUrl: config.baseUrl },
        { ...organization, sandbox },
        {
          ownerId: who.id,
          ownerName: who.name,
          plans: choice === 'plan_set' ? 'plan_set' : 'none',
        },
      );
      return { slug, work_id: await furnishDemo(call, id, choice) };
    },
  }),
];
