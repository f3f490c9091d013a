import { creditLines, fitted, restoredCredits } from '../../actions/payments/creditLines.ts';
import { invoiceDraft } from '../../domain/billing/draft.ts';
import { formatInvoiceNumber, nextInvoiceStatus } from '../../domain/billing/invoices.ts';
import {
  postClaimToCredit,
  postCreditNote,
  postCreditReturned,
  postCreditUsed,
  postIssue,
  postPayment,
  postRefund,
  postTakeBack,
  postVoid,
  postWriteOff,
  postWriteOffUndone,
} from '../../domain/billing/ledger.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import { checkRefund, refundable } from '../../domain/billing/refunds.ts';
import { allocatePayment, applyCredit } from '../../domain/billing/settle.ts';
import { mayMail } from '../../domain/overdue/mails.ts';
import { nextStep } from '../../domain/overdue/nextStep.ts';
import { isAskedFor, planOverdue } from '../../domain/overdue/schedule.ts';
import { planCancel, planRevoke, planUndoCancel } from '../../domain/subscriptions/cancel.ts';
import { planJoin } from '../../domain/subscriptions/join.ts';
import {
  beginsIn,
  moved,
  planExtension,
  planPause,
  planResume,
} from '../../domain/subscriptions/pause.ts';
import { planChange } from '../../domain/subscriptions/planChange.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { Amounts, Attempt, Books, Case, Invoice, InvoiceLine, Mail, Refund } from './books.ts';
import { isUnresolved } from './books.ts';

const ledger = {
  postClaimToCredit,
  postCreditNote,
  postCreditReturned,
  postCreditUsed,
  postIssue,
  postPayment,
  postRefund,
  postTakeBack,
  postVoid,
  postWriteOff,
  postWriteOffUndone,
};

const rules = {
  ...ledger,
  planJoin,
  planBilling,
  planChange,
  planPause,
  beginsIn,
  planResume,
  planExtension,
  moved,
  planCancel,
  planRevoke,
  planUndoCancel,
  planOverdue,
  isAskedFor,
  nextStep,
  mayMail,
  applyCredit,
  allocatePayment,
  refundable,
  checkRefund,
  creditLines,
  fitted,
  restoredCredits,
  invoiceDraft,
  nextInvoiceStatus,
  formatInvoiceNumber,
  nextState,
};

/**
 * What the database refuses in the real program: unique keys and counters. In memory they are
 * functions, so that a planted bug can drop one.
 */
const guards = {
  /** One unresolved attempt, one success per cycle, one automatic attempt a day (§7, §9). */
  mayOpen(books: Books, attempt: Attempt): boolean {
    return books.attempts.every((other) => {
      if (other.invoice !== attempt.invoice) return true;
      if (isUnresolved(other)) return false;
      if (other.state === 'succeeded' && other.cycle === attempt.cycle) return false;
      return !(isAutomatic(other) && isAutomatic(attempt) && other.day === attempt.day);
    });
  },
  /** One invoice per subscription, period start and kind that is not void (§17). */
  mayIssue(books: Books, { sub, period, type }: Pick<Invoice, 'sub' | 'period' | 'type'>): boolean {
    return !books.invoices.some(
      (other) =>
        other.sub === sub &&
        other.type === type &&
        type === 'subscription' &&
        other.period.start === period.start &&
        other.status !== 'void',
    );
  },
  /** One message per cause, template and person. */
  maySay(books: Books, mail: Mail): boolean {
    return !books.mails.some(
      (other) =>
        other.to === mail.to && other.cause === mail.cause && other.template === mail.template,
    );
  },
  /** An open case per invoice. */
  mayChase(books: Books, invoice: Invoice): boolean {
    return !books.cases.some(
      (each: Case) =>
        each.invoice === invoice &&
        each.state !== 'recovered' &&
        each.state !== 'lost' &&
        !each.setAside,
    );
  },
  /** The counter of a series and year. */
  nextNumber(books: Books, series: string): number {
    const next = (books.numbers.get(series) ?? 0) + 1;
    books.numbers.set(series, next);
    return next;
  },
  /** What is left to refund of a payment; what a change moved to credit is not on its invoice. */
  mostRefundable(part: { captured: number; refunded: number; invoice: Invoice }): number {
    const moved = part.invoice.lines.map((line) => this.movedElsewhere(line).total);
    const here = part.invoice.settled - moved.reduce((sum, each) => sum + each, 0);
    return Math.max(0, Math.min(part.captured - part.refunded, here));
  },
  /** What changes of plan credited of a line on other invoices, less what was taken back there. */
  movedElsewhere({ moves }: InvoiceLine): Amounts {
    const standing = moves.filter(({ invoice }) => invoice.status !== 'void');
    const moved = (key: keyof Amounts) =>
      standing.reduce((sum, { line }) => sum - line[key] + line.back[key], 0);
    return { net: moved('net'), tax: moved('tax'), total: moved('total') };
  },
  /** A refund keeps its key however often it is sent (§6). */
  refundKey(_books: Books, refund: Refund): string {
    return refund.id;
  },
  /** What is to be done with a charge whose answer never came: ask, never charge again (§7). */
  afterSilence(_books: Books, _attempt: Attempt): void {
    // Asking is the day's own work.
  },
};

export type Engine = typeof rules & typeof guards;

/** The true rules of the domain with the true guards of the database. */
export const trueEngine: Engine = { ...rules, ...guards };

/** True for charges nobody asked for. */
export function isAutomatic({ cause }: Pick<Attempt, 'cause'>): boolean {
  return cause === 'billing' || cause === 'retry';
}
