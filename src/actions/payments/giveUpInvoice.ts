import { recordActivity } from '../../activity/record.ts';
import { closeCases, restoreSubscriptions } from '../../db/billing/cases.ts';
import { peopleOf } from '../../db/billing/covers.ts';
import { closeInvoices } from '../../db/billing/invoices.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import { InvoicePartlyPaid, nextInvoiceStatus } from '../../domain/billing/invoices.ts';
import { postVoid, postWriteOffUndone } from '../../domain/billing/ledger.ts';
import { isProforma, ProformaNotWrittenOff } from '../../domain/billing/proforma.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import { invoiceFacts, recipientOf } from '../billing/invoiceMessages.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';
import { lockedInvoice } from './recordOfflinePayment.ts';
import { AttemptUnresolved } from './refusals.ts';

/**
 * Voids an invoice nothing is paid on: the claim is undone, its number stays, its term never
 * counts, and chasing ends (billing-rules §5). A payer who had it by e-mail is told. Refuses with
 * `NotFound`, `InvoiceNotInState`, `InvoicePartlyPaid`, `AttemptUnresolved`.
 */
export async function voidInvoice(ctx: Context, id: string, reason: string): Promise<void> {
  await act(ctx, (scene) => voidIn(scene, id, reason));
}

/** The same in an open transaction. */
export async function voidIn(scene: Scene, id: string, reason: string): Promise<void> {
  const invoice = await lockedInvoice(scene, id);
  nextInvoiceStatus('void', invoice);
  if (invoice.credited > 0) throw new InvoicePartlyPaid();
  if (invoice.attemptOpen) throw new AttemptUnresolved();
  if (invoice.status === 'uncollectible') await voidWrittenOff(scene, invoice, reason);
  else await giveUpInvoices(scene, { invoiceIds: [id], how: 'void', reason });
  await endChase(scene, invoice);
  await tellVoided(scene, invoice, reason);
}

/**
 * Writes the balance of an open invoice off as uncollectible; it may still be paid later. Refuses
 * with `NotFound`, `InvoiceNotInState`, `ProformaNotWrittenOff`, `AttemptUnresolved`.
 */
export async function writeOffInvoice(ctx: Context, id: string, reason = ''): Promise<void> {
  await act(ctx, (scene) => writeOffIn(scene, id, reason));
}

/** The same in an open transaction. */
export async function writeOffIn(scene: Scene, id: string, reason: string): Promise<void> {
  const invoice = await lockedInvoice(scene, id);
  nextInvoiceStatus('write_off', invoice);
  if (isProforma(invoice)) throw new ProformaNotWrittenOff();
  if (invoice.attemptOpen) throw new AttemptUnresolved();
  await giveUpInvoices(scene, { invoiceIds: [id], how: 'uncollectible', reason });
  await endChase(scene, invoice);
}

/** The write-off is undone first, so that the books show a void and no loss. */
async function voidWrittenOff(scene: Scene, invoice: InvoiceHead, reason: string): Promise<void> {
  const { tx, today } = scene;
  await closeInvoices(tx, [{ id: invoice.id, status: 'void', closedOn: today }]);
  const about = {
    currency: invoice.currency,
    bookedOn: today,
    payerId: invoice.payerId,
    invoiceId: invoice.id,
  };
  await bookLedger(tx, [
    { ...about, postings: postWriteOffUndone(invoice.balance) },
    { ...about, postings: postVoid(invoice) },
  ]);
  await recordActivity(scene, [
    {
      event: 'invoice_voided',
      contactId: invoice.contactId,
      subscriptionId: invoice.subscriptionId,
      invoiceId: invoice.id,
      amount: invoice.balance,
      currency: invoice.currency,
      data: { number: invoice.number, reason },
    },
  ]);
}

/** Nothing is owed any more: cases of the invoice close, and its subscription runs on. */
async function endChase(scene: Scene, invoice: InvoiceHead): Promise<void> {
  const { tx, now, today } = scene;
  const closed = await closeCases(tx, [invoice.id], { state: 'closed', on: today, at: now });
  const held = closed.flatMap((each) => each.subscriptionId ?? []);
  const restored = await restoreSubscriptions(tx, held, now);
  await recordActivity(
    scene,
    restored.map(({ id, contactId }) => ({
      event: 'access_restored',
      contactId,
      subscriptionId: id,
    })),
  );
  await refreshDirectory(tx, await peopleOf(tx, [invoice]));
}

async function tellVoided(scene: Scene, invoice: InvoiceHead, reason: string): Promise<void> {
  const told = await scene.tx.one<{ told: boolean }>(
    `select exists (select from message where org_id = app_org() and contact_id = $1
       and template in ('invoice', 'reminder') and state <> 'withheld'
       and data -> 'invoice' ->> 'number' in ($2, (select proforma_number from invoice
         where org_id = app_org() and id = $3))) as told`,
    [invoice.payerId, invoice.number, invoice.id],
  );
  if (!told.told) return;
  const [facts] = await invoiceMessageFacts(scene.tx, [invoice.id]);
  if (!facts) return;
  await queueMessages(scene, [
    {
      cause: `invoice:${invoice.id}:void`,
      template: 'invoice_voided',
      ...recipientOf(facts),
      data: { invoice: invoiceFacts(facts), voidedOn: scene.today, reason: reason || null },
    },
  ]);
}
