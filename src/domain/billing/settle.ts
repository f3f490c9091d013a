/** Where received money and credit go (billing-rules §10): oldest open invoice first. */
import { minorUnits } from '../money.ts';

export type CreditUse = { creditUsed: number; due: number; creditLeft: number };

export type OpenInvoice = { id: string; balance: number };

export type Allocation = { invoiceId: string; amount: number };

/**
 * Uses the payer's credit on a new invoice before anything is collected. All minor units of one
 * currency; neither the amount due nor the credit left is ever negative.
 */
export function applyCredit(total: number, creditBalance: number): CreditUse {
  const creditUsed = Math.min(Math.max(total, 0), Math.max(creditBalance, 0));
  return {
    creditUsed,
    due: Math.max(total, 0) - creditUsed,
    creditLeft: minorUnits(creditBalance - creditUsed),
  };
}

/**
 * Spreads a received amount over open invoices in the order given (oldest first); what is left
 * over is the payer's credit. Allocations and `toCredit` always add up to the amount.
 */
export function allocatePayment(
  amount: number,
  openInvoicesOldestFirst: readonly OpenInvoice[],
): { allocations: Allocation[]; toCredit: number } {
  let left = minorUnits(amount);
  const allocations: Allocation[] = [];
  for (const invoice of openInvoicesOldestFirst) {
    const part = Math.min(left, invoice.balance);
    if (part <= 0) continue;
    allocations.push({ invoiceId: invoice.id, amount: part });
    left -= part;
  }
  return { allocations, toCredit: left };
}
