import { randomBytes, randomUUID } from 'node:crypto';

/**
 * A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then random bits, so that keys made later sort
 * later. `at` is an instant in milliseconds; the machine's time when left out.
 */
export function newId(at: number = Date.now()): string {
  const random = randomUUID();
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}

/** An unguessable token for links and keys: 32 random bytes, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
