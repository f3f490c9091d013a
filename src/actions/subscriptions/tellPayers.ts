import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { wholeOf } from './change.ts';
import type { PayerChange } from './changePayer.ts';
import { tellMember } from './tellMember.ts';

/** Tells the payer from now on, and the one before. */
export async function tellPayers(
  scene: Scene,
  what: { row: SubscriptionRow; change: PayerChange; cause: string },
): Promise<void> {
  const { row, change, cause } = what;
  for (const { id } of [change.payer, change.before]) {
    await tellMember(
      scene,
      { contactId: id },
      {
        template: 'payer_changed',
        cause,
        data: {
          memberName: row.contactName,
          planName: row.planName,
          pays: id === change.payer.id,
          price: { amount: wholeOf(row), currency: row.currency },
          nextChargeOn: change.nextBillingOn,
          openInvoices: change.openInvoices,
          accountUrl: portalUrl(scene),
        },
      },
    );
  }
}
