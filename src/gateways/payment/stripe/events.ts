import Stripe from 'stripe';
import type { Accounts } from '../accounts.ts';
import type { GatewayEvents, GatewayNews, Message } from '../news.ts';
import { EventNotBelieved } from '../refusals.ts';
import { fromStripe } from './amounts.ts';
import { disputeOf } from './disputes.ts';
import { outcomeOf } from './outcomes.ts';

const toleranceSeconds = 300;
const nothing: GatewayNews = { about: 'nothing' };

/** Stripe's webhooks: signed over the raw body, believed for five minutes, told in our words. */
export function stripeEvents(accounts: Accounts): GatewayEvents {
  return {
    async receive(orgId, message) {
      const secret = (await accounts.read(orgId))?.webhook_secret ?? '';
      const event = believed(message, secret);
      return { id: event.id, kind: event.type, payload: event };
    },
    read: (orgId, payload) => newsOf(orgId, payload as Stripe.Event),
  };
}

/** An empty secret believes nothing: anybody could sign with it. */
function believed({ body, headers, now }: Message, secret: string): Stripe.Event {
  const signature = headers['stripe-signature'];
  if (secret === '' || typeof signature !== 'string') throw new EventNotBelieved();
  const at = Date.parse(now) / 1000;
  // The library refuses what is too old; what comes from the future is refused here.
  const signedAt = Number(/\bt=(\d{1,12})\b/.exec(signature)?.[1] ?? Number.NaN);
  if (!(signedAt <= at + toleranceSeconds)) throw new EventNotBelieved();
  try {
    const { constructEvent } = Stripe.webhooks;
    const text = body.toString('utf8');
    return constructEvent.call(
      Stripe.webhooks,
      text,
      signature,
      secret,
      toleranceSeconds,
      undefined,
      Date.parse(now),
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError)
      throw new EventNotBelieved();
    if (error instanceof SyntaxError) throw new EventNotBelieved();
    throw error;
  }
}

function newsOf(orgId: string, event: Stripe.Event): GatewayNews {
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.processing':
    case 'payment_intent.requires_action':
    case 'payment_intent.canceled':
      return chargeNews(orgId, event.data.object);
    case 'charge.refunded':
      return event.data.object.metadata.org === orgId
        ? refundNews(event.data.object.payment_intent)
        : nothing;
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refundNews(event.data.object.payment_intent);
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
      return disputeNews(event.data.object);
    case 'radar.early_fraud_warning.created':
    case 'radar.early_fraud_warning.updated':
      return fraudNews(event.data.object);
    case 'checkout.session.completed':
      return event.data.object.metadata?.org === orgId && event.data.object.mode === 'setup'
        ? { about: 'setup', reference: event.data.object.id }
        : nothing;
    case 'payment_method.updated':
    case 'payment_method.automatically_updated':
      return methodNews(event.data.object);
    case 'payment_method.detached':
      return { about: 'method_gone', token: event.data.object.id, reason: 'method_gone' };
    case 'mandate.updated':
      return mandateNews(event.data.object);
    default:
      return nothing;
  }
}

function chargeNews(orgId: string, intent: Stripe.PaymentIntent): GatewayNews {
  const { org, attempt } = intent.metadata;
  if (org !== orgId || !attempt) return nothing;
  const currency = intent.currency.toUpperCase();
  const amount = fromStripe(intent.amount, currency);
  return { about: 'charge', key: attempt, outcome: outcomeOf(intent), amount, currency };
}

function refundNews(intent: string | Stripe.PaymentIntent | null): GatewayNews {
  const chargeReference = nameOf(intent);
  return chargeReference ? { about: 'refunds', chargeReference } : nothing;
}

function disputeNews(dispute: Stripe.Dispute): GatewayNews {
  const told = disputeOf(dispute);
  return told ? { about: 'dispute', dispute: told } : nothing;
}

/** The card's bank says that it was fraud; past `actionable` there is nothing left to give back. */
function fraudNews({ actionable, payment_intent }: Stripe.Radar.EarlyFraudWarning): GatewayNews {
  const chargeReference = nameOf(payment_intent ?? null);
  return actionable && chargeReference ? { about: 'fraud', chargeReference } : nothing;
}

function methodNews({ id, card }: Stripe.PaymentMethod): GatewayNews {
  if (!card) return nothing;
  const { last4, exp_month: expMonth, exp_year: expYear } = card;
  return { about: 'method', token: id, last4, expMonth, expYear };
}

function mandateNews({ status, payment_method }: Stripe.Mandate): GatewayNews {
  const token = nameOf(payment_method);
  if (status !== 'inactive' || !token) return nothing;
  return { about: 'method_gone', token, reason: 'mandate_revoked' };
}

function nameOf(object: string | { id: string } | null): string | null {
  return typeof object === 'string' ? object : (object?.id ?? null);
}
