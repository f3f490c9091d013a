import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import type { Repricing } from './repricing.ts';

type Told = Pick<SubscriptionRow, 'id' | 'contactId' | 'planName' | 'currency'> &
  Pick<SubscriptionRow, 'amount' | 'quantity'>;

/** Gives a member notice of the new price of what they have, `row` being as it was before. */
export async function tellPriceChanged(
  scene: Scene,
  row: Told,
  { repricing, on }: { repricing: Repricing; on: LocalDate },
): Promise<void> {
  const { currency } = row;
  await tellMember(scene, row, {
    template: 'price_changed',
    cause: `price_change:${repricing.id}:${row.id}`,
    data: {
      planName: row.planName,
      effectiveOn: on,
      price: { amount: repricing.amount * row.quantity, currency },
      priceBefore: { amount: row.amount * row.quantity, currency },
      accountUrl: portalUrl(scene),
    },
  });
}

/** Tells a member that the announced price does not come. */
export async function tellPriceKept(
  scene: Scene,
  row: Told,
  { repricing }: { repricing: Repricing },
): Promise<void> {
  const price = { amount: row.amount * row.quantity, currency: row.currency };
  await tellMember(scene, row, {
    template: 'price_kept',
    cause: `price_kept:${repricing.id}:${row.id}`,
    data: { planName: row.planName, price, accountUrl: portalUrl(scene) },
  });
}
