/**
 * One invoice for what several members owe to one payer (spec/plans-and-billing "Paid by another
 * contact"). The billing run and its preview are this one function.
 */
import type { DraftLine, InvoiceDraft, LineInput } from './draft.ts';
import { invoiceDraft } from './draft.ts';

/** What decides whether two bills may be one: all of it must be the same. */
export type BillKey = {
  payerId: string;
  currency: string;
  issueOn: string;
  dueOn: string;
  collection: string;
};

/**
 * Groups bills that become one invoice, in the order in which the first of each came. Bills in
 * another currency, of other days, or collected in another way stay apart.
 */
export function billsTogether<T>(bills: readonly T[], keyOf: (bill: T) => BillKey): T[][] {
  const groups = Map.groupBy(bills, (bill) => {
    const { payerId, currency, issueOn, dueOn, collection } = keyOf(bill);
    return [payerId, currency, issueOn, dueOn, collection].join(' ');
  });
  return [...groups.values()];
}

/**
 * One draft with the lines of all, in their order. What a line costs stays: its gross where the
 * price holds the tax, else its net; tax is worked out anew for the document as a whole
 * (billing-rules §11), so that the total is what the payer's own sum by rate gives. Throws when
 * the currencies differ.
 */
export function consolidate(drafts: readonly InvoiceDraft[]): InvoiceDraft {
  const [first] = drafts;
  if (!first) throw new Error('nothing to consolidate');
  if (drafts.some((draft) => draft.currency !== first.currency)) {
    throw new Error('drafts of several currencies are never one invoice');
  }
  return invoiceDraft(
    first.currency,
    drafts.flatMap((draft) => draft.lines.map(inputOf)),
  );
}

function inputOf(line: DraftLine): LineInput {
  const { kind, description, quantity, unitAmount, mode, taxes, fraction } = line;
  const { periodStart: start, periodEnd: end } = line;
  const amount = mode === 'inclusive' ? line.total : line.net;
  const period = start && end ? { start, end } : null;
  return { kind, description, quantity, unitAmount, amount, mode, taxes, period, fraction };
}
