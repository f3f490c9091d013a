import type { CreditableLine, CreditLine } from '../../db/payments/creditNotes.ts';
import { creditableLines } from '../../db/payments/creditNotes.ts';
import { isDisputed } from '../../db/payments/disputes.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import { hasOpenRefund } from '../../db/payments/refunds.ts';
import { nextInvoiceStatus } from '../../domain/billing/invoices.ts';
import { isProforma } from '../../domain/billing/proforma.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import type { Scene } from '../context.ts';
import { creditLines, lineCredits } from './creditLines.ts';
import {
  AmountNotPositive,
  AttemptUnresolved,
  CreditTooLarge,
  PaymentDisputed,
  RefundUnresolved,
} from './refusals.ts';

/** What is credited, gross in minor units: an amount of the whole invoice, or amounts of lines. */
export type CreditedAmount =
  | { amount: number }
  /** An amount has its line's sign: a discount is taken back by one below zero. */
  | { lines: { lineId: string; amount: number }[] };

export type CreditDecision = {
  lines: CreditLine[];
  net: number;
  tax: number;
  total: number;
  /** By how much less is owed; the rest was paid already and becomes the payer's credit. */
  lowersBalance: number;
  toCredit: number;
  balanceAfter: number;
  /** A pro-forma notice becomes an invoice with its first credit note. */
  becomesInvoice: boolean;
};

/**
 * What a credit note on an issued invoice comes to; preview and execution ask this one function
 * (billing-rules §3, §10). Writes nothing. Refuses with `InvoiceNotInState`, `AttemptUnresolved`,
 * `RefundUnresolved`, `PaymentDisputed`, `AmountNotPositive`, `CreditTooLarge`.
 */
export async function decideCredit(
  { tx }: Pick<Scene, 'tx'>,
  invoice: InvoiceHead,
  wanted: CreditedAmount,
): Promise<CreditDecision> {
  nextInvoiceStatus('credit', invoice);
  if (invoice.attemptOpen) throw new AttemptUnresolved();
  if (await hasOpenRefund(tx, invoice.id)) throw new RefundUnresolved();
  if (await isDisputed(tx, invoice.id)) throw new PaymentDisputed();
  const lines = chosenLines(await creditableLines(tx, invoice.id), wanted, invoice.currency);
  const net = lines.reduce((sum, line) => sum + line.net, 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  const total = net + tax;
  const lowersBalance = Math.min(total, invoice.balance);
  return {
    ...{ lines, net, tax, total, lowersBalance },
    toCredit: total - lowersBalance,
    balanceAfter: invoice.balance - lowersBalance,
    becomesInvoice: isProforma(invoice),
  };
}

/** The lines of the note; never more than what is left of a line, or of all together. */
function chosenLines(
  known: CreditableLine[],
  wanted: CreditedAmount,
  currency: string,
): CreditLine[] {
  const left = known.reduce((sum, line) => sum + line.leftTotal, 0);
  if ('amount' in wanted) {
    checkAmount(wanted.amount, { max: left, currency }, '/amount');
    return creditLines(known, wanted.amount);
  }
  const chosen = wanted.lines.map(({ lineId, amount }, at) => {
    const line = known.find(({ id }) => id === lineId);
    if (!line) throw new InvalidInput({}, [{ ...unknownLine, pointer: `/lines/${at}/line_id` }]);
    const inLine = line.leftTotal < 0 ? amount <= 0 : amount >= 0;
    if (!inLine || Math.abs(amount) > Math.abs(line.leftTotal)) {
      throw atField(CreditTooLarge, `/lines/${at}/amount`, { max: line.leftTotal, currency });
    }
    return { line, amount };
  });
  const twice = chosen.findIndex(({ line }, at) =>
    chosen.slice(0, at).some((c) => c.line === line),
  );
  if (twice >= 0) {
    throw new InvalidInput({}, [{ ...lineTwice, pointer: `/lines/${twice}/line_id` }]);
  }
  checkAmount(
    chosen.reduce((sum, { amount }) => sum + amount, 0),
    { max: left, currency },
    '/lines',
  );
  return lineCredits(chosen);
}

type Most = { max: number; currency: string };

function checkAmount(amount: number, most: Most, pointer: string): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw atField(AmountNotPositive, pointer);
  if (amount > most.max) throw atField(CreditTooLarge, pointer, most);
}

const unknownLine = {
  code: 'unknown_line',
  message: {
    en: 'This is not a line of the invoice.',
    fr: "Ce n'est pas une ligne de la facture.",
  },
};

const lineTwice = {
  code: 'line_twice',
  message: { en: 'This line is named twice.', fr: 'Cette ligne est nommée deux fois.' },
};
