import { minutesAfter } from '../instants.ts';

/** Minutes to wait after the 1st, 2nd … try that did not get through; then every hour. */
const waits = [1, 2, 5, 15, 30, 60];
const hourly = 60;
const giveUpAfterTries = 80;

/**
 * When a message that the mail server did not take is tried again: soon at first, then hourly for
 * three days, so that a server that is down for a day loses nothing (spec/messages.md). `tries`
 * counts the failed ones; null means that it is given up and shown as failed.
 */
export function nextDelivery(tries: number, now: string): string | null {
  if (tries >= giveUpAfterTries) return null;
  return minutesAfter(now, waits[tries - 1] ?? hourly);
}

/** How long a message may be in the hands of one process before it counts as interrupted. */
export const claimMinutes = 30;

const secret = /([?&;]token=)[\w-]{16,}/g;

/**
 * A text without the sign-in tokens in its links: what is kept of a message once it has left, so
 * that nobody who reads the record can sign in as the member.
 */
export function withoutTokens(text: string): string {
  return text.replace(secret, '$1…');
}
