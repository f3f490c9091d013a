import Stripe from 'stripe';
import { declineKind, isKnownDecline } from '../../../domain/overdue/declines.ts';
import type { ChargeOutcome, RefundOutcome } from '../port.ts';
import { troubleOf } from './client.ts';

type StripeIntent = Pick<
  Stripe.PaymentIntent,
  'id' | 'status' | 'next_action' | 'last_payment_error'
>;

/** Stripe's names for what we call otherwise; the rest is in the one list of reasons. */
const names: Record<string, string> = {
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  issuer_not_available: 'processing_error',
  reenter_transaction: 'processing_error',
  try_again_later: 'processing_error',
  approve_with_id: 'authentication_required',
  authentication_not_handled: 'authentication_required',
  payment_intent_authentication_failure: 'authentication_required',
  invalid_account: 'account_closed',
  no_account: 'account_closed',
  invalid_number: 'incorrect_number',
  invalid_cvc: 'incorrect_cvc',
  invalid_expiry_year: 'expired_card',
  invalid_expiry_month: 'expired_card',
  merchant_blacklist: 'fraudulent',
  security_violation: 'fraudulent',
  highest_risk_level: 'fraudulent',
  card_not_supported: 'not_permitted',
  currency_not_supported: 'not_permitted',
  service_not_allowed: 'not_permitted',
  transaction_not_allowed: 'not_permitted',
  not_permitted: 'not_permitted',
  stop_payment_order: 'mandate_revoked',
  revocation_of_all_authorizations: 'mandate_revoked',
  revocation_of_authorization: 'mandate_revoked',
  payment_intent_mandate_invalid: 'mandate_revoked',
  debit_not_authorized: 'mandate_revoked',
  refer_to_customer: 'do_not_honor',
  resource_missing: 'method_gone',
  payment_method_not_available: 'method_gone',
  amount_too_small: 'amount_not_possible',
  amount_too_large: 'amount_not_possible',
};

/** A refusal by Stripe's codes, the closer one first. */
export function declined(...codes: (string | null | undefined)[]) {
  const given = codes.find((code) => code && code !== 'card_declined') ?? 'card_declined';
  const named = names[given] ?? given;
  const reason = isKnownDecline(named) ? named : 'card_declined';
  return { state: 'declined', kind: declineKind(reason), reason } as const;
}

/** What a payment intent stands for. */
export function outcomeOf(intent: StripeIntent): ChargeOutcome {
  const reference = intent.id;
  switch (intent.status) {
    case 'succeeded':
      return { state: 'succeeded', reference };
    case 'processing':
      return { state: 'processing', reference };
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url ?? null;
      return { state: 'requires_action', reference, url };
    }
    case 'requires_payment_method': {
      const error = intent.last_payment_error;
      return { ...declined(error?.decline_code, error?.code), reference };
    }
    case 'canceled':
      return { ...declined('cancelled_at_gateway'), reference };
    default:
      return { state: 'unknown' };
  }
}

/** What an error says about the charge it answered. */
export function outcomeOfError(error: unknown): ChargeOutcome {
  switch (troubleOf(error)) {
    case 'keys':
    case 'busy':
      return { state: 'not_sent' };
    case 'silence':
      return { state: 'unknown' };
    case 'declined':
      return { ...declinedBy(error), ...referenceIn(error) };
    case 'invalid': {
      const known = declinedBy(error);
      const named = known.reason !== 'card_declined';
      return { ...(named ? known : declined('refused_by_gateway')), ...referenceIn(error) };
    }
  }
}

function declinedBy(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeError)) return declined();
  return declined(error.decline_code, error.code);
}

/** A refusal comes with the intent that was made for it. */
function referenceIn(error: unknown): { reference?: string } {
  if (!(error instanceof Stripe.errors.StripeError)) return {};
  const id = (error.payment_intent as { id?: string } | undefined)?.id;
  return id ? { reference: id } : {};
}

/** What a refund stands for; one on its way to the bank has no outcome yet. */
export function refundOutcome(
  refund: Pick<Stripe.Refund, 'id' | 'status' | 'failure_reason'>,
): RefundOutcome {
  if (refund.status === 'succeeded') return { state: 'succeeded', reference: refund.id };
  if (refund.status === 'failed' || refund.status === 'canceled') {
    return { state: 'failed', reason: refund.failure_reason ?? refund.status };
  }
  return { state: 'unknown' };
}
