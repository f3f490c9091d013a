import { hashSecret } from '../identity.ts';
import type { Database, Tx } from '../transaction.ts';
import { askSystem } from '../transaction.ts';

export type FoundSignUp = { org_id: string; slug: string };

/** Which organization a sign-up link belongs to; undefined when we never made it. */
export function findSignUp(db: Database, token: string): Promise<FoundSignUp | undefined> {
  return askSystem(db, (ask) =>
    ask.maybeOne<FoundSignUp>(
      `select l.org_id, o.slug from sign_up l join organization o on o.id = l.org_id
       where l.token_hash = $1`,
      [hashSecret(token)],
    ),
  );
}

export type SignUp = { email: string; name: string; language: 'en' | 'fr'; planId: string };

/** Keeps a sign-up until its link is followed; those that are long over are forgotten. */
export async function insertSignUp(
  tx: Tx,
  signUp: SignUp & { token: string; now: string; until: string },
): Promise<void> {
  await tx.exec(
    `delete from sign_up where org_id = app_org()
       and expires_at < $1::timestamptz - interval '7 days'`,
    [signUp.now],
  );
  await tx.exec(
    `insert into sign_up (org_id, token_hash, email, name, language, plan_id, created_at,
       expires_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[hashSecret(signUp.token), signUp.email, signUp.name, signUp.language, signUp.planId],
      ...[signUp.now, signUp.until],
    ],
  );
}

/** Whether an address was written to less than a minute ago. */
export async function hasJustSignedUp(tx: Tx, email: string, now: string): Promise<boolean> {
  const row = await tx.maybeOne(
    `select from sign_up where org_id = app_org() and email_key(email) = email_key($1)
       and created_at > $2::timestamptz - interval '1 minute' and expires_at > $2 limit 1`,
    [email, now],
  );
  return row !== undefined;
}

/** The sign-up behind a link while it is good, marked as followed. */
export function useSignUp(tx: Tx, token: string, now: string): Promise<SignUp | undefined> {
  return tx.maybeOne<SignUp>(
    `update sign_up set used_at = coalesce(used_at, $2)
     where org_id = app_org() and token_hash = $1 and expires_at > $2
     returning email, name, language, plan_id as "planId"`,
    [hashSecret(token), now],
  );
}
