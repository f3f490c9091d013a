import { inserter } from '../../db/billing/insert.ts';
import { hashSecret } from '../../db/identity.ts';
import { minutesAfter } from '../../domain/instants.ts';
import { newToken } from '../../ids.ts';
import type { Scene } from '../context.ts';

export type LinkPurpose = 'update_card' | 'pay' | 'invitation' | 'magic';

type Purpose = LinkPurpose | 'renew';

type Link = { contactId: string; purpose: Purpose; renewalId: string | null };

type Stored = Link & { hash: string; now: string; until: string };

const insertLinks = inserter<Stored>('sign_in_link', {
  token_hash: ['text', (link) => link.hash],
  contact_id: ['uuid', (link) => link.contactId],
  purpose: ['text', (link) => link.purpose],
  created_at: ['timestamptz', (link) => link.now],
  expires_at: ['timestamptz', (link) => link.until],
  renewal_id: ['uuid', (link) => link.renewalId],
});

const minutesOfDay = 24 * 60;
const validMinutes = 14 * minutesOfDay;
/** A notice is answered weeks later, and after its reminders. */
const renewMinutes = 90 * minutesOfDay;

/** The address of a member's own pages. */
export function portalUrl({ ctx, org }: Scene, page = ''): string {
  return `${ctx.baseUrl}/portal/${org.slug}${page}`;
}

/**
 * Links that sign each contact in and open the page for the purpose (spec/overdue.md), one per
 * contact given, valid for fourteen days. Only hashes of the tokens are kept with the sign-ins.
 */
export function signInLinks(
  scene: Scene,
  contactIds: readonly string[],
  purpose: LinkPurpose,
): Promise<string[]> {
  const links = contactIds.map((contactId): Link => ({ contactId, purpose, renewalId: null }));
  return linksFor(scene, links, validMinutes);
}

/** The same to answer renewals with, each valid for ninety days. */
export function renewalLinks(
  scene: Scene,
  renewals: readonly { contactId: string; id: string }[],
): Promise<string[]> {
  const links = renewals.map(({ contactId, id }): Link => {
    return { contactId, purpose: 'renew', renewalId: id };
  });
  return linksFor(scene, links, renewMinutes);
}

async function linksFor(scene: Scene, links: readonly Link[], minutes: number): Promise<string[]> {
  const { now } = scene;
  const until = minutesAfter(now, minutes);
  const tokens = links.map(() => newToken());
  await insertLinks(
    scene.tx,
    links.map((link, i) => ({ ...link, hash: hashSecret(tokens[i]!), now, until })),
  );
  return tokens.map((token) => `${portalUrl(scene, '/enter')}?token=${token}`);
}
