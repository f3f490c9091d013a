import { contactNames } from '../../db/people/contact.ts';
import { billsTogether, consolidate } from '../../domain/billing/consolidate.ts';
import type { InvoiceDraft } from '../../domain/billing/draft.ts';
import type { Scene } from '../context.ts';
import type { Cover, IssueDraft } from './issueInvoices.ts';

/**
 * Puts the bills of one payer and day into one invoice, each line with its member's name; a payer
 * with one bill gets it as it is. The parts remember which lines and terms are whose.
 */
export async function consolidateBills(scene: Scene, bills: IssueDraft[]): Promise<IssueDraft[]> {
  const groups = billsTogether(bills, ({ payerId, draft, ...bill }) => {
    const { issueOn, dueOn, collection } = bill;
    return { payerId, currency: draft.currency, issueOn, dueOn, collection };
  });
  const several = groups.filter((group) => group.length > 1).flat();
  if (several.length === 0) return bills;
  const names = await contactNames(scene.tx, [...new Set(several.map((bill) => bill.contactId))]);
  return groups.map((group) => (group.length > 1 ? together(group, names) : group[0]!));
}

function together(bills: IssueDraft[], names: Map<string, string>): IssueDraft {
  const [first] = bills;
  const draft = consolidate(bills.map((bill) => named(bill, names.get(bill.contactId) ?? '')));
  const periods = new Set(bills.map(({ period }) => JSON.stringify(period)));
  return {
    ...first!,
    draft,
    contactId: first!.payerId,
    subscriptionId: null,
    planId: null,
    period: periods.size === 1 ? first!.period : null,
    terms: [],
    notify: bills.some(({ notify }) => notify === 'invoice') ? 'invoice' : 'nobody',
    covers: bills.map(coverOf),
  };
}

/** The lines with the member's name before what they are about. */
function named(bill: IssueDraft, name: string): InvoiceDraft {
  const lines = bill.draft.lines.map((line) => {
    const what = line.description.text ?? line.description.planName ?? '';
    return { ...line, description: { ...line.description, text: `${name} · ${what}` } };
  });
  return { ...bill.draft, lines };
}

function coverOf({ subscriptionId, contactId, planId, period, terms, draft }: IssueDraft): Cover {
  if (subscriptionId === null || period === null) {
    throw new Error('only bills of subscriptions are consolidated');
  }
  return { subscriptionId, contactId, planId, period, terms, lines: draft.lines.length };
}
