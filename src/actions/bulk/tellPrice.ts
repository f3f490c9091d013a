import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lineAmount } from '../../domain/billing/draft.ts';
import { chargedTo } from '../../domain/billing/reverseCharge.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { taxesOf } from '../../domain/tax.ts';
import { portalUrl } from '../billing/links.ts';
import type { Scene } from '../context.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import type { Repricing } from './repricing.ts';

type Priced = Pick<SubscriptionRow, 'quantity' | 'taxRate' | 'taxInclusive' | 'reverseCharge'>;
type Told = Priced & Pick<SubscriptionRow, 'id' | 'contactId' | 'planName' | 'currency' | 'amount'>;

/** What an amount per unit comes to per interval, less the tax that the payer owes themselves. */
export function comesTo(row: Priced, unitAmount: number): number {
  const amount = lineAmount(unitAmount, row.quantity);
  const mode = row.taxInclusive ? ('inclusive' as const) : ('exclusive' as const);
  return chargedTo(row, { unitAmount, amount, mode, taxes: taxesOf(row.taxRate) }).amount;
}

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
      price: { amount: comesTo(row, repricing.amount), currency },
      priceBefore: { amount: comesTo(row, row.amount), currency },
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
  const price = { amount: comesTo(row, row.amount), currency: row.currency };
  await tellMember(scene, row, {
    template: 'price_kept',
    cause: `price_kept:${repricing.id}:${row.id}`,
    data: { planName: row.planName, price, accountUrl: portalUrl(scene) },
  });
}
