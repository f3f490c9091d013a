/**
 * What the blocks need to know of a refusal. The API's own class has this shape; `ui` does not
 * import it, so that both faces and any test can hand in their own.
 */
export type Problem = {
  status: number;
  code: string;
  sentence: string | null;
  fields: { pointer: string; message: string }[];
};

/** True when a thrown value carries a sentence and fields to show. */
export function isProblemShape(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'fields' in error;
}

/** Messages by field path ("start", "address.city") from JSON pointers ("/address/city"). */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblemShape(error)) return {};
  return Object.fromEntries(
    error.fields.map(({ pointer, message }) => [
      pointer.replace(/^#?\/?/, '').replaceAll('/', '.'),
      message,
    ]),
  );
}
