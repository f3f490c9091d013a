import { hashSecret } from '../../db/identity.ts';
import type { Database } from '../../db/transaction.ts';
import { inSystem } from '../../db/transaction.ts';
import type { Language } from '../../domain/errors.ts';
import { defineRefusal, InvalidInput } from '../../domain/errors.ts';
import type { Role } from '../../domain/staff/permissions.ts';
import type { Identity } from '../../gateways/identity/port.ts';
import { newId } from '../../ids.ts';

export const InvitationExpired = defineRefusal('invitation_expired', 410, {
  en: 'This invitation has been used or is too old. Ask for a new one.',
  fr: 'Cette invitation a déjà servi ou elle est trop ancienne. Demandez-en une nouvelle.',
});

export const SignInToAccept = defineRefusal('sign_in_to_accept', 409, {
  en: 'You already have an account with this e-mail: sign in, then open the invitation again.',
  fr: "Vous avez déjà un compte avec cet e-mail : connectez-vous, puis rouvrez l'invitation.",
});

export type Invitation = {
  id: string;
  org_id: string;
  slug: string;
  organization: string;
  language: Language;
  email: string;
  role: Role;
};

/** The open invitation a token stands for; refuses with `InvitationExpired`. */
export async function readInvitation(
  db: Database,
  token: string,
  now: string,
): Promise<Invitation> {
  const found = await inSystem(db, (tx) =>
    tx.maybeOne<Invitation>(
      `select i.id, i.org_id, o.slug, o.name as organization, o.language, i.email, i.role
       from staff_invitation i join organization o on o.id = i.org_id
       where i.token_hash = $1 and i.accepted_at is null and i.expires_at > $2`,
      [hashSecret(token), now],
    ),
  );
  if (!found) throw new InvitationExpired();
  return found;
}

/**
 * Joins the team: with the account signed in, or with a new one for the invited address. Refuses
 * with `SignInToAccept` when that address has an account and nobody is signed in.
 */
export async function acceptInvitation(
  outside: { db: Database; identity: Identity; now: string },
  given: { token: string; userId: string | null; name: string; password: string },
): Promise<{ slug: string; userId: string }> {
  const invitation = await readInvitation(outside.db, given.token, outside.now);
  const userId = given.userId ?? (await newAccount(outside.identity, invitation, given));
  await inSystem(outside.db, async (tx) => {
    const accepted = await tx.exec(
      'update staff_invitation set accepted_at = $2 where id = $1 and accepted_at is null',
      [invitation.id, outside.now],
    );
    if (accepted === 0) throw new InvitationExpired();
    await tx.exec(
      `insert into staff (org_id, id, user_id, role, created_at) values ($1, $2, $3, $4, $5)
       on conflict (org_id, user_id) do nothing`,
      [invitation.org_id, newId(), userId, invitation.role, outside.now],
    );
  });
  return { slug: invitation.slug, userId };
}

async function newAccount(
  identity: Identity,
  invitation: Invitation,
  given: { name: string; password: string },
): Promise<string> {
  const { email, language } = invitation;
  if (given.password.length < 10 || !given.name.trim()) throw new InvalidInput({}, needed(given));
  const user = await identity.ensureUser(email, given.name, language);
  if (await identity.hasPassword(user.id)) throw new SignInToAccept();
  await identity.setPassword(user.id, given.password);
  return user.id;
}

function needed(given: { name: string; password: string }) {
  const name = { en: 'Please tell your name.', fr: 'Indiquez votre nom.' };
  const password = { en: 'At least 10 characters.', fr: 'Au moins 10 caractères.' };
  return [
    ...(given.name.trim() ? [] : [{ pointer: '/name', code: 'too_small', message: name }]),
    ...(given.password.length >= 10
      ? []
      : [{ pointer: '/password', code: 'too_small', message: password }]),
  ];
}
