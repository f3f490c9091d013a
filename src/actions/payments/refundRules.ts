import type { Captured } from '../../db/payments/refunds.ts';
import type { ProcessedInvoice, Refundability, RefundRules } from '../../domain/billing/refunds.ts';
import { refundable } from '../../domain/billing/refunds.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Settings } from '../../domain/organizations/settings.ts';

/** The organization's rules on refunds through the gateway. */
export function refundRules(settings: Settings): RefundRules {
  return { latest: settings.refunds.latest, maxAgeDays: settings.refunds.max_age_days };
}

/** What each of a payer's invoices with money on it still allows, latest first. */
export function refundabilityOf(
  captured: readonly Captured[],
  rules: RefundRules,
  today: LocalDate,
): Refundability[] {
  return refundable(processedOf(captured), rules, today);
}

/** Payments of one invoice together; processed on the day of the last of them. */
function processedOf(captured: readonly Captured[]): ProcessedInvoice[] {
  const byInvoice = new Map<string, ProcessedInvoice>();
  for (const part of captured) {
    const known = byInvoice.get(part.invoiceId);
    byInvoice.set(part.invoiceId, {
      id: part.invoiceId,
      processedOn:
        known && known.processedOn > part.receivedOn ? known.processedOn : part.receivedOn,
      captured: (known?.captured ?? 0) + part.captured,
      refunded: (known?.refunded ?? 0) + part.refunded,
    });
  }
  return [...byInvoice.values()];
}
