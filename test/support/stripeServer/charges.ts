/** How the stand-in charges, refunds and confirms. */

import type { Behavior, Charge, Intent, Refund, State, Thing } from './state.ts';

export type Answer = { status: number; body: object };

const ok = (body: object): Answer => ({ status: 200, body });

export function invalid(code: string, message: string, status = 400): Answer {
  return { status, body: { error: { type: 'invalid_request_error', code, message } } };
}

export function createIntent(state: State, params: Record<string, string>): Answer {
  const method = params.payment_method ?? '';
  const behavior = state.behaviors.get(method);
  if (!behavior) return invalid('resource_missing', `No such PaymentMethod: '${method}'`);
  if (Number(params.amount) < 50) return invalid('amount_too_small', 'Amount must be at least 50');
  const intent = state.make<Intent>('payment_intent', 'pi', {
    amount: Number(params.amount),
    currency: params.currency,
    customer: params.customer ?? null,
    payment_method: method,
    metadata: nested(params, 'metadata'),
    last_payment_error: null,
    next_action: null,
    latest_charge: null,
    status: 'requires_confirmation',
  });
  state.intents.set(intent.id, intent);
  return confirm(state, intent, { behavior, isAbsent: params.off_session === 'true' });
}

type How = { behavior: Behavior; isAbsent: boolean };

function confirm(state: State, intent: Intent, { behavior, isAbsent }: How): Answer {
  if (behavior === 'ok') {
    succeed(state, intent);
    return ok(intent);
  }
  if (behavior === 'sepa') {
    intent.status = 'processing';
    state.tell('payment_intent.processing', intent);
    return ok(intent);
  }
  if (behavior === '3ds' && !isAbsent) {
    intent.status = 'requires_action';
    const url = `https://hooks.stripe.example/3d/${intent.id}`;
    intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: null } };
    state.tell('payment_intent.requires_action', intent);
    return ok(intent);
  }
  const code = behavior === '3ds' ? 'authentication_required' : behavior.slice('declined:'.length);
  return decline(state, intent, code);
}

function decline(state: State, intent: Intent, code: string): Answer {
  const error = {
    type: 'card_error',
    code: code === 'authentication_required' ? code : 'card_declined',
    decline_code: code,
    message: 'Your card was declined.',
  };
  fail(state, intent, error);
  return { status: 402, body: { error: { ...error, payment_intent: intent } } };
}

/** What it keeps of a charge: 1.5 % and 25 cents. */
export function feeOf(amount: number): number {
  return Math.round(amount * 0.015) + 25;
}

export function succeed(state: State, intent: Intent): void {
  intent.status = 'succeeded';
  intent.next_action = null;
  const { amount, currency, metadata, id: payment_intent } = intent;
  const moved = state.make<Thing>('balance_transaction', 'txn', {
    ...{ amount, currency, fee: feeOf(amount), net: amount - feeOf(amount), type: 'charge' },
  });
  state.things.set(moved.id, moved);
  const more = {
    ...{ amount, currency, metadata, payment_intent, amount_refunded: 0, refunds: null },
    balance_transaction: moved.id,
  };
  intent.latest_charge = state.make<Charge>('charge', 'ch', more);
  state.tell('payment_intent.succeeded', intent);
}

export function fail(state: State, intent: Intent, error: object): void {
  intent.status = 'requires_payment_method';
  intent.next_action = null;
  intent.last_payment_error = error;
  state.tell('payment_intent.payment_failed', intent);
}

export function cancelIntent(state: State, id: string): Answer {
  const intent = state.intents.get(id);
  if (!intent) return invalid('resource_missing', 'No such PaymentIntent', 404);
  if (intent.status === 'succeeded' || intent.status === 'processing') {
    return invalid('payment_intent_unexpected_state', 'You cannot cancel this PaymentIntent');
  }
  intent.status = 'canceled';
  state.tell('payment_intent.canceled', intent);
  return ok(intent);
}

export function createRefund(state: State, params: Record<string, string>): Answer {
  const intent = state.intents.get(params.payment_intent ?? '');
  const charge = intent?.latest_charge;
  if (!intent || !charge) return invalid('resource_missing', 'No such charge', 404);
  const amount = Number(params.amount);
  if (charge.amount_refunded + amount > charge.amount) {
    return invalid('charge_already_refunded', 'Refund amount is greater than what is left');
  }
  charge.amount_refunded += amount;
  const refund = state.make<Refund>('refund', 're', {
    amount,
    currency: intent.currency,
    payment_intent: intent.id,
    metadata: nested(params, 'metadata'),
    status: 'succeeded',
    failure_reason: null,
  });
  state.refunds.set(refund.id, refund);
  state.tell('refund.created', refund);
  state.tell('charge.refunded', charge);
  return ok(refund);
}

/** `metadata[a]=b` as an object. */
export function nested(params: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) => {
      const inner = new RegExp(`^${name}\\[(\\w+)\\]$`).exec(key)?.[1];
      return inner ? [[inner, value]] : [];
    }),
  );
}
