import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actions/context.ts';
import type { KeyFacts, OrganizationFacts, SessionFacts } from '../db/identity.ts';
import { findApiKey, findSession } from '../db/identity.ts';
import { defineRefusal, NotAllowed, NotFound, NotSignedIn } from '../domain/errors.ts';
import type { Permission, Role } from '../domain/staff/permissions.ts';
import { may } from '../domain/staff/permissions.ts';
import { remembering } from './remember.ts';
import type { Services } from './services.ts';

export const MissingGuardHeader = defineRefusal('missing_guard_header', 403, {
  en: 'This browser request lacks its protection header. Reload the page and try again.',
  fr: "Cette requête n'a pas son en-tête de protection. Rechargez la page et réessayez.",
});

/**
 * What a route asks for: a staff permission, a member, also one whose request to join still waits
 * (`applicant`), any session, or nothing.
 */
export type Needs = Permission | 'member' | 'applicant' | 'signed_in' | 'public';

const outside = new Set<Needs>(['public', 'signed_in', 'member', 'applicant']);

export const AwaitingApproval = defineRefusal('awaiting_approval', 403, {
  en: 'Your request to join is still being looked at. You will be told by e-mail.',
  fr: "Votre demande d'adhésion est encore à l'étude. Vous serez averti par e-mail.",
});

export type Caller = {
  actor: Actor;
  orgId: string | null;
  role: Role | null;
  user: { id: string; name: string; email: string; language: 'en' | 'fr' } | null;
  staffId: string | null;
  contactId: string | null;
  /** Their request to join waits, and they have nothing else. */
  isApplicant: boolean;
  /** Zone, currency and clock of the organization; null outside of one. */
  organization: OrganizationFacts | null;
};

const nobody: Caller = {
  actor: { kind: 'system' },
  orgId: null,
  role: null,
  user: null,
  staffId: null,
  contactId: null,
  isApplicant: false,
  organization: null,
};

/**
 * Who calls, and that they may: 401 without a session or key, 404 for an organization that is
 * unknown or not theirs (the two look alike), 403 for a role without the permission.
 */
export async function admit(
  services: Services,
  request: FastifyRequest,
  needs: Needs,
): Promise<Caller> {
  const slug = (request.params as { org?: string } | undefined)?.org ?? null;
  const key = bearer(request);
  const mayBeOld = isReading(request) && !outside.has(needs);
  const caller = key
    ? await byKey(services, { secret: key, slug, mayBeOld })
    : await bySession(services, request, { slug, needs, mayBeOld });
  return permitted(caller, needs, slug);
}

function permitted(caller: Caller, needs: Needs, slug: string | null): Caller {
  if (needs === 'public') return caller;
  if (caller.user === null && caller.role === null) throw new NotSignedIn();
  if (needs === 'signed_in') return caller;
  if (slug === null || caller.orgId === null) throw new NotFound();
  if (needs === 'member' || needs === 'applicant') {
    if (caller.contactId === null) throw new NotFound();
    if (caller.isApplicant && needs === 'member') throw new AwaitingApproval();
    return caller;
  }
  if (caller.role === null) throw new NotFound();
  if (!may(caller.role, needs)) throw new NotAllowed();
  return caller;
}

const keys = remembering<KeyFacts | null>();
const sessions = remembering<SessionFacts | null>();

/** A sandbox's day moves at any moment: what is kept of it would tell yesterday's. */
function steady<T extends OrganizationFacts>(facts: T | null | undefined): boolean {
  return facts?.clock_at == null;
}

async function byKey(
  services: Services,
  { secret, slug, mayBeOld }: { secret: string; slug: string | null; mayBeOld: boolean },
): Promise<Caller> {
  const ask = () => findApiKey(services.db, secret);
  const kept = mayBeOld ? await keys(secret, ask) : await ask();
  const key = steady(kept) ? kept : await ask();
  if (!key) throw new NotSignedIn();
  return keyCaller(key, slug);
}

function keyCaller(key: KeyFacts, slug: string | null): Caller {
  const actor: Actor = { kind: 'api', id: key.id, name: key.name };
  const orgId = slug === key.slug ? key.org_id : null;
  return { ...nobody, actor, role: key.role, orgId, organization: orgId ? key : null };
}

async function bySession(
  services: Services,
  request: FastifyRequest,
  { slug, needs, mayBeOld }: { slug: string | null; needs: Needs; mayBeOld: boolean },
): Promise<Caller> {
  const token = services.identity.sessionToken(request.headers.cookie);
  if (!token) return nobody;
  const ask = () => findSession(services.db, token, slug);
  const kept = mayBeOld ? await sessions(`${token} ${slug}`, ask) : await ask();
  const facts = steady(kept) ? kept : await ask();
  if (!facts) return nobody;
  if (!isReading(request) && request.headers['x-cercle'] !== '1') throw new MissingGuardHeader();
  return sessionCaller(facts, needs);
}

function isReading(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function sessionCaller(facts: SessionFacts, needs: Needs): Caller {
  const asMember = needs === 'member' || needs === 'applicant';
  const actor: Actor = asMember
    ? {
        kind: 'member',
        id: facts.contact_id ?? facts.user_id,
        name: facts.contact_name ?? facts.name,
      }
    : { kind: 'staff', id: facts.staff_id ?? facts.user_id, name: facts.name };
  return {
    actor,
    orgId: facts.staff_id || facts.contact_id ? facts.org_id : null,
    role: facts.role,
    user: { id: facts.user_id, name: facts.name, email: facts.email, language: facts.language },
    staffId: facts.staff_id,
    contactId: facts.contact_id,
    isApplicant: facts.applicant,
    organization: facts.org_id ? facts : null,
  };
}

function bearer(request: FastifyRequest): string | null {
  const match = /^Bearer (cercle_\S+)$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}
