import type { Chance } from '../../actions/demo/chance.ts';
import type { DraftLine, InvoiceDraft } from '../../domain/billing/draft.ts';
import type { InvoiceStatus } from '../../domain/billing/invoices.ts';
import type { Posting } from '../../domain/billing/ledger.ts';
import type { SubscriptionFacts, TermKind } from '../../domain/billing/plan.ts';
import type { LocalDate, Period } from '../../domain/dates.ts';
import type { StoredStep } from '../../domain/overdue/schedule.ts';
import type { Interval } from '../../domain/periods.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import type { Pause } from '../../domain/subscriptions/pause.ts';

import type { EndCause, SubscriptionState } from '../../domain/subscriptions/transitions.ts';
import type { Tally } from '../tally.ts';
import type { Engine } from './engine.ts';
import type { Card, Charge, GivenBack } from './gateway.ts';
import { owesTax } from './payerTax.ts';
import type { OpenChange } from './undo.ts';

/** What the simulation itself remembers of a subscription's anchor, beside what the engine says. */
export type Remembered = { anchorOn: LocalDate; day: number; interval: Interval };

export type Sub = {
  id: number;
  payer: string;
  plan: string;
  /** As stored: `paused` and `setupAmount` are worked out for each use. */
  facts: SubscriptionFacts;
  state: SubscriptionState;
  startsOn: LocalDate;
  trialEndsOn: LocalDate | null;
  endCause: EndCause | null;
  pause: (Pause & { despiteOverdue: boolean }) | null;
  pending: { to: ChangeTo; plan: string; on: LocalDate } | null;
  collection: 'automatic' | 'invoice';
  held: boolean;
  /** Days on which it was brought back after an end. */
  returns: LocalDate[];
  remembered: Remembered;
  /** Raised by everything that happens to it. */
  version: number;
};

export type Term = {
  sub: Sub;
  start: LocalDate;
  end: LocalDate;
  kind: TermKind;
  status: 'pending' | 'active' | 'void';
  invoice: Invoice | null;
};

export type Amounts = { net: number; tax: number; total: number };

/** `moves`: lines of later invoices by which changes of plan credited this one (§3). */
export type InvoiceLine = DraftLine & {
  back: Amounts;
  moves: { invoice: Invoice; line: InvoiceLine }[];
};

export type Invoice = {
  id: number;
  sub: Sub;
  payer: string;
  type: 'subscription' | 'proration';
  number: string;
  serial: number;
  year: number;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  period: Period;
  currency: string;
  draft: InvoiceDraft;
  lines: InvoiceLine[];
  net: number;
  tax: number;
  total: number;
  settled: number;
  credited: number;
  status: InvoiceStatus;
  collection: 'automatic' | 'invoice';
  /** The last day on which money for it was taken back. */
  backOn: LocalDate | null;
  remembered: Remembered;
  /** For a change: what was left of the line it credits, in the plan's tax mode. */
  room: number;
};

export type CreditNote = Amounts & {
  invoice: Invoice;
  number: string;
  serial: number;
  year: number;
  issuedOn: LocalDate;
  lines: (Amounts & { line: InvoiceLine })[];
};

export type AttemptState = 'created' | 'sent' | 'succeeded' | 'declined' | 'processing' | 'unknown';

export type Attempt = {
  id: string;
  invoice: Invoice;
  amount: number;
  cause: 'billing' | 'retry' | 'card_update' | 'staff' | 'member';
  state: AttemptState;
  cycle: number;
  day: LocalDate;
  card: Card;
  askOn: LocalDate;
  /** Places in the order of everything that happened. */
  opened: number;
  resolved: number | null;
};

export type Payment = {
  payer: string;
  currency: string;
  amount: number;
  gateway: 'test' | 'offline';
  attempt: Attempt | null;
  receivedOn: LocalDate;
  places: { invoice: Invoice | null; amount: number }[];
  reversed: boolean;
};

export type Refund = {
  id: string;
  payment: Payment;
  invoice: Invoice;
  amount: number;
  state: 'sent' | 'succeeded';
  outside: boolean;
  askOn: LocalDate;
};

export type Case = {
  invoice: Invoice;
  sub: Sub;
  firstFailedOn: LocalDate;
  mode: 'charge' | 'invoice';
  steps: (StoredStep & { skipped: boolean })[];
  hard: boolean;
  state: 'open' | 'recovered' | 'lost' | 'closed';
  /** A closed one that is taken up when its subscription goes on. */
  setAside: boolean;
  closedOn: LocalDate | null;
};

export type Mail = { to: string; template: string; cause: string; at: string };

export type Entry = Posting & { transaction: number; payer: string; currency: string };

/** A pause that ended: where the billing day was, and where it went. */
export type Resumed = { sub: Sub; days: number; before: LocalDate | null; after: LocalDate | null };

/** Everything one community keeps, in memory. */
export type Books = {
  engine: Engine;
  chance: Chance;
  faults: { chance: Chance; tally: Tally; share: number; kills: number };
  today: LocalDate;
  billedUntil: LocalDate | null;
  /** Counts everything that happens, so that an order is known. */
  clock: number;
  transactions: number;
  numbers: Map<string, number>;
  cards: Map<string, Card>;
  subs: Sub[];
  terms: Term[];
  invoices: Invoice[];
  notes: CreditNote[];
  attempts: Attempt[];
  payments: Payment[];
  credits: { payer: string; currency: string; amount: number }[];
  refunds: Refund[];
  cases: Case[];
  mails: Mail[];
  entries: Entry[];
  resumed: Resumed[];
  changes: OpenChange[];
  /** Runs that changed something although the same day had been run already. */
  restless: LocalDate[];
  gateway: { charges: Map<string, Charge>; refunds: Map<string, GivenBack> };
};

/** Empty books on a day. */
export function newBooks(about: Pick<Books, 'engine' | 'chance' | 'faults' | 'today'>): Books {
  return {
    ...about,
    billedUntil: null,
    clock: 0,
    transactions: 0,
    numbers: new Map(),
    cards: new Map(),
    subs: [],
    terms: [],
    invoices: [],
    notes: [],
    attempts: [],
    payments: [],
    credits: [],
    refunds: [],
    cases: [],
    mails: [],
    entries: [],
    resumed: [],
    changes: [],
    restless: [],
    gateway: { charges: new Map(), refunds: new Map() },
  };
}

/** What is left to pay of an invoice. */
export function balanceOf(invoice: Invoice): number {
  return invoice.total - invoice.settled - invoice.credited;
}

/** The terms of a subscription that are not void, in their order. */
export function termsOf(books: Books, sub: Sub): Term[] {
  return books.terms
    .filter((term) => term.sub === sub && term.status !== 'void')
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** End (exclusive) of the last term that is not void. */
export function lastTermEnd(books: Books, sub: Sub): LocalDate | null {
  return termsOf(books, sub).reduce<LocalDate | null>(
    (end, term) => (end === null || term.end > end ? term.end : end),
    null,
  );
}

/** The facts of a subscription as planning takes them: who pays says whether tax is charged. */
export function factsNow({ today }: Pick<Books, 'today'>, sub: Sub): SubscriptionFacts {
  const reverseCharge = owesTax(sub.payer, today);
  return { ...sub.facts, paused: sub.state === 'paused', setupAmount: 0, reverseCharge };
}

/** True for a charge whose end is not known yet. */
export function isUnresolved({ state }: Attempt): boolean {
  return state !== 'succeeded' && state !== 'declined';
}
