import { Button, NumberInput, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import {
  AddonCounts,
  countsOf,
  MoneyInput,
  toast,
  useFormat,
  useInterval,
  wantedOf,
} from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import { overviewQuery, queryClient } from '../queries.ts';
import type { Choices, Overview, PortalSubscription } from '../types.ts';
import { ChangeEffect, useChangePreview } from './ChangeEffect.tsx';

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
  const [price, setPrice] = useState<string | null>(choices.price_id);
  const [quantity, setQuantity] = useState(choices.quantity);
  const [amount, setAmount] = useState<number | null>(null);
  const plan = choices.plans.find(({ prices }) => prices.some(({ id }) => id === price));
  const isHeld = price === choices.price_id;
  const offered = isHeld
    ? choices.addons
    : (plan?.prices.find(({ id }) => id === price)?.addons ?? []);
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
      <Plans choices={choices} price={price} onPrice={setPrice} />
      {plan?.custom ? (
        <MoneyInput
          size="lg"
          label={t('change.amount')}
          minor={amount}
          onMinor={setAmount}
          currency={held.currency}
        />
      ) : null}
      {choices.quantity > 1 ? (
        <NumberInput
          size="lg"
          label={t('change.quantity')}
          min={1}
          max={1000}
          value={quantity}
          onChange={(value) => setQuantity(Math.max(1, Number(value) || 1))}
        />
      ) : null}
      <Addons offered={offered} held={held} counts={counts} onCounts={setCounts} />
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
  price: string | null;
  quantity: number;
  amount: number | null;
  offered: Choices['addons'];
  counts: Record<string, number>;
};

/** What the form asks for; null while it is what one has. */
function wishOf(choices: Choices, chosen: Chosen): ChangeWish | null {
  const { plan, price, quantity, amount, offered, counts } = chosen;
  const isHeld = price === choices.price_id;
  const addons = wantedOf(offered, counts);
  const isSame =
    quantity === choices.quantity &&
    amount === null &&
    choices.addons.every(({ addon_id, quantity: now }) => (counts[addon_id] ?? 0) === now);
  const own = plan?.custom ? { amount } : {};
  if (isHeld) return isSame ? null : { quantity, addons, ...(amount === null ? {} : own) };
  return plan && price ? { plan_id: plan.id, price_id: price, quantity, addons, ...own } : null;
}

type AddonsProps = {
  offered: Choices['addons'];
  held: PortalSubscription;
  counts: Record<string, number>;
  onCounts: (counts: Record<string, number>) => void;
};

function Addons({ held, ...fields }: AddonsProps) {
  const { t } = useTranslation('portal');
  if (fields.offered.length === 0) return null;
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.legend}>{t('change.addons')}</legend>
      <div className={classes.form}>
        <AddonCounts size="lg" currency={held.currency} {...fields} />
      </div>
    </fieldset>
  );
}

type PlansProps = {
  choices: Choices;
  price: string | null;
  onPrice: (id: string) => void;
};

function Plans({ choices, price, onPrice }: PlansProps) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const interval = useInterval();
  return (
    <Radio.Group aria-label={t('change.which')} value={price ?? ''} onChange={onPrice}>
      {choices.plans.flatMap((plan) =>
        plan.prices.map((each) => {
          const every = interval({ unit: each.interval_unit, count: each.interval_count });
          const amount = format.money(each.amount, each.currency);
          const once = plan.forever
            ? `${amount} ${t('change.for_good')}`
            : t('change.for_a_time', { amount, every });
          const cost = plan.once ? once : `${amount} / ${every}`;
          const now = each.id === choices.price_id ? ` · ${t('change.present')}` : '';
          return (
            <Radio
              key={each.id}
              className={classes.choice}
              value={each.id}
              label={
                <>
                  <b>{plan.name}</b>
                  <br />
                  <span className="soft">
                    {each.amount === 0 ? t('free') : cost}
                    {now}
                  </span>
                </>
              }
            />
          );
        }),
      )}
    </Radio.Group>
  );
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
