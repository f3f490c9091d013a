import { recordActivity } from '../../activity/record.ts';
import { insertCovers } from '../../db/billing/covers.ts';
import { type Credits, creditKey, insertCredit, lockCredits } from '../../db/billing/credit.ts';
import { currentIdentity } from '../../db/billing/identity.ts';
import type { Collection, InvoiceRow, InvoiceType } from '../../db/billing/invoices.ts';
import { insertInvoices, insertLines } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { insertTerms } from '../../db/billing/terms.ts';
import type { InvoiceDraft } from '../../domain/billing/draft.ts';
import { postCreditUsed } from '../../domain/billing/ledger.ts';
import type { PlannedTerm } from '../../domain/billing/plan.ts';
import { isProforma, postIssueOf } from '../../domain/billing/proforma.ts';
import { applyCredit } from '../../domain/billing/settle.ts';
import type { LocalDate, Period } from '../../domain/dates.ts';
import { addDays, daysBetween } from '../../domain/dates.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { queueInvoiceMessages } from './invoiceMessages.ts';
import { coversOf, linesOf, termsOf } from './invoiceParts.ts';
import type { Prepared } from './numberBills.ts';
import { numberBills } from './numberBills.ts';

/** An invoice to be issued: the domain's draft, and whom and what it is for. */
export type IssueDraft = {
  /** Lines and totals of the domain; the total is never below zero. */
  draft: InvoiceDraft;
  type: InvoiceType;
  contactId: string;
  payerId: string;
  subscriptionId: string | null;
  /** Of the lines, for reports by plan. */
  planId: string | null;
  period: Period | null;
  issueOn: LocalDate;
  dueOn: LocalDate;
  collection: Collection;
  /** Stretches this invoice pays: active at once when nothing is left to pay, else pending. */
  terms: (PlannedTerm & { planVersionId: string; amount: number })[];
  /** What a consolidated invoice covers: its lines are theirs, in this order. */
  covers?: Cover[];
  /** Whether the invoice is written to the payer now ("receipt after payment" otherwise). */
  notify: 'invoice' | 'nobody';
};

/** The part of one subscription on a consolidated invoice: so many of its lines, and its terms. */
export type Cover = Pick<IssueDraft, 'contactId' | 'planId' | 'terms'> & {
  subscriptionId: string;
  period: Period;
  lines: number;
};

export type IssuedInvoice = {
  id: string;
  number: string;
  status: 'open' | 'paid';
  contactId: string;
  payerId: string;
  subscriptionId: string | null;
  period: Period | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  currency: string;
  total: number;
  creditUsed: number;
  balance: number;
  collection: Collection;
};

/** With its number, ready to be written. */
export type NumberedDraft = { draft: IssueDraft; row: InvoiceRow };

/**
 * Issues invoices, one or thousands, with a handful of statements: gapless numbers, the parties
 * frozen, lines, terms, ledger, credit used first, zero totals paid at once, activity, and the
 * message where asked (billing-rules §5, §16). Membership bills are pro-forma notices first where
 * the organization says so: owed and sent like invoices, and in no books. The answer is in the
 * order of the drafts. Refreshing the directory is the caller's, once for all it does.
 */
export async function issueInvoices(scene: Scene, drafts: IssueDraft[]): Promise<IssuedInvoice[]> {
  if (drafts.length === 0) return [];
  const { tx, org, now } = scene;
  const credits = await lockCredits(tx, [...new Set(drafts.map((draft) => draft.payerId))]);
  const identityId = await currentIdentity(tx, org, now);
  const prepared = drafts.map((draft): Prepared => {
    return { draft, id: newId(), settled: takeCredit(credits, draft) };
  });
  await insertTerms(
    tx,
    prepared.flatMap((each) => termsOf(each, { status: statusOf(each), createdAt: now })),
  );
  // From here on the counter of numbers is locked for everybody else: what can be, was done before.
  const planned = await numbered(scene, prepared);
  const rows = planned.map(({ row }) => row);
  await insertInvoices(tx, rows, { identityId, language: org.language, createdAt: now });
  await insertLines(tx, planned.flatMap(linesOf));
  await insertCovers(tx, planned.flatMap(coversOf));
  await bookLedger(tx, planned.flatMap(bookingsOf));
  await bookCreditUse(scene, rows);
  await recordIssued(scene, rows);
  const told = planned.filter(({ draft }) => draft.notify === 'invoice').map(({ row }) => row.id);
  await queueInvoiceMessages(scene, told);
  return planned.map(issuedOf);
}

