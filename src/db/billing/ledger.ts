import type { Posting } from '../../domain/billing/ledger.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { newId } from '../../ids.ts';
import type { Tx } from '../transaction.ts';
import { inserter } from './insert.ts';

/** One business event to be booked: its postings sum to zero (domain/billing/ledger). */
export type Booking = {
  postings: Posting[];
  currency: string;
  bookedOn: LocalDate;
  payerId: string;
  invoiceId?: string | null;
  paymentId?: string | null;
  creditNoteId?: string | null;
};

type Entry = Omit<Booking, 'postings'> & Posting & { transactionId: string };

const insertEntries = inserter<Entry>('ledger_entry', {
  transaction_id: ['uuid', (entry) => entry.transactionId],
  account: ['text', (entry) => entry.account],
  amount: ['bigint', (entry) => entry.amount],
  currency: ['text', (entry) => entry.currency],
  booked_on: ['date', (entry) => entry.bookedOn],
  invoice_id: ['uuid', (entry) => entry.invoiceId],
  payment_id: ['uuid', (entry) => entry.paymentId],
  payer_id: ['uuid', (entry) => entry.payerId],
  credit_note_id: ['uuid', (entry) => entry.creditNoteId],
});

/** Books events, each as one balanced transaction of the ledger (billing-rules §16). */
export async function bookLedger(tx: Tx, bookings: readonly Booking[]): Promise<void> {
  const entries: Entry[] = [];
  for (const booking of bookings) {
    const transactionId = newId();
    for (const { account, amount } of booking.postings) {
      entries.push({ ...booking, transactionId, account, amount });
    }
  }
  await insertEntries(tx, entries);
}
