import type { Captured } from '../../db/payments/refunds.ts';
import { capturedOf } from '../../db/payments/refunds.ts';
import type { Refundability } from '../../domain/billing/refunds.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { isGivenBack } from './givesBack.ts';
import { refundabilityOf, refundRules } from './refundRules.ts';

export type RefundableItem = Captured & {
  amountLeft: number;
  /** Through the gateway; outside it is always possible while something is left. */
  allowed: boolean;
  whyNot: 'too_old' | 'not_latest' | 'nothing_left' | 'offline' | null;
};

/**
 * The payments of a contact with what can still be given back of each, latest first, and why not
 * where the rules say no (spec/plans-and-billing "Payments").
 */
export async function listRefundable(ctx: Context, contactId: string): Promise<RefundableItem[]> {
  return look(ctx, async ({ tx, org, today }) => {
    const captured = await capturedOf(tx, contactId);
    const byPayer = Map.groupBy(captured, (part) => part.payerId);
    const answers = [...byPayer.values()].flatMap((parts) =>
      refundabilityOf(parts, refundRules(org.settings), today),
    );
    const byInvoice = new Map(answers.map((answer) => [answer.id, answer]));
    return captured.map((part) => {
      const way = isGivenBack(ctx, part) ? 'gateway' : 'outside';
      return itemOf(part, byInvoice.get(part.invoiceId)!, way);
    });
  });
}

function itemOf(part: Captured, answer: Refundability, way: 'gateway' | 'outside'): RefundableItem {
  const amountLeft = part.captured - part.refunded;
  const why = answer.refundable ? null : answer.why;
  const whyNot = amountLeft === 0 ? 'nothing_left' : way === 'outside' ? 'offline' : why;
  return { ...part, amountLeft, allowed: whyNot === null, whyNot };
}
