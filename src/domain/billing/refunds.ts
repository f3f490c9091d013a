/**
 * What may be refunded through the gateway (plans-and-billing "Payments", billing-rules §10): the
 * latest processed invoices only, up to an age, whole or in part, never more than was captured.
 */
import type { LocalDate } from '../dates.ts';
import { addDays, compareDates } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';

export type RefundRules = { latest: number; maxAgeDays: number | null };

/** An invoice money was captured for; amounts are minor units, `refunded` includes open refunds. */
export type ProcessedInvoice = {
  id: string;
  processedOn: LocalDate;
  captured: number;
  refunded: number;
};

export type Refundability =
  | { id: string; refundable: true; max: number }
  | { id: string; refundable: false; max: 0; why: 'too_old' | 'not_latest' | 'nothing_left' };

export const NotRefundable = defineRefusal('not_refundable', 409, {
  en: 'Only the {latest} latest payments can be refunded here. Record older refunds as outside.',
  fr: 'Seuls les {latest} derniers paiements se remboursent ici. Notez les autres comme externes.',
});

export const RefundTooLarge = defineRefusal('refund_too_large', 422, {
  en: 'At most what was paid and not yet refunded can be given back ({max:money}).',
  fr: 'On ne peut rendre que ce qui est payé et pas encore remboursé ({max:money}).',
});

/** Says for each processed invoice of a payer what can still be refunded, latest first. */
export function refundable(
  processed: readonly ProcessedInvoice[],
  rules: RefundRules,
  today: LocalDate,
): Refundability[] {
  const latestFirst = [...processed].sort((a, b) => compareDates(b.processedOn, a.processedOn));
  return latestFirst.map((invoice, place): Refundability => {
    const { id } = invoice;
    const max = invoice.captured - invoice.refunded;
    if (place >= rules.latest) return { id, refundable: false, max: 0, why: 'not_latest' };
    if (isTooOld(invoice, rules, today)) return { id, refundable: false, max: 0, why: 'too_old' };
    if (max <= 0) return { id, refundable: false, max: 0, why: 'nothing_left' };
    return { id, refundable: true, max };
  });
}

/** Checks a wanted refund; throws `NotRefundable` or `RefundTooLarge` (pointer /amount). */
export function checkRefund(
  wanted: { invoiceId: string; amount: number; currency: string },
  answers: readonly Refundability[],
  rules: RefundRules,
): void {
  const found = answers.find((answer) => answer.id === wanted.invoiceId);
  if (!found) throw new NotRefundable({ latest: rules.latest, why: 'nothing_left' });
  if (!found.refundable) throw new NotRefundable({ latest: rules.latest, why: found.why });
  if (wanted.amount > found.max || wanted.amount <= 0 || !Number.isSafeInteger(wanted.amount)) {
    throw atField(RefundTooLarge, '/amount', { max: found.max, currency: wanted.currency });
  }
}

function isTooOld(invoice: ProcessedInvoice, rules: RefundRules, today: LocalDate): boolean {
  return rules.maxAgeDays !== null && addDays(invoice.processedOn, rules.maxAgeDays) < today;
}
