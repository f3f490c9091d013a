/** Ids are UUIDv7 strings; the shape is checked here, they are made in `src/ids.ts`. */

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True when the text has the shape of a lowercase UUID. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/** Before every other id: where paging by id begins. */
export const lowestId = '00000000-0000-0000-0000-000000000000';
