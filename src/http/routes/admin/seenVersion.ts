import type { Call } from '../../route.ts';

/**
 * The version a caller had on their screen, when they say so with If-Match: acts on a record check
 * it, programs that do not care leave it out.
 */
export function seenVersion(
  call: Pick<Call<unknown, unknown, unknown>, 'request' | 'version'>,
): number | undefined {
  return call.request.headers['if-match'] === undefined ? undefined : call.version();
}
