import { createHash } from 'node:crypto';
import type { Language } from '../domain/errors.ts';
import type { Role } from '../domain/staff/permissions.ts';
import { isApplicant } from './portal/applicant.ts';
import type { Database } from './transaction.ts';
import { askSystem } from './transaction.ts';

/** What reading the list needs to know of the organization, fetched with who asks. */
export type OrganizationFacts = {
  timezone: string | null;
  currency: string | null;
  /** A sandbox's own instant; null: real time. */
  clock_at: string | null;
};

export type SessionFacts = OrganizationFacts & {
  user_id: string;
  name: string;
  email: string;
  language: Language;
  org_id: string | null;
  staff_id: string | null;
  role: Role | null;
  contact_id: string | null;
  contact_name: string | null;
  /** They asked to join and wait; they never had, paid or owed anything else. */
  applicant: boolean;
};

/**
 * Who a session belongs to and what they are in one organization: staff, member, both or neither.
 * One statement. `slug` null: outside any organization. Null when the session is over.
 */
export async function findSession(
  db: Database,
  token: string,
  slug: string | null,
): Promise<SessionFacts | null> {
  const row = await askSystem(db, (tx) =>
    tx.maybeOne<SessionFacts>(
      `select u.id as user_id, u.name, u.email, u.language, o.id as org_id, s.id as staff_id,
         s.role, c.id as contact_id, c.display_name as contact_name,
         o.timezone, o.currency, o.clock_at, ${isApplicant} as applicant
       from auth.session n
       join auth.user u on u.id = n.user_id
       left join organization o on o.slug = $2
       left join staff s on s.org_id = o.id and s.user_id = u.id
       left join contact c on c.org_id = o.id and c.user_id = u.id
         and c.deleted_at is null and c.merged_into is null and c.blocked_at is null
       where n.token = $1 and n.expires_at > now()`,
      [token, slug],
    ),
  );
  return row ?? null;
}

export type KeyFacts = OrganizationFacts & {
  id: string;
  name: string;
  role: Role;
  org_id: string;
  slug: string;
};

/** The API key with this secret, while it is neither revoked nor expired. */
export async function findApiKey(db: Database, secret: string): Promise<KeyFacts | null> {
  const row = await askSystem(db, (tx) =>
    tx.maybeOne<KeyFacts>(
      `select k.id, k.name, k.role, k.org_id, o.slug, o.timezone, o.currency, o.clock_at
       from api_key k
       join organization o on o.id = k.org_id
       where k.secret_hash = $1 and k.revoked_at is null
         and (k.expires_at is null or k.expires_at > now())`,
      [hashSecret(secret)],
    ),
  );
  return row ?? null;
}

/** Secrets and link tokens are stored as SHA-256 only; they are random, so no salt is needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
