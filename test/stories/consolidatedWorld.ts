/** A payer and members on one invoice, for stories about consolidated invoices. */

import type { Database } from '../../src/db/connection.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { billingWorld, cards } from './billingWorld.ts';

/** The organization's choice of one invoice per payer and billing day. */
export const perPayer = { per_payer: 'payer' };

/** A company that pays for two members of 10 € each with a card, one of whom keeps access. */
export async function team(db: Database, more: { settings?: object; card?: string } = {}) {
  const { settings = { invoice: perPayer }, card = cards.good } = more;
  const life = await billingWorld(db, '2026-10-15', { settings });
  const plan = await life.plan({ name: 'Desk', amount: 1000, taxRate: '20' });
  const kept = await life.plan({
    ...{ name: 'Club', amount: 1000, taxRate: '20' },
    overduePolicy: { kind: 'keep_until_cancelled' },
  });
  const lab = await life.join(plan, {
    who: { contact: { display_name: 'Lab', email: 'lab@example.org' } },
    ...{ firstBillingOn: d('2026-11-01'), prorate: false, paymentMethod: { testCard: card } },
  });
  const join = (planId: string, name: string) =>
    life.join(planId, {
      who: { contact: { display_name: name, email: `${name}@example.org`.toLowerCase() } },
      ...{ payerId: lab.contactId, firstBillingOn: d('2026-11-01'), prorate: false },
    });
  const ana = await join(plan, 'Ana');
  const bo = await join(kept, 'Bo');
  return { life, lab, ana, bo, plan };
}
