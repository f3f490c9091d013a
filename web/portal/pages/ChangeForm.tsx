import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { countsOf, MoneyInput, toast, useFormat, wantedOf } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import { overviewQuery, queryClient } from '../queries.ts';
import type { Choices, Overview, PortalSubscription } from '../types.ts';
import { ChangeEffect, useChangePreview } from './ChangeEffect.tsx';
import { ChangePlans, heldValue } from './ChangePlans.tsx';
import { Addons, HowMany } from './HowMany.tsx';

/** What is left out stays. */
export type ChangeWish = {
  plan_id?: string;
  price_id?: string;
  quantity: number;
  addons: { addon_id: string; quantity: number }[];
  amount?: number | null;
};

type Props = { held: PortalSubscription; choices: Choices };

/** The plans one could have instead, the number, the add-ons, and what the change costs. */
export function ChangeForm({ held, choices }: Props) {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  const format = useFormat();
  const [price, setPrice] = useState(heldValue(choices));
  const [quantity, setQuantity] = useState(choices.quantity);
  const [amount, setAmount] = useState<number | null>(null);
  const plan = choices.plans.find(({ prices }) => prices.some(({ id }) => id === price));
  const isHeld = price === heldValue(choices);
  const custom = isHeld ? choices.present : plan?.custom ? plan : null;
  const chosen = plan?.prices.find(({ id }) => id === price);
  const isFree = !custom?.custom && (isHeld ? choices.present : chosen)?.amount === 0;
  const offered = isHeld ? choices.addons : (chosen?.addons ?? []);
  const [counts, setCounts] = useState(() => countsOf(choices.addons));
  const wish = wishOf(choices, { plan, price, quantity, amount, offered, counts });
  const preview = useChangePreview(held.id, wish);
  const change = useChanging(held);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wish) change.mutate(wish);
      }}
    >
      <ChangePlans choices={choices} mark={held.plan} price={price} onPrice={setPrice} />
      {custom?.custom ? (
        <MoneyInput
          size="lg"
          label={t('change.amount')}
          description={t('change.minimum', {
            amount: format.money(custom.minimum_amount, held.currency),
          })}
          minor={amount}
          onMinor={setAmount}
          currency={held.currency}
        />
      ) : null}
      {isFree ? null : <HowMany quantity={quantity} onQuantity={setQuantity} />}
      <Addons offered={offered} currency={held.currency} counts={counts} onCounts={setCounts} />
      {wish && preview.data ? <ChangeEffect preview={preview.data} /> : null}
      <Failure error={change.error ?? (wish ? preview.error : null)} />
      <div className={classes.actions}>
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={change.isPending}
          disabled={!wish || !preview.data}
        >
          {isHeld ? t('change.confirm_same') : t('change.confirm', { plan: plan?.name ?? '' })}
        </Button>
        <Button component={Link} to={`/portal/${org}` as string} size="lg">
          {t('cancel.keep', { plan: held.plan_name })}
        </Button>
      </div>
    </form>
  );
}

type Chosen = {
  plan: Choices['plans'][number] | undefined;
  price: string;
  quantity: number;
  amount: number | null;
  offered: Choices['addons'];
  counts: Record<string, number>;
};

/** What the form asks for; null while it is what one has. */
function wishOf(choices: Choices, chosen: Chosen): ChangeWish | null {
  const { plan, price, quantity, amount, offered, counts } = chosen;
  const isHeld = price === heldValue(choices);
  const addons = wantedOf(offered, counts);
  const isSame =
    quantity === choices.quantity &&
    amount === null &&
    choices.addons.every(({ addon_id, quantity: now }) => (counts[addon_id] ?? 0) === now);
  const own = plan?.custom ? { amount } : {};
  if (isHeld) return isSame ? null : { quantity, addons, ...(amount === null ? {} : { amount }) };
  return plan ? { plan_id: plan.id, price_id: price, quantity, addons, ...own } : null;
}

function useChanging(held: PortalSubscription) {
  const { t } = useTranslation('portal');
  const { org, path } = usePortal();
  const router = useRouter();
  return useMutation({
    mutationFn: (body: ChangeWish) =>
      api.post<Overview>(`${path}/subscriptions/${held.id}/change`, { body }),
    onSuccess: (overview) => {
      queryClient.setQueryData(overviewQuery(org).queryKey, overview);
      toast({ message: t('change.done') });
      router.history.push(`/portal/${org}`);
    },
  });
}
