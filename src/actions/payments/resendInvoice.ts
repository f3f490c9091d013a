import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { NotFound } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import { invoiceFacts, recipientOf } from '../billing/invoiceMessages.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

/**
 * Sends an issued invoice to its payer once more, with its PDF and, while something is left to
 * pay, a link that signs them in to pay. Answers the address. Refuses with `NotFound`.
 */
export async function resendInvoice(
  ctx: Context,
  invoiceId: string,
): Promise<{ sentTo: string | null }> {
  return act(ctx, async (scene) => {
    const issued = await scene.tx.maybeOne<{ id: string }>(
      `select id from invoice where org_id = app_org() and id = $1 and status <> 'draft'`,
      [invoiceId],
    );
    const [facts] = issued ? await invoiceMessageFacts(scene.tx, [invoiceId]) : [];
    if (!facts) throw new NotFound();
    const links = facts.balance > 0 ? await signInLinks(scene, [facts.payerId], 'pay') : [];
    const { periodStart: start, periodEnd: end } = facts;
    await queueMessages(scene, [
      {
        cause: `invoice:${invoiceId}:${newId()}`,
        template: 'invoice',
        ...recipientOf(facts),
        data: {
          invoice: invoiceFacts(facts),
          planName: facts.planName,
          period: start && end ? { start, end } : null,
          payUrl: links[0] ?? null,
        },
      },
    ]);
    return { sentTo: facts.email };
  });
}
