import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RenewalDetail, RenewalWish } from '../../api/renewals.ts';
import { useFormat } from '../../ui/index.ts';
import { Facts } from '../shared/Facts.tsx';
import shared from '../shared/Page.module.css';

type Props = { renewal: RenewalDetail; onApply: (() => void) | undefined };

/** What the member asked for; one click puts it into the form of the offer. */
export function Wish({ renewal, onApply }: Props) {
  const { t } = useTranslation('renewals');
  const { wish } = renewal;
  if (!wish) return null;
  return (
    <section className={shared.section} aria-label={t('wish.title')}>
      <h2>{t('wish.title')}</h2>
      <WishFacts wish={wish} />
      {onApply ? (
        <div className={shared.buttons}>
          <Button onClick={onApply}>{t('wish.apply')}</Button>
        </div>
      ) : null}
    </section>
  );
}

function WishFacts({ wish }: { wish: RenewalWish }) {
  const { t } = useTranslation('renewals');
  const format = useFormat();
  const addons = wish.addons?.map(({ name, quantity: n }) => (n > 1 ? `${n} × ${name}` : name));
  const facts = [
    [t('wish.plan'), wish.plan?.name ?? (wish.price_id ? t('wish.other_price') : null)],
    [t('wish.quantity'), wish.quantity === null ? null : format.number(wish.quantity)],
    [t('wish.addons'), addons ? format.list(addons) || t('wish.no_addons') : null],
    [t('wish.payer'), wish.payer || null],
    [t('wish.details'), wish.details || null],
    [t('wish.comment'), wish.comment || null],
  ] as const;
  return <Facts facts={facts} />;
}
