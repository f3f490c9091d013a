import { isDisputedSql } from '../../db/payments/disputes.ts';
import { endConfirmations, lookUpFirst } from '../billing/askUnresolved.ts';
import type { Charged } from '../billing/chargeInvoices.ts';
import { chargeInvoices } from '../billing/chargeInvoices.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';

/**
 * Charges what a payer owes and should have paid by itself: invoices with an open overdue case,
 * and automatic ones that are due, one after the other, the oldest first (billing-rules §9); not
 * what a bank disputes. Called when they give a new payment method, or their bank renewed the card
 * while they are absent (spec/overdue.md).
 */
export async function chargeOverdueInvoices(
  ctx: Context,
  payerId: string,
  payer: 'there' | 'absent' = 'there',
): Promise<Charged[]> {
  const invoices = await look(ctx, ({ tx, today }) =>
    tx.query<{ id: string }>(
      `select i.id from invoice i
       where i.org_id = app_org() and i.payer_id = $1 and i.status = 'open' and i.balance > 0
         and (i.collection = 'automatic' and i.due_on <= $2
           or exists (select from overdue_case c where c.org_id = i.org_id
             and c.invoice_id = i.id and c.state = 'open'))
         and not ${isDisputedSql('i.id')}
       order by i.due_on, i.id`,
      [payerId, today],
    ),
  );
  const invoiceIds = invoices.map((invoice) => invoice.id);
  const charged = payer === 'there' ? await endConfirmations(ctx, invoiceIds) : [];
  charged.push(...(await lookUpFirst(ctx, invoiceIds)));
  for (const invoiceId of invoiceIds) {
    const charging = { invoiceIds: [invoiceId], cause: 'card_update' as const, payer };
    const answers = await chargeInvoices(ctx, charging);
    charged.push(...answers);
    // A method refused for good is refused for the others too: asking again says nothing new.
    if (answers.some(isFinal)) return charged;
  }
  return charged;
}

function isFinal({ outcome }: Charged): boolean {
  return outcome.state === 'declined' && outcome.kind === 'hard';
}
