import * as z from 'zod';
import { setupNeeded } from '../../../actions/organizations/setUp.ts';
import {
  LinkExpired,
  redeemLink,
  requestLink,
  signInMember,
  WrongPassword,
} from '../../../actions/portal/signIn.ts';
import { redeemSignUp } from '../../../actions/portal/signUp.ts';
import { findLink } from '../../../db/portal/links.ts';
import { findSignUp } from '../../../db/portal/signUps.ts';
import { organizationsOf, portalsOf } from '../../../db/staff.ts';
import { inSystem } from '../../../db/transaction.ts';
import { defineRefusal, NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { contextFor, defineRoute } from '../../route.ts';
import { language } from '../../shapes.ts';
import { sendCookies, visitorOf } from '../../visitor.ts';
import { organizationContext } from '../organizationContext.ts';

export const WrongCurrentPassword = defineRefusal('wrong_current_password', 422, {
  en: 'The current password is not right.',
  fr: "Le mot de passe actuel n'est pas le bon.",
});

const user = z.object({ id: z.string(), name: z.string(), email: z.string(), language });
const session = z.object({
  user: user.nullable(),
  organizations: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      kind: z.string(),
      role: z.string(),
      sandbox: z.boolean(),
      accent: z.string(),
    }),
  ),
  portals: z.array(z.object({ slug: z.string(), name: z.string(), accent: z.string() })),
  setup_needed: z.boolean(),
});

type AnyCall = Call<unknown, unknown, unknown>;
type User = z.output<typeof user>;

async function present({ services }: Pick<AnyCall, 'services'>, who: User | null) {
  if (!who) {
    const setup_needed = await setupNeeded(services.db);
    return { user: null, organizations: [], portals: [], setup_needed };
  }
  const organizations = await organizationsOf(services.db, who.id);
  return {
    user: who,
    organizations,
    portals: await portalsOf(services.db, who.id),
    setup_needed: false,
  };
}

/** Opens what a link stands for: a contact's own, or somebody's who has only just signed up. */
async function redeem(call: AnyCall, token: string) {
  const { identity, db } = call.services;
  const visitor = visitorOf(call.request);
  const link = await findLink(db, token);
  if (link) {
    const ctx = contextFor(call.services, link.org_id, { kind: 'system' });
    const opened = await redeemLink(ctx, identity, { link, token, visitor });
    return { opened: { ...opened, planId: null, renewalId: link.renewal_id }, slug: link.slug };
  }
  const found = await findSignUp(db, token);
  if (!found) throw new LinkExpired();
  const ctx = contextFor(call.services, found.org_id, { kind: 'system' });
  const opened = await redeemSignUp(ctx, identity, { token, visitor });
  return { opened: { ...opened, renewalId: null }, slug: found.slug };
}

const password = z.string().min(10).max(200);

export const sessionRoutes = [
  defineRoute({
    method: 'GET',
    url: '/session',
    summary: 'Who is signed in, and where they may go',
    tag: 'Session',
    needs: 'public',
    rate: 'read',
    answer: session,
    handle: (call) => present(call, call.caller.user),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/session',
    summary: 'Change your own name or language',
    tag: 'Session',
    needs: 'signed_in',
    rate: 'write',
    body: z.strictObject({
      language: language.optional(),
      name: z.string().trim().min(1).max(100).optional(),
    }),
    answer: session,
    handle: async (call) => {
      const who = call.caller.user;
      if (!who) throw new NotFound();
      await inSystem(call.services.db, (tx) =>
        tx.exec(
          `update auth.user set language = coalesce($2, language), name = coalesce($3, name)
           where id = $1`,
          [who.id, call.body.language ?? null, call.body.name ?? null],
        ),
      );
      return present(call, { ...who, ...call.body });
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/sign-in',
    summary: 'Sign in with a password: staff, or a member when an organization is named',
    tag: 'Session',
    needs: 'public',
    rate: 'sign_in',
    body: z.strictObject({
      email: z.string().trim().max(254),
      password: z.string().max(200),
      organization: z.string().max(60).optional(),
    }),
    answer: session,
    handle: async (call) => {
      const { email, password: secret, organization } = call.body;
      const { identity } = call.services;
      const visitor = visitorOf(call.request);
      const opened = organization
        ? await signInMember(await organizationContext(call, organization), identity, {
            email,
            password: secret,
            visitor,
          })
        : await identity.signIn(email, secret, visitor);
      if (!opened) throw new WrongPassword();
      sendCookies(call.reply, opened.cookies);
      return present(call, opened.user);
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/sign-out',
    summary: 'End this session',
    tag: 'Session',
    needs: 'public',
    rate: 'write',
    answer: null,
    handle: async (call) => {
      const cookies = await call.services.identity.signOut(call.request.headers.cookie ?? '');
      sendCookies(call.reply, cookies);
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/sign-in-links',
    summary: 'Send a member a sign-in link; the answer is the same for unknown addresses',
    tag: 'Session',
    needs: 'public',
    rate: 'sign_in',
    body: z.strictObject({ email: z.string().trim().max(254), organization: z.string().max(60) }),
    answer: z.object({ sent: z.literal(true) }),
    status: 202,
    handle: async (call) => {
      await requestLink(await organizationContext(call, call.body.organization), call.body.email);
      return { sent: true };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/sign-in-links/redeem',
    summary: 'Open the session a link stands for',
    tag: 'Session',
    needs: 'public',
    // Its secret cannot be guessed, and a whole office may follow their invitations at once.
    rate: 'write',
    body: z.strictObject({ token: z.string().max(200) }),
    answer: session.extend({
      purpose: z.enum(['invitation', 'magic', 'update_card', 'pay', 'join', 'renew']),
      /** Of those who join: the plan they chose. */
      plan_id: z.string().nullable(),
      /** Of a notice's link: the renewal to answer. */
      renewal_id: z.string().nullable(),
      organization: z.string(),
      needs_password: z.boolean(),
    }),
    handle: async (call) => {
      const { opened, slug } = await redeem(call, call.body.token);
      sendCookies(call.reply, opened.cookies);
      const shown = await present(call, opened.user);
      const { purpose, needsPassword, planId, renewalId } = opened;
      const about = {
        ...{ purpose, plan_id: planId, renewal_id: renewalId, organization: slug },
      };
      return { ...shown, ...about, needs_password: needsPassword };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/password',
    summary: 'Set or change your own password; other sessions end',
    tag: 'Session',
    needs: 'signed_in',
    rate: 'sign_in',
    body: z.strictObject({ current: z.string().max(200).optional(), new: password }),
    answer: null,
    handle: async (call) => {
      const { identity } = call.services;
      const who = call.caller.user;
      if (!who) throw new NotFound();
      const isRight =
        !(await identity.hasPassword(who.id)) ||
        (await identity.checkPassword(who.id, call.body.current ?? ''));
      if (!isRight) throw new WrongCurrentPassword();
      await identity.setPassword(who.id, call.body.new);
      await identity.endSessions(who.id);
      const opened = await identity.openSession(who.id, visitorOf(call.request));
      sendCookies(call.reply, opened.cookies);
    },
  }),
];
