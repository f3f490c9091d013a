import type { InvoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { Money } from '../../domain/money.ts';
import type { InvoiceFacts } from '../../templates/data.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { portalUrl, signInLinks } from './links.ts';

/** Writes invoices to their payers, with a link that signs them in to pay. */
export async function queueInvoiceMessages(
  scene: Scene,
  invoiceIds: readonly string[],
): Promise<void> {
  if (invoiceIds.length === 0) return;
  const facts = await invoiceMessageFacts(scene.tx, invoiceIds);
  const urls = await signInLinks(
    scene,
    facts.map((each) => each.payerId),
    'pay',
  );
  await queueMessages(
    scene,
    facts.map((each, i) => ({
      cause: `invoice:${each.invoiceId}`,
      template: 'invoice' as const,
      ...recipientOf(each),
      data: {
        invoice: invoiceFacts(each),
        planName: each.planName,
        period: periodOf(each),
        payUrl: each.balance > 0 ? urls[i]! : null,
      },
    })),
  );
}

/** A payment that came in, as far as its receipt is concerned. */
export type PaidFacts = {
  paymentId: string;
  invoiceId: string;
  amount: Money;
  means: string;
  /** Nothing is chased any more and access is back: the message says that all is well again. */
  recovered: boolean;
};

/** Thanks payers: a receipt, or "recovered" where a missed payment is made good. */
export async function queuePaidMessages(scene: Scene, paid: readonly PaidFacts[]): Promise<void> {
  if (paid.length === 0) return;
  const facts = await invoiceMessageFacts(
    scene.tx,
    paid.map((each) => each.invoiceId),
  );
  const accountUrl = portalUrl(scene);
  await queueMessages(
    scene,
    facts.map((each, i) => {
      const { paymentId, amount, means, recovered } = paid[i]!;
      const common = {
        amount,
        paidOn: scene.today,
        nextChargeOn: each.nextBillingOn,
        accountUrl,
      };
      const about = { cause: `payment:${paymentId}`, ...recipientOf(each) };
      if (recovered) {
        const planName = each.planName ?? each.number;
        return { ...about, template: 'recovered' as const, data: { ...common, planName } };
      }
      const method = means === 'card' || means === 'sepa_debit' ? each.method : null;
      const { planName } = each;
      const invoice = invoiceFacts(each);
      const data = { ...common, invoice, method, planName, period: periodOf(each) };
      return { ...about, template: 'receipt' as const, data };
    }),
  );
}

/** Whom a message about an invoice goes to. */
export function recipientOf(facts: InvoiceMessageFacts) {
  return { contactId: facts.payerId, toEmail: facts.email, language: facts.language };
}

/** An invoice as e-mails show it. */
export function invoiceFacts(facts: InvoiceMessageFacts): InvoiceFacts {
  const { number, proforma, notice, issuedOn, dueOn, currency } = facts;
  return {
    number,
    proforma,
    notice,
    issuedOn,
    dueOn,
    total: { amount: facts.total, currency },
    balance: { amount: facts.balance, currency },
  };
}

function periodOf({ periodStart, periodEnd }: InvoiceMessageFacts) {
  return periodStart && periodEnd ? { start: periodStart, end: periodEnd } : null;
}
