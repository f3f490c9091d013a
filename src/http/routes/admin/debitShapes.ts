import * as z from 'zod';
import type { Batch } from '../../../db/payments/debitBatches.ts';
import type { DebitRow } from '../../../db/payments/debits.ts';
import type { Mandate } from '../../../db/payments/mandates.ts';
import type { ReadFile } from '../../../db/payments/returnFiles.ts';
import type { LocalDate } from '../../../domain/dates.ts';
import type { Language } from '../../../domain/errors.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { expiresOn, mandateState } from '../../../domain/sepa/mandates.ts';
import { entryOutcomes, reasonOf } from '../../../domain/sepa/returns.ts';

const nullable = z.string().nullable();

export const mandateShape = z.object({
  id: z.string(),
  reference: z.string(),
  scheme: z.enum(['CORE', 'B2B']),
  holder: z.string(),
  last4: z.string(),
  country: z.string(),
  bic: nullable,
  signed_on: z.string(),
  used_on: nullable,
  /** First day on which it is over because nobody used it. */
  expires_on: z.string(),
  state: z.enum(['active', 'expired', 'revoked', 'replaced', 'returned']),
  ended_at: nullable,
  current: z.boolean(),
  /** What the payer agreed to in the portal; null: signed on paper. */
  agreed_text: nullable,
  revocable: z.boolean(),
});

/** A mandate as of a day; its account by the last four only. */
export function presentMandate(row: Mandate, today: LocalDate): z.output<typeof mandateShape> {
  return {
    id: row.id,
    reference: row.reference,
    scheme: row.scheme,
    holder: row.holder,
    last4: row.last4,
    country: row.country,
    bic: row.bic,
    signed_on: row.signedOn,
    used_on: row.usedOn,
    expires_on: expiresOn(row),
    state: mandateState(row, today),
    ended_at: row.endedAt,
    current: row.isCurrent,
    agreed_text: row.agreedText,
    revocable: row.endReason === null,
  };
}

export const batchShape = z.object({
  id: z.string(),
  number: z.number(),
  message_id: z.string(),
  collect_on: z.string(),
  settles_on: z.string(),
  state: z.enum(['made', 'sent', 'cancelled']),
  count: z.number(),
  total: z.number(),
  settled: z.object({ count: z.number(), total: z.number() }),
  returned: z.object({ count: z.number(), total: z.number() }),
  file_name: z.string(),
  made_at: z.string(),
  sent_at: nullable,
  cancelled_at: nullable,
  /** Sent, its day has come, and some debits are still open. */
  confirmable: z.boolean(),
});

/** A file for the bank, as of a day. */
export function presentBatch(row: Batch, today: LocalDate): z.output<typeof batchShape> {
  const open = row.count - row.settledCount - row.returnedCount;
  return {
    id: row.id,
    number: row.number,
    message_id: row.messageId,
    collect_on: row.collectOn,
    settles_on: row.settlesOn,
    state: row.state,
    count: row.count,
    total: row.total,
    settled: { count: row.settledCount, total: row.settledTotal },
    returned: { count: row.returnedCount, total: row.returnedTotal },
    file_name: row.fileName,
    made_at: row.madeAt,
    sent_at: row.sentAt,
    cancelled_at: row.cancelledAt,
    confirmable: row.state === 'sent' && row.collectOn <= today && open > 0,
  };
}

const ref = z.object({ id: z.string(), name: z.string() });
const invoiceRef = z.object({ id: z.string(), number: z.string() });

export const debitShape = z.object({
  id: z.string(),
  payer: ref,
  invoice: invoiceRef,
  mandate_reference: z.string(),
  last4: z.string(),
  sequence: z.enum(['FRST', 'RCUR']),
  amount: z.number(),
  state: z.enum(['open', 'settled', 'returned']),
  settled_on: nullable,
  returned_on: nullable,
  return_code: nullable,
  reason_text: nullable,
  return_fee: z.number().nullable(),
});

/** A debit of a file, for a reader of this language. */
export function presentDebit(row: DebitRow, language: Language): z.output<typeof debitShape> {
  const { returnCode } = row;
  return {
    id: row.attemptId,
    payer: { id: row.payerId, name: row.payerName },
    invoice: { id: row.invoiceId, number: row.number },
    mandate_reference: row.reference,
    last4: row.last4,
    sequence: row.sequence,
    amount: row.amount,
    state: row.returnedOn ? 'returned' : row.settledOn ? 'settled' : 'open',
    settled_on: row.settledOn,
    returned_on: row.returnedOn,
    return_code: returnCode,
    reason_text: returnCode && reasonText(reasonOf(returnCode), language),
    return_fee: row.returnFee,
  };
}

export const returnFileShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['pain.002', 'camt.053', 'camt.054']),
  read_at: z.string(),
  entries: z.array(
    z.object({
      end_to_end: z.string(),
      code: z.string(),
      reason_text: z.string(),
      amount: z.number().nullable(),
      returned_on: nullable,
      outcome: z.enum(['returned', 'already', 'unknown', 'amount', 'not_sent', 'credit_used']),
      outcome_text: z.string(),
      payer: ref.nullable(),
      invoice_number: nullable,
    }),
  ),
});

/** A bank's file as it was read. */
export function presentReturnFile(
  file: ReadFile,
  language: Language,
): z.output<typeof returnFileShape> {
  return {
    id: file.id,
    name: file.name,
    kind: file.kind,
    read_at: file.readAt,
    entries: file.entries.map((entry) => ({
      end_to_end: entry.endToEnd,
      code: entry.code,
      reason_text: reasonText(reasonOf(entry.code), language),
      amount: entry.amount,
      returned_on: entry.returnedOn,
      outcome: entry.outcome,
      outcome_text: entryOutcomes[entry.outcome]![language],
      payer: entry.payerId ? { id: entry.payerId, name: entry.payerName ?? '' } : null,
      invoice_number: entry.number,
    })),
  };
}
