import Stripe from 'stripe';

/** Where Stripe is, or whatever speaks like it; from the installation's configuration. */
export type StripeAddress = {
  host: string;
  port: number;
  protocol: 'http' | 'https';
  apiVersion: string | undefined;
  requestsPerSecond: number;
};

/** How long an answer may take; afterwards the outcome is unknown. */
const patienceMs = 30_000;

/**
 * A client for one secret key. It never sends anything again by itself: what to do with a missing
 * answer is decided by the caller, who knows whether money may have moved.
 */
export function stripeClient(address: StripeAddress, secretKey: string): Stripe {
  const { host, port, protocol, apiVersion } = address;
  return new Stripe(secretKey, {
    host,
    port,
    protocol,
    // The library's types know its own version only.
    ...(apiVersion ? { apiVersion: apiVersion as never } : {}),
    timeout: patienceMs,
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'Cercle' },
  });
}

/** What an error of the client means for the request that met it. */
export type Trouble = 'declined' | 'invalid' | 'keys' | 'busy' | 'silence';

/** Sorts an error of the client; anything that is not clearly an answer is silence. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Stripe.errors.StripeError)) return 'silence';
  const { statusCode, type } = error;
  if (type === 'StripeCardError') return 'declined';
  if (statusCode === 401 || statusCode === 403) return 'keys';
  if (statusCode === 429) return 'busy';
  // 409: another request with this key is still running there.
  if (type === 'StripeIdempotencyError' || statusCode === 409) return 'silence';
  if (type === 'StripeInvalidRequestError') return 'invalid';
  return 'silence';
}

/** True when Stripe has no object of that name. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.code === 'resource_missing';
}
