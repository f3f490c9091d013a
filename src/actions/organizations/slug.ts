import type { Queryable } from '../../db/transaction.ts';

const reserved = new Set([
  'api',
  'docs',
  'portal',
  'setup',
  'sign-in',
  'health',
  'ready',
  'assets',
  'new',
  'enter',
  'invitation',
]);

/** The name as it stands in addresses: "Les Ondes & Cie" becomes les-ondes-cie. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('œ', 'oe').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  return slug.replace(/-+$/, '') || 'organization';
}

/** A slug nobody has: the name's own, or with a number. */
export async function freeSlug(tx: Queryable, name: string): Promise<string> {
  const wanted = slugOf(name);
  const rows = await tx.query<{ slug: string }>(
    `select slug from organization where slug = $1 or slug like $1 || '-%'`,
    [wanted],
  );
  const taken = new Set(rows.map((row) => row.slug));
  if (!taken.has(wanted) && !reserved.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
