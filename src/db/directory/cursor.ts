import { defineRefusal } from '../../domain/errors.ts';
import { isId } from '../../domain/ids.ts';

export const InvalidPage = defineRefusal('invalid_page', 422, {
  en: 'This list has no such page, sort or column: {found}. Start from the first page.',
  fr: 'Cette liste n’a pas cette page, ce tri ou cette colonne : {found}. Repartez du début.',
});

/**
 * Where the next page begins: after this row in this order. `value` is the sorted value as text,
 * null once the rows without one are reached; `corrected` the query that is followed instead, when
 * the one asked for found nobody.
 */
export type PageCursor = {
  sort: string;
  corrected: string | null;
  value: string | null;
  id: string;
};

/** The cursor as an opaque text for URLs. */
export function writeCursor(cursor: PageCursor): string {
  const { sort, corrected, value, id } = cursor;
  return Buffer.from(JSON.stringify([sort, corrected, value, id])).toString('base64url');
}

/** Reads a cursor back; refuses anything not written for this order. */
export function readCursor(text: string, sort: string): PageCursor {
  const parts = decode(text);
  const [itsSort, corrected, value, id] = parts;
  const isValid =
    parts.length === 4 &&
    itsSort === sort &&
    (corrected === null || typeof corrected === 'string') &&
    (value === null || typeof value === 'string') &&
    typeof id === 'string' &&
    isId(id);
  if (!isValid) throw new InvalidPage({ found: text.slice(0, 60) });
  return { sort, corrected, value, id };
}

function decode(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
