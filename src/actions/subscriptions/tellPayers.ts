import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { wholePrice } from '../../domain/billing/lines.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import type { PayerChange } from './changePayer.ts';
import { factsOf } from './facts.ts';
import { tellMember } from './tellMember.ts';

/** Tells the payer from now on, and the one before. */
export async function tellPayers(
  scene: Scene,
  what: { row: SubscriptionRow; change: PayerChange; cause: string },
): Promise<void> {
  const { row, change, cause } = what;
  const facts = factsOf(row, scene.org, scene.today);
  const before = { ...change.before, reverseCharge: row.reverseCharge };
  for (const { id, reverseCharge } of [{ ...change.payer, ...change }, before]) {
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
          price: { amount: wholePrice({ ...facts, reverseCharge }), currency: row.currency },
          nextChargeOn: change.nextBillingOn,
          openInvoices: change.openInvoices,
          accountUrl: portalUrl(scene),
        },
      },
    );
  }
}
