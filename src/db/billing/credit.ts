import type { Tx } from '../transaction.ts';
import { inserter } from './insert.ts';

export type CreditCause =
  | 'overpayment'
  | 'plan_change'
  | 'used'
  | 'returned'
  | 'paid_out'
  | 'late_success'
  | 'reversed'
  | 'disputed'
  | 'dispute_won'
  | 'refund_failed';

/** One movement of a payer's credit: positive when it comes, negative when it is used. */
export type CreditMovement = {
  id: string;
  payerId: string;
  amount: number;
  currency: string;
  cause: CreditCause;
  paymentId?: string | null;
  invoiceId?: string | null;
  createdAt: string;
};

/** Writes movements of credit balances. */
export const insertCredit = inserter<CreditMovement>('credit_entry', {
  id: ['uuid', (row) => row.id],
  payer_id: ['uuid', (row) => row.payerId],
  amount: ['bigint', (row) => row.amount],
  currency: ['text', (row) => row.currency],
  cause: ['text', (row) => row.cause],
  payment_id: ['uuid', (row) => row.paymentId],
  invoice_id: ['uuid', (row) => row.invoiceId],
  created_at: ['timestamptz', (row) => row.createdAt],
});

type Balance = { payer_id: string; currency: string; credit: number };

const balances = `select payer_id, currency, sum(amount)::bigint as credit from credit_entry
  where org_id = app_org() and payer_id = any($1::uuid[])
  group by payer_id, currency having sum(amount) > 0`;

/** `payer currency` → unused credit in minor units; only what is above zero. */
export type Credits = Map<string, number>;

/** The key of `Credits`. */
export function creditKey(payerId: string, currency: string): string {
  return payerId + currency;
}

/**
 * Unused credit of payers, with those who have some locked, so that two invoices never use the
 * same credit. Most payers have none: they cost one index look-up and no lock.
 */
export async function lockCredits(tx: Tx, payerIds: readonly string[]): Promise<Credits> {
  const seen = await tx.query<Balance>(balances, [payerIds]);
  if (seen.length === 0) return new Map();
  const holders = [...new Set(seen.map((row) => row.payer_id))].sort();
  await lockPayers(tx, holders);
  const sure = await tx.query<Balance>(balances, [holders]);
  return new Map(sure.map((row) => [creditKey(row.payer_id, row.currency), row.credit]));
}

/** Locks payers, always in the order of their ids (lock order: payer, subscription, invoice). */
export async function lockPayers(tx: Tx, payerIds: readonly string[]): Promise<void> {
  await tx.exec(
    `select from contact where org_id = app_org() and id = any($1::uuid[])
     order by id for no key update`,
    [payerIds],
  );
}
