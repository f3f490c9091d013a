/** Disputes at the stand-in: what a cardholder's bank does, and what the API answers. */

import type { Answer } from './charges.ts';
import { invalid, nested } from './charges.ts';
import type { Intent, Refund, State, Thing } from './state.ts';

export type StripeDispute = Thing & {
  status: string;
  amount: number;
  reason: string;
  currency: string;
  evidence: Record<string, string>;
  /** None, one, or two: what was withdrawn, and what was given back with its fee. */
  balance_transactions: Moved[];
};

type Moved = Thing & { amount: number; fee: number; currency: string };

function moved(state: State, of: Pick<Moved, 'amount' | 'fee' | 'currency'>): Moved {
  return state.make<Moved>('balance_transaction', 'txn', { ...of, net: of.amount - of.fee });
}

const disputeFee = 1500;
const tenDays = 10 * 24 * 3600;

/** The bank takes the money of a charge back, or (`warning_needs_response`) asks about it. */
export function openDispute(
  state: State,
  intent: Intent,
  wish: { reason: string; status?: string },
): StripeDispute {
  const { amount, currency, id: payment_intent } = intent;
  const status = wish.status ?? 'needs_response';
  const dispute = state.make<StripeDispute>('dispute', 'dp', {
    ...{ amount, currency, payment_intent, status, reason: wish.reason, evidence: {} },
    charge: intent.latest_charge?.id,
    balance_transactions: status.startsWith('warning')
      ? []
      : [moved(state, { amount: -amount, fee: disputeFee, currency })],
    evidence_details: { due_by: state.now() + tenDays, has_evidence: false, submission_count: 0 },
  });
  state.disputes.set(dispute.id, dispute);
  state.tell('charge.dispute.created', dispute);
  if (!status.startsWith('warning')) state.tell('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The bank decides. */
export function decide(state: State, dispute: StripeDispute, status: 'won' | 'lost'): void {
  dispute.status = status;
  if (status === 'won') {
    const { amount, currency } = dispute;
    dispute.balance_transactions.push(moved(state, { amount, fee: -disputeFee, currency }));
  }
  state.tell('charge.dispute.closed', dispute);
  if (status === 'won') state.tell('charge.dispute.funds_reinstated', dispute);
}

/** A refund that was made comes back from the payer's bank. */
export function failRefund(state: State, refund: Refund): void {
  refund.status = 'failed';
  refund.failure_reason = 'lost_or_stolen_card';
  const intent = state.intents.get(refund.payment_intent);
  if (intent?.latest_charge) intent.latest_charge.amount_refunded -= refund.amount;
  state.tell('refund.failed', refund);
}

/** The card's bank reports fraud before anybody disputes. */
export function warnOfFraud(state: State, intent: Intent): void {
  const { id: payment_intent, latest_charge } = intent;
  const warning = state.make('radar.early_fraud_warning', 'issfr', {
    ...{ payment_intent, charge: latest_charge?.id, actionable: true },
    fraud_type: 'unauthorized_use_of_card',
  });
  state.tell('radar.early_fraud_warning.created', warning);
}

/** `POST /v1/disputes/:id` and `/close`. */
export function changeDispute(
  state: State,
  about: { id: string; verb: string | undefined; params: Record<string, string> },
): Answer {
  const dispute = state.disputes.get(about.id);
  if (!dispute) return invalid('resource_missing', 'No such dispute', 404);
  if (['won', 'lost'].includes(dispute.status)) return invalid('dispute_closed', 'It is closed');
  if (about.verb === 'close') {
    dispute.status = 'lost';
    state.tell('charge.dispute.closed', dispute);
    return { status: 200, body: dispute };
  }
  Object.assign(dispute.evidence, nested(about.params, 'evidence'));
  const inquiry = dispute.status.startsWith('warning') ? 'warning_' : '';
  if (about.params.submit === 'true') dispute.status = `${inquiry}under_review`;
  state.tell('charge.dispute.updated', dispute);
  return { status: 200, body: dispute };
}
