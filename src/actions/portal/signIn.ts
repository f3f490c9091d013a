import { recordActivity } from '../../activity/record.ts';
import { hashSecret } from '../../db/identity.ts';
import type { ContactRow } from '../../db/people/contact.ts';
import { findContact } from '../../db/people/contact.ts';
import type { FoundLink } from '../../db/portal/links.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Identity, OpenedSession, Visitor } from '../../gateways/identity/port.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

export const WrongPassword = defineRefusal('wrong_password', 401, {
  en: 'The e-mail or the password is not right. You can also ask for a sign-in link.',
  fr: "L'e-mail ou le mot de passe n'est pas le bon. Vous pouvez aussi demander un lien de connexion.",
});

export const LinkExpired = defineRefusal('link_expired', 410, {
  en: 'This link has been used or is too old. Ask for a new one: it takes a minute.',
  fr: "Ce lien a déjà servi ou il est trop ancien. Demandez-en un nouveau : c'est l'affaire d'une minute.",
});

/**
 * A member's own account is theirs in one organization only: its address is made from the contact,
 * never from the e-mail that staff can type in. So no organization can open a session, or set a
 * password, that is worth anything elsewhere (docs/decisions/0003).
 */
export function memberAddress(contactId: string): string {
  return `${contactId}@member.invalid`;
}

/** Signs a member in by e-mail and password; refuses with `WrongPassword` whatever was wrong. */
export async function signInMember(
  ctx: Context,
  identity: Identity,
  given: { email: string; password: string; visitor: Visitor },
): Promise<OpenedSession> {
  const contact = await look(ctx, ({ tx }) =>
    tx.maybeOne<{ id: string; user_id: string | null }>(
      `select id, user_id from contact where email_key(email) = email_key($1)
         and deleted_at is null and merged_into is null and blocked_at is null`,
      [given.email.trim()],
    ),
  );
  const isRight = await identity.checkPassword(contact?.user_id ?? null, given.password);
  if (!contact?.user_id || !isRight) {
    if (contact) await noteSignIn(ctx, contact.id, 'sign_in_failed', given.visitor);
    throw new WrongPassword();
  }
  await noteSignIn(ctx, contact.id, 'signed_in', given.visitor);
  return identity.openSession(contact.user_id, given.visitor);
}

/** Sends a sign-in link when the address is known; says nothing either way. */
export function requestLink(ctx: Context, email: string): Promise<void> {
  return act(ctx, async (scene) => {
    const contact = await scene.tx.maybeOne<{
      id: string;
      language: 'en' | 'fr' | null;
      email: string;
    }>(
      `select id, language, email from contact where email_key(email) = email_key($1)
         and deleted_at is null and merged_into is null and blocked_at is null`,
      [email.trim()],
    );
    if (!contact) return;
    const [signInUrl] = await signInLinks(scene, [contact.id], 'magic');
    await queueMessages(scene, [
      {
        cause: `magic:${hashSecret(signInUrl!).slice(0, 32)}`,
        template: 'magic_link',
        contactId: contact.id,
        toEmail: contact.email,
        language: contact.language ?? scene.org.language,
        data: { signInUrl: signInUrl!, validMinutes: 15 },
      },
    ]);
  });
}

export type Entered = OpenedSession & {
  needsPassword: boolean;
  purpose: FoundLink['purpose'] | 'join';
};

/**
 * Opens the session a link stands for. A magic link works once and for fifteen minutes, the others
 * until they expire. Refuses with `LinkExpired`; a blocked contact's links are over.
 */
export async function redeemLink(
  ctx: Context,
  identity: Identity,
  given: { link: FoundLink; token: string; visitor: Visitor },
): Promise<Entered> {
  const { link, visitor } = given;
  const contact = await act(ctx, (scene) => useLink(scene, given));
  return { ...(await openSessionOf(ctx, identity, { contact, visitor })), purpose: link.purpose };
}

/** Signs a contact in, whose address was proved; they get an account when they have none. */
export async function openSessionOf(
  ctx: Context,
  identity: Identity,
  given: {
    contact: Pick<ContactRow, 'id' | 'display_name' | 'language'>;
    visitor: Visitor;
  },
): Promise<OpenedSession & { needsPassword: boolean }> {
  const { contact, visitor } = given;
  const language = contact.language ?? (await look(ctx, async ({ org }) => org.language));
  const user = await identity.ensureUser(memberAddress(contact.id), contact.display_name, language);
  await act(ctx, async ({ tx }) => {
    await tx.exec('update contact set user_id = $2 where id = $1 and user_id is null', [
      contact.id,
      user.id,
    ]);
  });
  await noteSignIn(ctx, contact.id, 'signed_in', visitor);
  const session = await identity.openSession(user.id, visitor);
  const needsPassword = !(await identity.hasPassword(user.id));
  return { ...session, needsPassword };
}

async function useLink(scene: Scene, { link, token }: { link: FoundLink; token: string }) {
  const isOnce = link.purpose === 'magic';
  const used = await scene.tx.exec(
    `update sign_in_link set used_at = coalesce(used_at, $2)
     where token_hash = $1 and expires_at > $2 and (used_at is null or not $3)
       and (not $3 or created_at > $2::timestamptz - interval '15 minutes')`,
    [hashSecret(token), scene.now, isOnce],
  );
  const contact = used === 0 ? undefined : await findContact(scene.tx, link.contact_id);
  if (!contact || contact.blocked_at) throw new LinkExpired();
  return contact;
}

async function noteSignIn(
  ctx: Context,
  contactId: string,
  event: 'signed_in' | 'sign_in_failed',
  visitor: Visitor,
): Promise<void> {
  await act(ctx, (scene) =>
    recordActivity(scene, [
      { event, contactId, data: { ip: visitor.ip, device: visitor.userAgent.slice(0, 120) } },
    ]),
  );
}
