/** Direct debits that go to the bank as files, in our words; part of the port. */
import type { LocalDate } from '../../domain/dates.ts';
import type { Notice, Sequence } from '../../domain/sepa/batches.ts';
import type { Scheme } from '../../domain/sepa/mandates.ts';

/** How an organization collects by files; all of it may be shown. */
export type DebitTerms = Notice & {
  creditorName: string;
  creditorId: string;
  scheme: Scheme;
  /** How the first debit of a mandate is marked. */
  first: Sequence;
};

/** An account as a payer or staff typed it. */
export type EnteredAccount = { iban: string; bic?: string | null };

/** What may be known of an account, and its number sealed for one mandate. */
export type SealedAccount = { iban: string; last4: string; country: string; bic: string | null };

/** One debit of a file; amounts in minor units of euros. */
export type DebitLine = {
  endToEnd: string;
  amount: number;
  scheme: Scheme;
  sequence: Sequence;
  mandateId: string;
  mandateReference: string;
  signedOn: LocalDate;
  holder: string;
  /** The account number as it was sealed. */
  iban: string;
  bic: string | null;
  /** What the payer reads on their statement. */
  remittance: string;
};

export type DebitFileFacts = {
  orgId: string;
  messageId: string;
  /** ISO instant at which the file is made. */
  madeAt: string;
  collectOn: LocalDate;
  lines: DebitLine[];
};

/** One line of a file a bank sent about debits. */
export type ReturnedDebit = {
  /** Null for a rejection of a whole file, which `messageId` names. */
  endToEnd: string | null;
  messageId: string | null;
  code: string;
  /** Minor units; null: the file does not say. */
  amount: number | null;
  /** What the bank asked for the return, minor units. */
  fee: number | null;
  on: LocalDate | null;
};

export type ReturnFile = {
  kind: 'pain.002' | 'camt.053' | 'camt.054';
  entries: ReturnedDebit[];
};

export type DirectDebits = {
  /** Reads how the organization collects from its sealed account; null: it cannot be opened. */
  terms(orgId: string, sealed: string): DebitTerms | null;
  /** Checks an account and seals its number. Throws `InvalidInput` with the field. */
  sealAccount(about: { orgId: string; mandateId: string }, given: EnteredAccount): SealedAccount;
  /** The file for the bank, sealed for keeping. Throws `DebitsSealedElsewhere`. */
  write(facts: DebitFileFacts, sealed: string): string;
  /** A kept file again, the very same bytes. Throws `DebitsSealedElsewhere`. */
  open(about: { orgId: string; messageId: string }, file: string): string;
  /** What a bank's file says about debits. Throws `NotAReturnFile`. */
  readReturns(bytes: Uint8Array): ReturnFile;
};
