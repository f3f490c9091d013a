import { peopleOf } from '../../db/billing/covers.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { invoiceHead } from '../../db/payments/read.ts';
import { NotFound } from '../../domain/errors.ts';
import { invoiceFacts, recipientOf } from '../billing/invoiceMessages.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import type { CreditDecision, CreditedAmount } from './decideCredit.ts';
import { decideCredit } from './decideCredit.ts';
import type { CreditNote } from './issueCreditNote.ts';
import { issueCreditNote } from './issueCreditNote.ts';
import { lockedInvoice } from './recordOfflinePayment.ts';
import { settledToCredit } from './settledToCredit.ts';

export type CreditWish = {
  invoiceId: string;
  credited: CreditedAmount;
  reason: string;
  /** Whether the payer gets the credit note by e-mail. */
  notify: 'payer' | 'nobody';
};

export type CreditedInvoice = CreditNote & { toCredit: number; balance: number };

/** What `creditInvoice` would do; writes nothing, and refuses as it does. */
export function previewCredit(
  ctx: Context,
  { invoiceId, credited }: Pick<CreditWish, 'invoiceId' | 'credited'>,
): Promise<CreditDecision & { currency: string }> {
  return look(ctx, async ({ tx }) => {
    const invoice = await invoiceHead(tx, invoiceId);
    if (!invoice) throw new NotFound();
    return { ...(await decideCredit({ tx }, invoice, credited)), currency: invoice.currency };
  });
}

/**
 * Corrects an issued invoice by a credit note (billing-rules §5, §10): less is owed of it, and what
 * was paid already becomes the payer's credit. One that nothing is left to pay of counts as paid:
 * its overdue case ends. Subscription and access stay as they are. A notice becomes an invoice
 * first. Refuses with `NotFound` and as `decideCredit` does.
 */
export function creditInvoice(ctx: Context, wish: CreditWish): Promise<CreditedInvoice> {
  return act(ctx, async (scene) => {
    const invoice = await lockedInvoice(scene, wish.invoiceId);
    const decision = await decideCredit(scene, invoice, wish.credited);
    const { lines, toCredit, balanceAfter: balance } = decision;
    const { reason } = wish;
    const note = await issueCreditNote(scene, invoice, { lines, reason, fromSettled: toCredit });
    await settledToCredit(scene, invoice, toCredit);
    if (wish.notify === 'payer') await tell(scene, wish, { ...note, toCredit });
    await refreshDirectory(scene.tx, await peopleOf(scene.tx, [invoice]));
    return { ...note, toCredit, balance };
  });
}

async function tell(
  scene: Scene,
  { invoiceId, reason }: CreditWish,
  note: CreditNote & { toCredit: number },
): Promise<void> {
  const [facts] = await invoiceMessageFacts(scene.tx, [invoiceId]);
  if (!facts) throw new NotFound();
  const { currency } = facts;
  const [payUrl] = facts.balance > 0 ? await signInLinks(scene, [facts.payerId], 'pay') : [];
  await queueMessages(scene, [
    {
      cause: `credit_note:${note.id}`,
      template: 'credit_note',
      ...recipientOf(facts),
      data: {
        invoice: invoiceFacts(facts),
        creditNoteNumber: note.number,
        issuedOn: note.issuedOn,
        amount: { amount: note.total, currency },
        toCredit: note.toCredit > 0 ? { amount: note.toCredit, currency } : null,
        reason: reason || null,
        payUrl: payUrl ?? null,
      },
    },
  ]);
}
