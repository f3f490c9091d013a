/** The port every payment provider implements; one folder per provider, listed in `registry.ts`. */
import type { Sentence } from '../../domain/errors.ts';
import type { DirectDebits } from './debits.ts';
import type {
  DisputeDesk,
  GatewayEvents,
  GatewayRefund,
  HostedPage,
  ListedCharge,
} from './news.ts';

export type MethodKind = 'card' | 'sepa_debit';

export type ChargeRequest = {
  orgId: string;
  /** The attempt's id: the same request twice charges once. */
  key: string;
  token: string;
  /** Who the payer is at the gateway; null where it knows methods only. */
  customer: string | null;
  means: MethodKind;
  /** Minor units. */
  amount: number;
  currency: string;
  invoice: { id: string; number: string };
  /** Where a payer who is there comes back to after confirming the charge at their bank. */
  payer: { returnUrl: string } | 'absent';
  /** ISO instant on the organization's clock. */
  now: string;
};

/** An earlier charge to ask about. */
export type Question = {
  orgId: string;
  /** The attempt's id. */
  key: string;
  customer: string | null;
  /** The gateway's own name of the charge, when it ever told one. */
  reference: string | null;
  /** When it was sent; ISO instant. */
  since: string;
  now: string;
};

export type ChargeOutcome =
  | { state: 'succeeded'; reference: string }
  | { state: 'declined'; kind: 'soft' | 'hard'; reason: string; reference?: string }
  /** The payer confirms at their bank, on the page behind `url` when the gateway has one. */
  | { state: 'requires_action'; reference: string; url?: string | null }
  /**
   * On its way. `refused`: the first try was, and the gateway tries again by itself on days of its
   * own; it is only listened to (spec/overdue.md). Nothing is tried after its last word, which is
   * then a `hard` refusal.
   */
  | { state: 'processing'; reference: string; refused?: { reason: string } }
  /** The gateway refused to listen (its keys, its limits): nothing was done, send again later. */
  | { state: 'not_sent' }
  /** No answer, or one that says nothing: resolved by asking, never by charging again. */
  | { state: 'unknown' };

export type RefundRequest = {
  orgId: string;
  /** The refund's id. */
  key: string;
  /** The attempt's id of the charge that is given back. */
  chargeKey: string;
  /** The gateway's own name of that charge. */
  chargeReference: string | null;
  amount: number;
  currency: string;
  now: string;
};

export type RefundOutcome =
  | { state: 'succeeded'; reference: string }
  | { state: 'failed'; reason: string }
  /** No answer yet, or on its way to the payer's bank: asked about later. */
  | { state: 'unknown' };

export type RefundQuestion = {
  orgId: string;
  key: string;
  chargeReference: string | null;
  now: string;
};

export type MethodDetails = {
  kind: MethodKind;
  token: string;
  customer: string | null;
  brand: string;
  last4: string;
  expMonth: number | null;
  expYear: number | null;
};

/** A value staff enter to connect a gateway. Secret ones are sealed and never shown again. */
export type GatewayField = {
  key: string;
  label: Sentence;
  help: Sentence;
  secret: boolean;
  required: boolean;
  /** What may be entered, the first when nothing is; absent: any text. */
  choices?: readonly { value: string; label: Sentence }[];
};

/** The account behind the values staff entered, as the gateway tells it. */
export type AccountFacts = { id: string; name: string; live: boolean };

/** How an organization connects its own account. */
export type Connection = {
  fields: readonly GatewayField[];
  /** Tries the values with a call. Throws `GatewayRefusesKeys`, `GatewayAway`, `InvalidInput`. */
  check(values: Record<string, string>): Promise<AccountFacts>;
  /** Seals the values for the organization's account row. */
  seal(orgId: string, values: Record<string, string>): string;
  /** The sealed values again; null when this installation cannot open them. */
  open(orgId: string, sealed: string): Record<string, string> | null;
};

export type PaymentGateway = {
  name: string;
  title: Sentence;
  /** The kinds of methods it charges. */
  means: readonly MethodKind[];
  /** Where a payer gives a method: a list of test cards, the gateway's page, a form of ours. */
  entry: 'test_card' | 'hosted' | 'form';
  /** `outside`: it cannot give money back, people do; absent: it can. */
  refunds?: 'outside';
  /** Absent: works without an account. */
  connection?: Connection;
  /** Charges many at once; the answer has one outcome per request, in order. Never throws. */
  charge(requests: ChargeRequest[]): Promise<ChargeOutcome[]>;
  /** What became of earlier requests; `null` when the gateway never heard of the key. */
  ask(requests: Question[]): Promise<(ChargeOutcome | null)[]>;
  /** Ends a charge that waits for the payer, or is tried again; answers what it came to. */
  giveUp(request: Question): Promise<ChargeOutcome>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  askRefund(request: RefundQuestion): Promise<RefundOutcome | null>;
  /** Where payers enter a method, for `entry: 'hosted'`. */
  hosted?: HostedPage;
  /** What it tells by itself. */
  events?: GatewayEvents;
  /** For debits that go to the bank as files. */
  debits?: DirectDebits;
  /** How its disputes are answered. Absent: by hand, in its own pages. */
  disputes?: DisputeDesk;
  /** Every refund of a charge by the gateway's own name of it; null without an answer. */
  refundsOf?(orgId: string, chargeReference: string): Promise<GatewayRefund[] | null>;
  /** Every charge since an instant, for comparing with our books; null without a whole answer. */
  list?(orgId: string, since: string): Promise<ListedCharge[] | null>;
};

export type Gateways = { payment: Record<string, PaymentGateway> };
