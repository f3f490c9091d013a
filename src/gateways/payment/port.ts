/** The port every payment provider implements; one folder per provider, chosen once in main. */

export type ChargeRequest = {
  orgId: string;
  /** The attempt's id: the same request twice charges once. */
  key: string;
  token: string;
  /** Minor units. */
  amount: number;
  currency: string;
  /** ISO instant on the organization's clock. */
  now: string;
};

export type ChargeOutcome =
  | { state: 'succeeded'; reference: string }
  | { state: 'declined'; kind: 'soft' | 'hard'; reason: string }
  | { state: 'requires_action'; reference: string }
  | { state: 'processing'; reference: string }
  /** No answer, or one that says nothing: resolved by asking, never by charging again. */
  | { state: 'unknown' };

export type RefundRequest = {
  orgId: string;
  /** The refund's id. */
  key: string;
  /** The attempt's id of the charge that is given back. */
  chargeKey: string;
  amount: number;
  currency: string;
  now: string;
};

export type RefundOutcome =
  | { state: 'succeeded'; reference: string }
  | { state: 'failed'; reason: string }
  | { state: 'unknown' };

export type MethodDetails = {
  kind: 'card' | 'sepa_debit';
  token: string;
  brand: string;
  last4: string;
  expMonth: number | null;
  expYear: number | null;
};

export type PaymentGateway = {
  name: 'test' | 'stripe' | 'sepa';
  /** Charges many at once; the answer has one outcome per request, in order. Never throws. */
  charge(requests: ChargeRequest[]): Promise<ChargeOutcome[]>;
  /** What became of earlier requests; `null` when the gateway never heard of the key. */
  ask(requests: { orgId: string; key: string; now: string }[]): Promise<(ChargeOutcome | null)[]>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  askRefund(request: { orgId: string; key: string; now: string }): Promise<RefundOutcome | null>;
};

export type Gateways = { payment: Record<string, PaymentGateway> };
