import type { InvoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import { invoiceMessageFacts } from '../../db/billing/messageFacts.ts';
import type { ReminderDue } from '../../db/invoices/reminders.ts';
import { remindersDue } from '../../db/invoices/reminders.ts';
import { invoiceFacts, recipientOf } from '../billing/invoiceMessages.ts';
import { signInLinks } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { MessageDraft } from '../messages/queueMessages.ts';
import { queueMessages } from '../messages/queueMessages.ts';

const batchSize = 500;

/**
 * Recalls open invoices by the schedule of the settings, each step once: before the due date with
 * the invoice itself, after it with a reminder. After downtime one message goes out, not a burst.
 * Paid, voided and written-off invoices are left alone. Answers how many were written.
 */
export async function remindInvoices(ctx: Context): Promise<number> {
  let count = 0;
  for (;;) {
    const written = await act(ctx, remindSome);
    count += written;
    if (written < batchSize) return count;
  }
}

async function remindSome(scene: Scene): Promise<number> {
  const { tx, today, org } = scene;
  const before = org.settings.invoice.remind_before;
  const after = org.settings.overdue.reminder_offsets;
  const due = await remindersDue(tx, { today, before, after, limit: batchSize });
  if (due.length === 0) return 0;
  const facts = await invoiceMessageFacts(
    tx,
    due.map((each) => each.invoiceId),
  );
  const urls = await signInLinks(
    scene,
    facts.map((each) => each.payerId),
    'pay',
  );
  return queueMessages(
    scene,
    facts.map((each, i) => messageOf(due[i]!, each, urls[i]!)),
  );
}

function messageOf(due: ReminderDue, facts: InvoiceMessageFacts, payUrl: string): MessageDraft {
  const about = {
    cause: `invoice:${due.invoiceId}:${due.when}:${due.days}`,
    ...recipientOf(facts),
  };
  const { planName, periodStart: start, periodEnd: end } = facts;
  const data = { invoice: invoiceFacts(facts), planName, payUrl };
  if (due.when === 'after') return { ...about, template: 'reminder', data };
  return {
    ...about,
    template: 'invoice',
    data: { ...data, period: start && end ? { start, end } : null },
  };
}
