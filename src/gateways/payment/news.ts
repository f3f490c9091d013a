/** What gateways tell by themselves, in our words; part of the port. */
import type { DisputeStanding } from '../../domain/billing/disputes.ts';
import type { ChargeOutcome, MethodDetails, RefundOutcome } from './port.ts';

/** A message as it came in over HTTP. */
export type Message = { body: Buffer; headers: Record<string, unknown>; now: string };

export type ReceivedEvent = { id: string; kind: string; payload: unknown };

/** Which charge: by the gateway's name of it, and by our attempt's id where it tells that. */
export type ChargeName = { chargeReference: string; chargeKey?: string };

/** What a gateway keeps of a movement of money, by its own name of that movement. */
export type GatewayFee = {
  reference: string;
  /** Minor units of `currency`; negative: a fee that came back. */
  amount: number;
  /** Of the account at the gateway: not always that of the payment. */
  currency: string;
};

/** Money a bank takes back, or asks about. */
export type GatewayDispute = ChargeName &
  DisputeStanding & {
    reference: string;
    /** Minor units. */
    amount: number;
    currency: string;
    /** What the gateway keeps for it, minor units; null while it has not said. */
    fee: number | null;
    /** The same movement by movement, to be booked. */
    fees: readonly GatewayFee[];
    reason: string;
    /** Until when evidence is taken; ISO instant. */
    dueAt: string | null;
  };

/** What shows that the payer used what they paid for, in the gateway's usual fields. */
export type DisputeEvidence = {
  customerName: string;
  customerEmail: string | null;
  product: string;
  serviceDates: string;
  /** Sign-ins and what was used, a line each. */
  accessLog: string;
  /** Everything else, a line each. */
  text: string;
};

/** How disputes are answered through a gateway's API; both answer null without an answer. */
export type DisputeDesk = {
  submit(
    orgId: string,
    reference: string,
    evidence: DisputeEvidence,
  ): Promise<GatewayDispute | null>;
  /** Gives the money up. */
  accept(orgId: string, reference: string): Promise<GatewayDispute | null>;
  /** Every dispute opened since an instant; null without a whole answer. */
  list(orgId: string, since: string): Promise<GatewayDispute[] | null>;
};

/** What an event is about. Amounts in minor units. */
export type GatewayNews =
  | { about: 'charge'; key: string; outcome: ChargeOutcome; amount: number; currency: string }
  /** Something of this charge's refunds changed: ask for all of them, set, don't add. */
  | ({ about: 'refunds' } & ChargeName)
  | { about: 'dispute'; dispute: GatewayDispute }
  /** The gateway, or the card's bank, found that somebody paid with another's card. */
  | ({ about: 'fraud' } & ChargeName)
  /** A payer finished entering a method on the gateway's page. */
  | { about: 'setup'; reference: string }
  /** A card got a new date or number from its bank. */
  | { about: 'method'; token: string; last4: string; expMonth: number; expYear: number }
  /** A method can no longer be charged: removed there, or its mandate withdrawn. */
  | { about: 'method_gone'; token: string; reason: 'method_gone' | 'mandate_revoked' }
  | { about: 'nothing' };

export type GatewayEvents = {
  /**
   * Believes a message only when it is signed with the organization's secret and fresh. Throws
   * `EventNotBelieved`. Absent: nothing comes over HTTP.
   */
  receive?(orgId: string, message: Message): Promise<ReceivedEvent>;
  read(orgId: string, payload: unknown): GatewayNews;
};

/** One refund of a charge as the gateway has it; `key` is our refund's id when we made it. */
export type GatewayRefund = {
  reference: string;
  key: string | null;
  amount: number;
  currency: string;
  outcome: RefundOutcome;
};

/** One charge of the gateway's list that names our organization. */
export type ListedCharge = {
  reference: string;
  key: string;
  outcome: ChargeOutcome;
  amount: number;
  currency: string;
  refunded: number;
  /** Null while it has not said. */
  fee: GatewayFee | null;
};

/** The gateway's own page, where a payer enters a method that we never see. */
export type HostedPage = {
  /** Opens a page for one payer; `{reference}` in `returnUrl` becomes the page's own name. */
  begin(wish: {
    orgId: string;
    key: string;
    payer: { id: string; name: string; email: string | null; language: string };
    customer: string | null;
    returnUrl: string;
    cancelUrl: string;
  }): Promise<{ url: string; reference: string; customer: string }>;
  /** What was entered there; null while nothing was. Throws `GatewayAway`. */
  finish(orgId: string, reference: string): Promise<MethodDetails | null>;
};
