import type { LocalDate, Period } from '../domain/dates.ts';
import type { Language } from '../domain/errors.ts';
import type { Money } from '../domain/money.ts';
import type { AlertData } from './alertData.ts';
import type { RenewalData } from './renewalData.ts';
import type { SubscriptionData } from './subscriptionData.ts';

/** What an e-mail says about an invoice or credit note. `balance` is what is left to pay. */
export type InvoiceFacts = {
  number: string;
  /** A pro-forma notice: it becomes an invoice when it is paid. */
  proforma?: boolean;
  /** The number of the notice that it was before. */
  notice?: string | null;
  issuedOn: LocalDate;
  dueOn?: LocalDate | null;
  total: Money;
  balance: Money;
};

/** What happens to the member's access while a payment is missing. */
export type AccessWhileOverdue =
  | { state: 'closed' }
  | { state: 'kept'; lastDay?: LocalDate | null };

/** How the organization takes money outside of a gateway. Every part may be absent. */
export type OfflinePayment = { iban?: string; bic?: string; reference?: string; text?: string };

/** The payer's present method. Absent in messages from before it was noted: they say "card". */
type PayingBy = 'card' | 'account' | 'none';

type Declined = {
  amount: Money;
  planName: string;
  failedOn: LocalDate;
  /** A reason code of the gateway port, e.g. `expired_card`; unknown ones read "no reason". */
  reason?: string | null;
  access: AccessWhileOverdue;
  invoiceNumber?: string | null;
  /** It is the number of a pro-forma notice; so everywhere beside `invoiceNumber`. */
  invoiceProforma?: boolean;
  /** Signs the member in and opens the page to update the payment method. */
  updateUrl: string;
  means?: PayingBy;
};

/** The data of every service e-mail, by template. Stored as JSON with the message. */
export type MessageData = AlertData &
  RenewalData &
  SubscriptionData & {
    invitation: { signInUrl: string; planName?: string | null; validUntil?: LocalDate | null };
    magic_link: { signInUrl: string; validMinutes: number };
    /** To somebody who begins to join. */
    sign_up: { planName: string; signInUrl: string; validHours: number };
    password_reset: { resetUrl: string; validMinutes: number };
    staff_invitation: {
      acceptUrl: string;
      role: 'owner' | 'administrator' | 'manager' | 'accountant' | 'reader';
      invitedBy?: string | null;
      validUntil?: LocalDate | null;
    };
    invoice: {
      invoice: InvoiceFacts;
      planName?: string | null;
      period?: Period | null;
      payUrl?: string | null;
      /** Set when the amount is collected by itself: the day and the means ("Visa ··42"). */
      collectedOn?: LocalDate | null;
      collectedFrom?: string | null;
      offline?: OfflinePayment | null;
    };
    receipt: {
      invoice: InvoiceFacts;
      amount: Money;
      paidOn: LocalDate;
      method?: string | null;
      planName?: string | null;
      period?: Period | null;
      nextChargeOn?: LocalDate | null;
      accountUrl?: string | null;
    };
    declined_first: Declined & { nextTries: LocalDate[] };
    declined_again: Declined & { nextTries: LocalDate[] };
    declined_last_warning: Declined & { lastTryOn: LocalDate };
    hard_declined: Declined & { endsOn?: LocalDate | null };
    /** Before a retry; `isLast`: no other follows it. */
    retry_announced: {
      amount: Money;
      planName: string;
      retryOn: LocalDate;
      isLast: boolean;
      method?: string | null;
      access: AccessWhileOverdue;
      invoiceNumber?: string | null;
      invoiceProforma?: boolean;
      updateUrl: string;
      means?: PayingBy;
    };
    /** Before a direct debit: the notice the scheme asks for. */
    debit_announced: {
      amount: Money;
      collectOn: LocalDate;
      invoiceNumber: string;
      invoiceProforma?: boolean;
      planName?: string | null;
      /** The end of the account, "··42". */
      account: string;
      mandateReference: string;
      creditorName: string;
      creditorId: string;
      accountUrl?: string | null;
    };
    recovered: {
      amount: Money;
      planName: string;
      paidOn: LocalDate;
      nextChargeOn?: LocalDate | null;
      accountUrl?: string | null;
    };
    cancelled_unpaid: {
      amount: Money;
      planName: string;
      endedOn: LocalDate;
      /** How often the bank refused; none for who pays invoices by hand. */
      attempts?: number | null;
      /** When it last did. */
      refusedOn?: LocalDate | null;
      comeBackUrl: string;
    };
    refunded: {
      amount: Money;
      invoiceNumber: string;
      refundedOn: LocalDate;
      method?: string | null;
      creditNoteNumber?: string | null;
      planName?: string | null;
      accessLastDay?: LocalDate | null;
      renewalStops?: boolean;
    };
    reminder: {
      invoice: InvoiceFacts;
      planName?: string | null;
      payUrl?: string | null;
      offline?: OfflinePayment | null;
      /** Access waits for the payment. */
      accessClosed?: boolean;
      /** Inclusive last day of access if the invoice stays unpaid. */
      accessLastDay?: LocalDate | null;
      /** When it is collected by itself, if it is. */
      nextTryOn?: LocalDate | null;
      /** The day on which the subscription ends if it stays unpaid. */
      endsOn?: LocalDate | null;
    };
    /** An invoice is corrected; its facts as they are then. */
    credit_note: {
      invoice: InvoiceFacts;
      creditNoteNumber: string;
      issuedOn: LocalDate;
      amount: Money;
      /** What of it was paid already, and is the payer's credit now. */
      toCredit?: Money | null;
      reason?: string | null;
      payUrl?: string | null;
    };
    invoice_voided: { invoice: InvoiceFacts; voidedOn: LocalDate; reason?: string | null };
  };

export type MessageName = keyof MessageData;

/** Who a message is from, as its frame shows it. `accent` is a `#rrggbb` color. */
export type SenderBrand = {
  name: string;
  accent?: string | null;
  logoUrl?: string | null;
  websiteUrl?: string | null;
  /** Where answers go; without it the message says nothing about answering. */
  contactEmail?: string | null;
  addressLines?: string[];
};

/** Whom a message is for. A withheld name leaves the greeting bare. */
export type Recipient = { name?: string | null; firstName?: string | null };

export type Envelope = { language: Language; organization: SenderBrand; recipient: Recipient };
