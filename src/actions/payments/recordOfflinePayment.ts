import { lockPayers } from '../../db/billing/credit.ts';
import type { Means } from '../../db/billing/payments.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { InvoiceHead } from '../../db/payments/read.ts';
import { invoiceHead } from '../../db/payments/read.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { settleInvoices } from '../billing/settle.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { AmountNotPositive, NothingToPay, ReceivedInFuture } from './refusals.ts';

export type OfflinePayment = {
  invoiceId: string;
  /** Minor units of the invoice's currency; what exceeds its balance becomes credit. */
  amount: number;
  /** Default: today. */
  receivedOn?: LocalDate;
  means: Exclude<Means, 'card' | 'sepa_debit'>;
  reference?: string;
  /** Whether the payer gets a receipt; default: they do. */
  notify?: 'receipt' | 'nobody';
};

export type RecordedPayment = { paymentId: string; balance: number; toCredit: number };

/**
 * Records money that came by transfer, cheque or cash: partly, whole, or more than asked, which
 * becomes the payer's credit. A case it settles is recovered and access is back at once. Refuses
 * with `NotFound`, `AmountNotPositive`, `ReceivedInFuture`, `NothingToPay`.
 */
export async function recordOfflinePayment(
  ctx: Context,
  payment: OfflinePayment,
): Promise<RecordedPayment> {
  return act(ctx, (scene) => recordOfflineIn(scene, payment));
}

/** The same in an open transaction. */
export async function recordOfflineIn(
  scene: Scene,
  payment: OfflinePayment,
): Promise<RecordedPayment> {
  const { tx, today } = scene;
  const receivedOn = payment.receivedOn ?? today;
  if (!Number.isSafeInteger(payment.amount) || payment.amount <= 0) {
    throw atField(AmountNotPositive, '/amount');
  }
  if (receivedOn > today) throw atField(ReceivedInFuture, '/received_on', { today });
  const invoice = await lockedInvoice(scene, payment.invoiceId);
  const payable = invoice.status === 'open' || invoice.status === 'uncollectible';
  if (!payable || invoice.balance === 0) throw new NothingToPay({ number: invoice.number });
  const { settled, contactIds } = await settleInvoices(scene, [
    {
      payerId: invoice.payerId,
      invoiceIds: [invoice.id],
      amount: payment.amount,
      currency: invoice.currency,
      receivedOn,
      gateway: 'offline',
      means: payment.means,
      attemptId: null,
      reference: payment.reference ?? '',
      notify: payment.notify ?? 'receipt',
    },
  ]);
  await refreshDirectory(tx, contactIds);
  const { paymentId, toCredit } = settled[0]!;
  return { paymentId, toCredit, balance: invoice.balance - (payment.amount - toCredit) };
}

/**
 * An issued invoice as it stands once its payer, subscription and itself are locked, in the order
 * everybody takes (billing-rules §17). Refuses with `NotFound`.
 */
export async function lockedInvoice({ tx }: Pick<Scene, 'tx'>, id: string): Promise<InvoiceHead> {
  const seen = await invoiceHead(tx, id);
  if (!seen) throw new NotFound();
  await lockPayers(tx, [seen.payerId]);
  await lockSubscriptions(tx, { invoiceIds: [id] });
  await tx.exec('select id from invoice where org_id = app_org() and id = $1 for no key update', [
    id,
  ]);
  return (await invoiceHead(tx, id))!;
}
