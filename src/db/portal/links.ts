import { hashSecret } from '../identity.ts';
import type { Database } from '../transaction.ts';
import { askSystem } from '../transaction.ts';

export type FoundLink = {
  org_id: string;
  slug: string;
  contact_id: string;
  purpose: 'invitation' | 'magic' | 'update_card' | 'pay' | 'renew';
  /** Of the link in a notice. */
  renewal_id: string | null;
  expires_at: string;
  used_at: string | null;
};

/** Which organization and contact a sign-in link belongs to; undefined when we never made it. */
export function findLink(db: Database, token: string): Promise<FoundLink | undefined> {
  return askSystem(db, (ask) =>
    ask.maybeOne<FoundLink>(
      `select l.org_id, o.slug, l.contact_id, l.purpose, l.renewal_id, l.expires_at, l.used_at
       from sign_in_link l join organization o on o.id = l.org_id where l.token_hash = $1`,
      [hashSecret(token)],
    ),
  );
}
