import { hashSecret } from '../../db/identity.ts';
import type { ContactRow } from '../../db/people/contact.ts';
import { findByEmail, findContact } from '../../db/people/contact.ts';
import { findPlan } from '../../db/plans/read.ts';
import { hasJustSignedUp, insertSignUp, useSignUp } from '../../db/portal/signUps.ts';
import { NotFound } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/instants.ts';
import { cleanEmail } from '../../domain/members/contact.ts';
import type { Identity, Visitor } from '../../gateways/identity/port.ts';
import { newToken } from '../../ids.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { openOffer } from '../joining/offers.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { addContact } from '../people/createContact.ts';
import type { Entered } from './signIn.ts';
import { LinkExpired, openSessionOf } from './signIn.ts';

const validHours = 24;

export type Stranger = { email: string; name: string; language: 'en' | 'fr'; planId: string };

/**
 * Somebody who is not signed in wants to join: a link goes to their address, and nothing else is
 * made before they follow it. What is answered is the same for known and unknown addresses
 * (joining.md). Refuses with what `openOffer` refuses.
 */
export function signUp(ctx: Context, stranger: Stranger): Promise<void> {
  return act(ctx, async (scene) => {
    const { tx, now } = scene;
    const plan = await findPlan(tx, stranger.planId);
    if (!plan || plan.deletedAt) throw new NotFound();
    openOffer(scene, plan);
    const email = cleanEmail(stranger.email);
    if (email === null || (await hasJustSignedUp(tx, email, now))) return;
    const token = newToken();
    await insertSignUp(tx, {
      ...stranger,
      email,
      token,
      now,
      until: minutesAfter(now, 60 * validHours),
    });
    await queueMessages(scene, [
      {
        cause: `sign_up:${hashSecret(token).slice(0, 32)}`,
        template: 'sign_up',
        contactId: null,
        toEmail: email,
        language: stranger.language,
        data: {
          planName: plan.name,
          signInUrl: `${portalUrl(scene, '/enter')}?token=${token}`,
          validHours,
        },
      },
    ]);
  });
}

/**
 * Follows a sign-up link: the address is proved, so its contact is found or made, and signed in.
 * Works again until it expires, so that an interrupted sign-up goes on. Refuses with `LinkExpired`;
 * whoever is blocked gets nowhere.
 */
export async function redeemSignUp(
  ctx: Context,
  identity: Identity,
  given: { token: string; visitor: Visitor },
): Promise<Entered & { planId: string }> {
  const { contact, planId } = await act(ctx, async (scene) => {
    const found = await useSignUp(scene.tx, given.token, scene.now);
    if (!found) throw new LinkExpired();
    return { contact: await contactOf(scene, found), planId: found.planId };
  });
  if (contact.blocked_at) throw new LinkExpired();
  const opened = await openSessionOf(ctx, identity, { contact, visitor: given.visitor });
  return { ...opened, purpose: 'join', planId };
}

async function contactOf(scene: Scene, { email, name, language }: Omit<Stranger, 'planId'>) {
  // Following the link twice at once makes one contact.
  await scene.tx.exec('select pg_advisory_xact_lock(hashtextextended(email_key($1), 0))', [email]);
  const known = await findByEmail(scene.tx, email);
  const id = known?.id ?? (await addContact(scene, { display_name: name, email, language })).id;
  return (await findContact(scene.tx, id)) as ContactRow;
}