/** Gives numbers, and with them the day of issue. */
async function numbered(scene: Scene, prepared: Prepared[]): Promise<NumberedDraft[]> {
  const numbers = await numberBills(scene, prepared);
  return prepared.map((each) => {
    const numbering = numbers.get(each)!;
    return { draft: each.draft, row: { ...invoiceRow(each, numbering.issuedOn), ...numbering } };
  });
}

function takeCredit(credits: Credits, { payerId, draft }: IssueDraft): number {
  const key = creditKey(payerId, draft.currency);
  const use = applyCredit(draft.total, credits.get(key) ?? 0);
  if (use.creditUsed > 0) credits.set(key, use.creditLeft);
  return use.creditUsed;
}

function statusOf({ draft, settled }: Prepared): 'paid' | 'open' {
  return settled === draft.draft.total ? 'paid' : 'open';
}

function invoiceRow(
  prepared: Prepared,
  issuedOn: LocalDate,
): Omit<InvoiceRow, 'series' | 'serial' | 'number' | 'year'> {
  const { draft: issue, id, settled } = prepared;
  const { draft, period } = issue;
  return {
    id,
    type: issue.type,
    contactId: issue.contactId,
    payerId: issue.payerId,
    subscriptionId: issue.subscriptionId,
    periodStart: period?.start ?? null,
    periodEnd: period?.end ?? null,
    status: statusOf(prepared),
    issuedOn,
    dueOn: addDays(issuedOn, Math.max(0, daysBetween(issue.issueOn, issue.dueOn))),
    currency: draft.currency,
    net: draft.net,
    tax: draft.tax,
    total: draft.total,
    settled,
    collection: issue.collection,
  };
}

function bookingsOf({ row }: NumberedDraft) {
  const { currency, issuedOn: bookedOn, payerId, id: invoiceId } = row;
  const about = { currency, bookedOn, payerId, invoiceId };
  const issue = { ...about, postings: postIssueOf(row) };
  if (row.settled === 0) return [issue];
  return [issue, { ...about, postings: postCreditUsed(row.settled) }];
}

async function bookCreditUse({ tx, now }: Scene, rows: InvoiceRow[]): Promise<void> {
  const used = rows.filter((row) => row.settled > 0);
  await insertCredit(
    tx,
    used.map((row) => ({
      id: newId(),
      payerId: row.payerId,
      amount: -row.settled,
      currency: row.currency,
      cause: 'used' as const,
      invoiceId: row.id,
      createdAt: now,
    })),
  );
}

async function recordIssued(scene: Scene, rows: InvoiceRow[]): Promise<void> {
  await recordActivity(
    scene,
    rows.flatMap((row) => {
      const about = {
        contactId: row.contactId,
        subscriptionId: row.subscriptionId,
        invoiceId: row.id,
        currency: row.currency,
        data: { number: row.number },
      };
      const event = isProforma(row) ? ('proforma_issued' as const) : ('invoice_issued' as const);
      const issued = { ...about, event, amount: row.total };
      if (row.settled === 0) return [issued];
      return [issued, { ...about, event: 'credit_used' as const, amount: row.settled }];
    }),
  );
}

function issuedOf({ draft, row }: NumberedDraft): IssuedInvoice {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    contactId: row.contactId,
    payerId: row.payerId,
    subscriptionId: row.subscriptionId,
    period: draft.period,
    issuedOn: row.issuedOn,
    dueOn: row.dueOn,
    currency: row.currency,
    total: row.total,
    creditUsed: row.settled,
    balance: row.total - row.settled,
    collection: row.collection,
  };
}
