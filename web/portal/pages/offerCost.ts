import { useTranslation } from 'react-i18next';
import type { Offer } from '../joinTypes.ts';
import { useCost } from './ChangePlans.tsx';

/** What a price of an offer says; where people choose the amount, what it is at the least. */
export function useOfferCost(offer: Offer): (price: Offer['prices'][number]) => string {
  const { t } = useTranslation('portal');
  const costOf = useCost();
  return (price) => {
    if (!offer.custom) return costOf(price, offer);
    const { minimum_amount: amount } = offer;
    return amount > 0
      ? t('join.from', { cost: costOf({ ...price, amount }, offer) })
      : t('join.any', { cost: costOf(price, offer) });
  };
}
