import { defineRefusal } from '../domain/errors.ts';

export const BadCursor = defineRefusal('bad_cursor', 400, {
  en: 'This page marker is not valid. Start again from the first page.',
  fr: "Ce repère de page n'est pas valable. Repartez de la première page.",
});

/** An opaque page marker for a keyset: instants carry microseconds as text. */
export function writeCursor(at: string, id: string): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** The keyset a marker stands for; refuses what we never wrote. */
export function readCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const isKnown = at && id && /^[0-9a-f-]{36}$/.test(id) && /^\d{4}-\d\d-\d\d[T0-9:.Z]*$/.test(at);
  if (!isKnown) throw new BadCursor();
  return { at, id };
}

/** The same for rows in order of a (folded) name. */
export function writeNameCursor(name: string, id: string): string {
  return Buffer.from(`${id} ${name}`).toString('base64url');
}

/** What such a marker stands for; refuses what we never wrote. */
export function readNameCursor(
  cursor: string | undefined,
): { name: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const found = /^([0-9a-f-]{36}) (.*)$/su.exec(text);
  if (!found || text.includes('\0')) throw new BadCursor();
  return { id: found[1]!, name: found[2]! };
}

/** The same for rows in order of an amount: minor units, day and id. */
export function writeAmountCursor(at: { amount: number; on: string; id: string }): string {
  return Buffer.from(`${at.amount} ${at.on} ${at.id}`).toString('base64url');
}

/** What such a marker stands for; refuses what we never wrote. */
export function readAmountCursor(
  cursor: string | undefined,
): { amount: number; on: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const found = /^(-?\d{1,15}) (\d{4}-\d\d-\d\d) ([0-9a-f-]{36})$/.exec(text);
  if (!found) throw new BadCursor();
  return { amount: Number(found[1]), on: found[2]!, id: found[3]! };
}
