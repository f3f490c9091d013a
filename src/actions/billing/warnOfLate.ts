import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { isProforma } from '../../domain/billing/proforma.ts';
import type { Scene } from '../context.ts';
import { tellStaffOfMoney } from '../disputes/tellStaff.ts';
import type { Receipt, Settled } from './settle.ts';

type Late = Settled & { receipt: Receipt };

/** Money for an invoice that was paid or voided otherwise is credit, and somebody looks at it. */
export async function warnOfLate(
  scene: Scene,
  settlings: readonly Late[],
  invoices: Map<string, InvoiceFactsRow>,
): Promise<void> {
  for (const { late, toCredit, paymentId, receipt } of settlings) {
    if (!late) continue;
    const { payerId, currency } = receipt;
    const invoice = invoices.get(receipt.invoiceIds[0]!);
    const called = {
      invoiceNumber: invoice?.number ?? null,
      invoiceProforma: invoice !== undefined && isProforma(invoice),
    };
    const amount = { amount: toCredit, currency };
    const about = { news: 'late_success' as const, amount, payerId, ...called };
    await tellStaffOfMoney(scene, `late:${paymentId}`, about);
  }
}
