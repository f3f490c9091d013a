/**
 * A stand-in for Stripe on 127.0.0.1: keeps its own books and idempotency keys, and can lose
 * requests and answers, repeat, reorder, delay and lose events. Tests compare its books with ours.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll } from 'vitest';
import type { Answer } from './charges.ts';
import { fail, succeed } from './charges.ts';
import type { Asked } from './routes.ts';
import { answerTo } from './routes.ts';
import type { Behavior, Intent, State, StripeEvent, Thing } from './state.ts';
import { newState } from './state.ts';

/** What the network does to a request: its effect happens before the answer is lost, or never. */
export type Fault =
  | 'lost_before'
  | 'lost_after'
  | 'error_before'
  | 'error_after'
  | 'refuse_keys'
  | null;

export const keys = { secret: 'sk_test_standin0001', webhook: 'whsec_standin0001' };

const aDay = 24 * 3600;

/** Starts the stand-in; ended after the file's last test. `now`: its clock, ISO. */
export async function stripeServer(clock: { now(): string }) {
  const state = newState(() => Math.floor(Date.parse(clock.now()) / 1000));
  const control = { fault: (_asked: Asked): Fault => null, requests: [] as Asked[] };
  const answer = idempotent(state);
  const server = createServer((request, response) => {
    void serve({ request, response }, control, answer);
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { behaviors, intents } = state;
  return {
    state,
    control,
    config: { host: '127.0.0.1', port, protocol: 'http', apiVersion: undefined } as const,
    /** A method that behaves so, as if a payer had entered it. */
    method(behavior: Behavior, customer: string) {
      const kind = behavior === 'sepa' ? 'sepa_debit' : 'card';
      const method = state.make<Thing>('payment_method', 'pm', { type: kind, customer });
      behaviors.set(method.id, behavior);
      state.things.set(method.id, method);
      return method;
    },
    /** The payer enters a method on the hosted page. */
    complete(sessionId: string, behavior: Behavior) {
      const session = state.things.get(sessionId)!;
      const payment_method = this.method(behavior, String(session.customer));
      session.setup_intent = state.make('setup_intent', 'seti', {
        status: 'succeeded',
        payment_method,
      });
      session.status = 'complete';
      state.tell('checkout.session.completed', session);
    },
    intentOf(attemptId: string): Intent | undefined {
      return [...intents.values()].find(({ metadata }) => metadata.attempt === attemptId);
    },
    settle: (intent: Intent) => succeed(state, intent),
    refuse: (intent: Intent, decline_code: string) =>
      fail(state, intent, { type: 'card_error', code: 'card_declined', decline_code }),
  };
}

/** The signature of a body by a secret, at an instant. */
export function signed(payload: string, secret: string, at: string): string {
  const timestamp = Math.floor(Date.parse(at) / 1000);
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp } as never);
}

/** Sends events to an address over HTTP, signed; answers the status of each. */
export async function deliver(
  events: readonly StripeEvent[],
  to: { url: string; at: string; secret?: string },
): Promise<number[]> {
  const statuses: number[] = [];
  for (const event of events) {
    const body = JSON.stringify(event);
    const signature = signed(body, to.secret ?? keys.webhook, to.at);
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    const response = await fetch(to.url, { method: 'POST', headers, body });
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
}

/** The same key and parameters give the same answer, for a day; other parameters are refused. */
function idempotent(state: State) {
  const kept = new Map<string, { at: number; params: string; answer: Answer }>();
  return (asked: Asked, key: string | undefined): Answer => {
    if (!key) return answerTo(state, asked);
    const known = kept.get(key);
    const params = JSON.stringify([asked.path, asked.params]);
    if (known && state.now() - known.at < aDay) {
      if (known.params === params) return known.answer;
      return { status: 400, body: { error: { type: 'idempotency_error', message: 'Other keys' } } };
    }
    const answer = answerTo(state, asked);
    kept.set(key, { at: state.now(), params, answer: structuredClone(answer) });
    return answer;
  };
}

type Control = { fault: (asked: Asked) => Fault; requests: Asked[] };
type Exchange = { request: IncomingMessage; response: ServerResponse };

async function serve(
  { request, response }: Exchange,
  control: Control,
  answer: (asked: Asked, key: string | undefined) => Answer,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://stand.in');
  const body = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  const params = Object.fromEntries([...url.searchParams, ...body]);
  const asked: Asked = { method: request.method ?? 'GET', path: url.pathname, params };
  control.requests.push(asked);
  const fault = control.fault(asked);
  if (fault === 'lost_before') return void request.socket.destroy();
  if (fault === 'error_before') return send(response, { status: 500, body: apiError });
  const isKnown =
    fault !== 'refuse_keys' && request.headers.authorization === `Bearer ${keys.secret}`;
  const refused = { type: 'invalid_request_error', message: 'Invalid API Key provided' };
  const result = isKnown
    ? answer(asked, request.headers['idempotency-key'] as string | undefined)
    : { status: 401, body: { error: refused } };
  if (fault === 'lost_after') return void request.socket.destroy();
  if (fault === 'error_after') return send(response, { status: 500, body: apiError });
  send(response, result);
}

const apiError = { error: { type: 'api_error', message: 'Something went wrong here' } };

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
