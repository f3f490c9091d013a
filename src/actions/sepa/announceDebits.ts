import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { debitsOf } from '../../db/payments/debits.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { DebitTerms } from '../../gateways/payment/debits.ts';
import { recipientOf } from '../billing/invoiceMessages.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

type Announced = { batchId: string; collectOn: LocalDate; terms: DebitTerms };

/**
 * Tells payers what will be debited, when and under which mandate, as the scheme asks for
 * (pre-notification, EPC016-06 §4.3.4). Written with the file, so nobody is debited untold.
 */
export async function announceDebits(
  scene: Scene,
  { batchId, collectOn, terms }: Announced,
): Promise<void> {
  const debits = await debitsOf(scene.tx, batchId);
  const facts = await invoiceMessageFacts(
    scene.tx,
    debits.map(({ invoiceId }) => invoiceId),
  );
  const accountUrl = portalUrl(scene);
  await queueMessages(
    scene,
    debits.map((debit, i) => ({
      cause: `debit:${batchId}:${debit.attemptId}`,
      template: 'debit_announced' as const,
      ...recipientOf(facts[i]!),
      data: {
        amount: { amount: debit.amount, currency: 'EUR' },
        collectOn,
        invoiceNumber: debit.number,
        invoiceProforma: facts[i]!.proforma,
        planName: facts[i]!.planName,
        account: `··${debit.last4}`,
        mandateReference: debit.reference,
        creditorName: terms.creditorName,
        creditorId: terms.creditorId,
        accountUrl,
      },
    })),
  );
}
