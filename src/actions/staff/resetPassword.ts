import { hashSecret } from '../../db/identity.ts';
import type { Database } from '../../db/transaction.ts';
import { askSystem, inSystem } from '../../db/transaction.ts';
import type { Language } from '../../domain/errors.ts';
import { defineRefusal } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/instants.ts';
import type { Identity } from '../../gateways/identity/port.ts';
import { newId, newToken } from '../../ids.ts';
import { act, type Context } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

export const ResetExpired = defineRefusal('reset_expired', 410, {
  en: 'This link has been used or is too old. Ask for a new one.',
  fr: 'Ce lien a déjà servi ou il est trop ancien. Demandez-en un nouveau.',
});

export const UnknownUser = defineRefusal('unknown_user', 404, {
  en: 'Nobody of a team signs in with {email}.',
  fr: "Personne d'une équipe ne se connecte avec {email}.",
});

type StaffUser = { id: string; email: string; language: Language };

const validMinutes = 30;
const prefix = 'password_reset:';

/**
 * Sends staff a link with which they choose a new password, once, within thirty minutes; the
 * organization they run lends its name (a real one, as sandboxes send no mail). Says nothing of
 * whether the address is known. Members have sign-in links instead (spec/platform.md).
 */
export async function requestReset(
  db: Database,
  email: string,
  inOrganization: (orgId: string) => Context,
): Promise<void> {
  const found = await askSystem(db, (ask) =>
    ask.maybeOne<StaffUser & { org_id: string }>(
      `select u.id, u.email, u.language, s.org_id
       from auth.user u join staff s on s.user_id = u.id join organization o on o.id = s.org_id
       where lower(u.email) = lower($1)
       order by o.sandbox, o.created_at limit 1`,
      [email.trim()],
    ),
  );
  if (!found) return;
  const ctx = inOrganization(found.org_id);
  const token = newToken();
  await keepToken(db, { token, userId: found.id, now: ctx.clock.now() });
  await act(ctx, (scene) =>
    queueMessages(scene, [
      {
        cause: `${prefix}${newId()}`,
        template: 'password_reset',
        contactId: null,
        toEmail: found.email,
        language: found.language,
        data: { resetUrl: `${ctx.baseUrl}/new-password?token=${token}`, validMinutes },
      },
    ]),
  );
}

/** Sets the password the link is for; it works once, and every session of the person ends. */
export async function resetPassword(
  outside: { db: Database; identity: Identity; now: string },
  given: { token: string; password: string },
): Promise<string> {
  const { db, identity, now } = outside;
  const used = await inSystem(db, (tx) =>
    tx.maybeOne<{ value: string }>(
      'delete from auth.verification where identifier = $1 and expires_at > $2 returning value',
      [`${prefix}${hashSecret(given.token)}`, now],
    ),
  );
  if (!used) throw new ResetExpired();
  await choosePassword(identity, used.value, given.password);
  return used.value;
}

/** The same from the machine's own command line, without a link; refuses `UnknownUser`. */
export async function setStaffPassword(
  { db, identity }: { db: Database; identity: Identity },
  given: { email: string; password: string },
): Promise<void> {
  const found = await askSystem(db, (ask) =>
    ask.maybeOne<{ id: string }>(
      `select u.id from auth.user u where lower(u.email) = lower($1)
         and exists (select from staff s where s.user_id = u.id)`,
      [given.email.trim()],
    ),
  );
  if (!found) throw new UnknownUser({ email: given.email });
  await choosePassword(identity, found.id, given.password);
}

async function choosePassword(identity: Identity, userId: string, text: string): Promise<void> {
  await identity.setPassword(userId, text);
  await identity.endSessions(userId);
}

/** Only the token's hash is kept; an older link of the same person stops working. */
async function keepToken(
  db: Database,
  { token, userId, now }: { token: string; userId: string; now: string },
): Promise<void> {
  await inSystem(db, async (tx) => {
    await tx.exec(
      `delete from auth.verification
       where identifier like $1 and (value = $2 or expires_at <= $3)`,
      [`${prefix}%`, userId, now],
    );
    await tx.exec(
      `insert into auth.verification (id, identifier, value, expires_at)
       values ($1, $2, $3, $4)`,
      [newId(), `${prefix}${hashSecret(token)}`, userId, minutesAfter(now, validMinutes)],
    );
  });
}
