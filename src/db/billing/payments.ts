import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';
import { inserter } from './insert.ts';

export type Means = 'card' | 'sepa_debit' | 'transfer' | 'cheque' | 'cash' | 'other';

/** Money that came in; `amount` in minor units. */
export type PaymentRow = {
  id: string;
  payerId: string;
  amount: number;
  currency: string;
  receivedOn: LocalDate;
  receivedAt: string;
  gateway: string;
  means: Means;
  attemptId: string | null;
  reference: string;
  actor: string;
};

/** Writes payments. A second one for the same attempt is refused by the database. */
export const insertPayments = inserter<PaymentRow>('payment', {
  id: ['uuid', (row) => row.id],
  payer_id: ['uuid', (row) => row.payerId],
  amount: ['bigint', (row) => row.amount],
  currency: ['text', (row) => row.currency],
  received_on: ['date', (row) => row.receivedOn],
  received_at: ['timestamptz', (row) => row.receivedAt],
  gateway: ['text', (row) => row.gateway],
  means: ['text', (row) => row.means],
  attempt_id: ['uuid', (row) => row.attemptId],
  reference: ['text', (row) => row.reference],
  actor: ['jsonb', (row) => row.actor],
  created_at: ['timestamptz', (row) => row.receivedAt],
});

/** Where money of a payment sits: on an invoice, or (null) on the payer's credit balance. */
export type AllocationRow = {
  id: string;
  paymentId: string;
  invoiceId: string | null;
  amount: number;
  createdAt: string;
};

/** Those of payers who have a payment method that could be charged. */
export async function payersWithMethod(tx: Tx, payerIds: string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select payer_id as id from payment_method
     where org_id = app_org() and payer_id = any($1::uuid[]) and replaced_at is null`,
    [payerIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether a payer has a payment method that could be charged. */
export async function hasMethod(tx: Tx, payerId: string): Promise<boolean> {
  return (await payersWithMethod(tx, [payerId])).has(payerId);
}

/** Writes allocations; those of a payment add up to its amount. */
export const insertAllocations = inserter<AllocationRow>('allocation', {
  id: ['uuid', (row) => row.id],
  payment_id: ['uuid', (row) => row.paymentId],
  invoice_id: ['uuid', (row) => row.invoiceId],
  amount: ['bigint', (row) => row.amount],
  created_at: ['timestamptz', (row) => row.createdAt],
});
