/** What gateways tell by themselves, in our words; part of the port. */
import type { ChargeOutcome, MethodDetails, RefundOutcome } from './port.ts';

/** A message as it came in over HTTP. */
export type Message = { body: Buffer; headers: Record<string, unknown>; now: string };

export type ReceivedEvent = { id: string; kind: string; payload: unknown };

/** Money a bank takes back, or asks about; `chargeReference` is the gateway's name of it. */
export type GatewayDispute = {
  reference: string;
  chargeReference: string;
  /** Minor units. */
  amount: number;
  currency: string;
  reason: string;
  state: 'warning' | 'open' | 'won' | 'lost';
  /** Until when evidence is taken; ISO instant. */
  dueAt: string | null;
};

/** What an event is about. Amounts in minor units. */
export type GatewayNews =
  | { about: 'charge'; key: string; outcome: ChargeOutcome; amount: number; currency: string }
  /** Something of this charge's refunds changed: ask for all of them, set, don't add. */
  | { about: 'refunds'; chargeReference: string }
  | { about: 'dispute'; dispute: GatewayDispute }
  /** A payer finished entering a method on the gateway's page. */
  | { about: 'setup'; reference: string }
  /** A card got a new date or number from its bank. */
  | { about: 'method'; token: string; last4: string; expMonth: number; expYear: number }
  | { about: 'nothing' };

export type GatewayEvents = {
  /**
   * Believes a message only when it is signed with the organization's secret and fresh. Throws
   * `EventNotBelieved`.
   */
  receive(orgId: string, message: Message): Promise<ReceivedEvent>;
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
