import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../../../api/subscriptions.ts';
import type { Plan } from '../../../api/types.ts';
import { AddonCounts, type Offered } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { addonsWith } from '../../people/AddonFields.tsx';
import { addonsQuery } from '../queries.ts';

type Chosen = { plan_id: string | null; plan: Plan | undefined; price_id: string | null };

/** The add-ons a changed subscription could have; null while that is not known. */
export function useOffered(subscription: Subscription, chosen: Chosen): Offered[] | null {
  const { org } = useOrganization();
  const own = useQuery(addonsQuery(org, subscription.id));
  const isSame =
    chosen.plan_id === subscription.plan?.id && chosen.price_id === subscription.price_id;
  if (isSame) return own.data?.items ?? null;
  return addonsWith(chosen.plan, chosen.price_id);
}

type Props = {
  offered: Offered[];
  subscription: Subscription;
  counts: Record<string, number>;
  onCounts: (counts: Record<string, number>) => void;
  error: string | undefined;
};

/** How many of each add-on from then on; what another price does not have is said. */
export function ChangeAddons({ offered, subscription, counts, onCounts, error }: Props) {
  const { t } = useTranslation('record');
  const lost = subscription.addons.filter(({ addon_id }) => {
    return offered.every((each) => each.addon_id !== addon_id);
  });
  const names = lost.map(({ name }) => name).join(', ');
  return (
    <>
      <AddonCounts
        offered={offered}
        currency={subscription.currency}
        counts={counts}
        onCounts={onCounts}
        error={error}
      />
      {names ? <p className="soft small">{t('change.addons_lost', { names })}</p> : null}
    </>
  );
}
