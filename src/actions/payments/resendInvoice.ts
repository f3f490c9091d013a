import type { InvoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { NotFound } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import { invoiceFacts, recipientOf } from '../billing/invoiceMessages.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
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
    const [facts] = await sendAgain(scene, await issuedAmong(scene, [invoiceId], ['draft']));
    if (!facts) throw new NotFound();
    return { sentTo: facts.email };
  });
}

/** What a selection came to: those left out are void, gone, or have no address to write to. */
export type Resent = { sent: number; leftOut: number };

/** The same for a selection, set-wise; void invoices and payers without an address are left out. */
export async function resendInvoices(ctx: Context, invoiceIds: string[]): Promise<Resent> {
  return act(ctx, async (scene) => {
    const wanted = [...new Set(invoiceIds)];
    const issued = await issuedAmong(scene, wanted, ['draft', 'void']);
    const facts = await sendAgain(scene, issued);
    const sent = facts.filter(({ email }) => email !== null).length;
    return { sent, leftOut: wanted.length - sent };
  });
}

async function issuedAmong({ tx }: Scene, ids: string[], except: string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from invoice where org_id = app_org() and id = any($1::uuid[])
       and status <> all($2::text[]) order by year, serial`,
    [ids, except],
  );
  return rows.map(({ id }) => id);
}

async function sendAgain(scene: Scene, ids: string[]): Promise<InvoiceMessageFacts[]> {
  if (ids.length === 0) return [];
  const facts = await invoiceMessageFacts(scene.tx, ids);
  const owing = facts.filter(({ balance }) => balance > 0).map(({ payerId }) => payerId);
  const links = await signInLinks(scene, owing, 'pay');
  await queueMessages(
    scene,
    facts.map((each) => ({
      cause: `invoice:${each.invoiceId}:${newId()}`,
      template: 'invoice' as const,
      ...recipientOf(each),
      data: {
        invoice: invoiceFacts(each),
        planName: each.planName,
        period: periodOf(each),
        payUrl: each.balance > 0 ? (links.shift() ?? null) : null,
      },
    })),
  );
  return facts;
}

function periodOf({ periodStart: start, periodEnd: end }: InvoiceMessageFacts) {
  return start && end ? { start, end } : null;
}
