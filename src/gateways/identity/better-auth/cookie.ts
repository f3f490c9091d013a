import { createHmac, timingSafeEqual } from 'node:crypto';

/** The session cookie: `token.signature`, HMAC-SHA-256 in base64, as better-auth signs its own. */
export const sessionCookie = 'cercle.session_token';

const week = 7 * 24 * 60 * 60;

/** The `Set-Cookie` value that carries a session. `secure` when people reach us by https. */
export function sessionCookieFor(token: string, secret: string, secure: boolean): string {
  const value = encodeURIComponent(`${token}.${sign(token, secret)}`);
  return `${sessionCookie}=${value}; ${attributes(secure)}; Max-Age=${week}`;
}

/** The `Set-Cookie` value that removes it. */
export function clearedCookie(secure: boolean): string {
  return `${sessionCookie}=; ${attributes(secure)}; Max-Age=0`;
}

/** The token of a cookie header, when its signature is ours; compared in constant time. */
export function readSessionCookie(header: string | undefined, secret: string): string | null {
  const raw = new RegExp(`(?:^|;\\s*)${sessionCookie}=([^;]+)`).exec(header ?? '')?.[1];
  if (!raw) return null;
  const value = decode(raw);
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const ours = Buffer.from(sign(token, secret));
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null;
}

function attributes(secure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function sign(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('base64');
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return '';
  }
}
