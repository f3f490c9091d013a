import { inserter } from '../../db/billing/insert.ts';
import { hashSecret } from '../../db/identity.ts';
import { minutesAfter } from '../../domain/instants.ts';
import { newToken } from '../../ids.ts';
import type { Scene } from '../context.ts';

export type LinkPurpose = 'update_card' | 'pay' | 'invitation' | 'magic';

type Link = { hash: string; contactId: string; purpose: LinkPurpose; now: string; until: string };

const insertLinks = inserter<Link>('sign_in_link', {
  token_hash: ['text', (link) => link.hash],
  contact_id: ['uuid', (link) => link.contactId],
  purpose: ['text', (link) => link.purpose],
  created_at: ['timestamptz', (link) => link.now],
  expires_at: ['timestamptz', (link) => link.until],
});

const validMinutes = 14 * 24 * 60;

/** The address of a member's own pages. */
export function portalUrl({ ctx, org }: Scene, page = ''): string {
  return `${ctx.baseUrl}/portal/${org.slug}${page}`;
}

/**
 * Links that sign each contact in and open the page for the purpose (spec/overdue.md), one per
 * contact given, valid for fourteen days. Only hashes of the tokens are kept with the sign-ins.
 */
export async function signInLinks(
  scene: Scene,
  contactIds: readonly string[],
  purpose: LinkPurpose,
): Promise<string[]> {
  const until = minutesAfter(scene.now, validMinutes);
  const tokens = contactIds.map(() => newToken());
  await insertLinks(
    scene.tx,
    tokens.map((token, i) => ({
      hash: hashSecret(token),
      contactId: contactIds[i]!,
      purpose,
      now: scene.now,
      until,
    })),
  );
  return tokens.map((token) => `${portalUrl(scene, '/enter')}?token=${token}`);
}
