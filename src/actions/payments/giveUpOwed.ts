import type { OwedPart } from '../../db/billing/covers.ts';
import { peopleOfInvoices } from '../../db/billing/covers.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import { creditableLines } from '../../db/payments/creditNotes.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import type { Scene } from '../context.ts';
import { creditLines } from './creditLines.ts';
import { issueCreditNote } from './issueCreditNote.ts';
import { lockedInvoice } from './recordOfflinePayment.ts';

/**
 * Gives up what is open of subscriptions: their own invoices as the organization says (settings:
 * overdue, after the last step), their parts of consolidated ones by credit notes, as far as these
 * are not paid; the others on them go on owing theirs.
 */
export async function giveUpOwed(
  scene: Scene,
  parts: readonly OwedPart[],
  reason: 'cancelled' | 'unpaid',
): Promise<void> {
  if (parts.length === 0) return;
  const own = parts.filter(({ consolidated }) => !consolidated);
  await giveUpInvoices(scene, {
    invoiceIds: own.map(({ invoiceId }) => invoiceId),
    how: scene.org.settings.overdue.after_last,
    reason,
  });
  for (const part of parts) if (part.consolidated) await creditPart(scene, part, reason);
  const invoiceIds = [...new Set(parts.map(({ invoiceId }) => invoiceId))];
  await refreshAfterCollecting(scene.tx, await peopleOfInvoices(scene.tx, invoiceIds));
}

async function creditPart(
  scene: Scene,
  { invoiceId, subscriptionId }: OwedPart,
  reason: string,
): Promise<void> {
  const invoice = await lockedInvoice(scene, invoiceId);
  const known = await creditableLines(scene.tx, invoiceId);
  const own = known.filter((line) => line.subscriptionId === subscriptionId);
  const left = own.reduce((sum, line) => sum + line.leftTotal, 0);
  const total = Math.min(left, invoice.balance);
  if (total <= 0) return;
  const lines = creditLines(own, total);
  await issueCreditNote(scene, invoice, { lines, reason, fromSettled: 0 });
}
