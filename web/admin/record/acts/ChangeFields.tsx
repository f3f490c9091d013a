import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../../../api/subscriptions.ts';
import type { Plan } from '../../../api/types.ts';
import {
  MoneyInput,
  type Offered,
  type useForm,
  useFormat,
  useInterval,
  wantedOf,
} from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { plansQuery } from '../../people/queries.ts';
import { firstPriceOf } from '../../people/useJoin.ts';

const times = ['usual', 'period_end', 'now'] as const;

export type ChangeWish = {
  plan_id: string | null;
  /** Null: none of the plan's prices; what was imported has an amount alone. */
  price_id: string | null;
  amount: number | null;
  quantity: number;
  /** `usual`: upgrades now, everything else at the next period. */
  when: (typeof times)[number];
  prorate: boolean;
  /** By the id of each add-on. */
  addons: Record<string, number>;
};

/** The wish as it is sent; null while something is missing. */
export function bodyOf(
  wish: ChangeWish,
  { offered, subscription }: { offered: Offered[] | null; subscription: Subscription },
) {
  const { plan_id, price_id, amount, quantity, when, prorate } = wish;
  const hasPrice = price_id !== null || plan_id === subscription.plan?.id;
  if (!plan_id || !hasPrice || !offered) return null;
  return {
    ...{ plan_id, quantity, addons: wantedOf(offered, wish.addons) },
    ...(price_id ? { price_id } : {}),
    ...(amount === null ? {} : { amount }),
    ...(when === 'usual' ? {} : { when }),
    ...(when === 'now' ? { prorate } : {}),
  };
}

type FormProps = { form: ReturnType<typeof useForm<ChangeWish>> };
type Props = FormProps & { subscription: Subscription };

/** Plan, price and amount; what is held can stay although it is sold no more. */
export function WhatFields({ form, subscription }: Props) {
  const { t } = useTranslation('record');
  const { org } = useOrganization();
  const { data } = useQuery(plansQuery(org));
  const all = data?.items ?? [];
  const held = subscription.plan;
  const plans = all.filter(({ id, archived_at }) => !archived_at || id === held?.id);
  const { values } = form;
  const plan = plans.find(({ id }) => id === values.plan_id);
  const price = plan?.prices.find(({ id }) => id === values.price_id);
  const named = plans.map(({ id, name: label }) => ({ value: id, label }));
  const isListed = !held || !data || plans.some(({ id }) => id === held.id);
  return (
    <>
      <Select
        label={t('change.plan')}
        allowDeselect={false}
        value={values.plan_id}
        data={isListed ? named : [{ value: held.id, label: held.name }, ...named]}
        onChange={(id) => {
          const next = plans.find((each) => each.id === id);
          const own = id === held?.id ? subscription.price_id : firstPriceOf(next);
          form.setValues({ ...values, plan_id: id, price_id: own, amount: null });
        }}
        error={form.errorOf('plan_id')}
      />
      <PriceSelect form={form} subscription={subscription} plan={plan} />
      <MoneyInput
        label={t('change.amount')}
        description={t('change.amount_help')}
        currency={price?.currency ?? subscription.currency}
        minor={values.amount}
        onMinor={(amount) => form.set('amount', amount)}
        error={form.errorOf('amount')}
      />
    </>
  );
}

/** The value of the price they have, where that is none of the plan's. */
const present = 'present';

function PriceSelect({ form, subscription, plan }: Props & { plan: Plan | undefined }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const interval = useInterval();
  const { values } = form;
  type Priced = { amount: number; currency: string } & Pick<
    Subscription,
    'interval_unit' | 'interval_count'
  >;
  const labelOf = ({ amount, currency, interval_unit: unit, interval_count: count }: Priced) => {
    const money = format.money(amount, currency);
    return unit && count ? `${money} / ${interval({ unit, count })}` : money;
  };
  const sold = (plan?.prices ?? []).filter(({ archived_at }) => !archived_at);
  const offered = sold.map((price) => ({ value: price.id, label: labelOf(price) }));
  const isHeld = values.plan_id === subscription.plan?.id;
  const held = subscription.price_id ?? present;
  const kept = { value: held, label: t('change.price_now', { price: labelOf(subscription) }) };
  const keeps = isHeld && offered.every(({ value }) => value !== held);
  return (
    <Select
      label={t('change.price')}
      allowDeselect={false}
      value={values.price_id ?? (isHeld ? present : null)}
      data={keeps ? [kept, ...offered] : offered}
      onChange={(id) => form.set('price_id', id === present ? null : id)}
      error={form.errorOf('price_id')}
    />
  );
}

/** How many, and from when. */
export function WhenFields({ form }: FormProps) {
  const { t } = useTranslation('record');
  const { values } = form;
  return (
    <>
      <NumberInput
        label={t('change.quantity')}
        min={1}
        max={999}
        value={values.quantity}
        onChange={(value) => form.set('quantity', Math.max(1, Number(value) || 1))}
        error={form.errorOf('quantity')}
      />
      <SegmentedControl
        aria-label={t('change.when')}
        value={values.when}
        onChange={(value) => form.set('when', times.find((each) => each === value) ?? 'usual')}
        data={times.map((value) => ({ value, label: t(`change.${value}`) }))}
      />
      {values.when === 'usual' ? <p className="soft small">{t('change.usual_help')}</p> : null}
      {values.when === 'now' ? (
        <Checkbox
          label={t('change.prorate')}
          checked={values.prorate}
          onChange={(event) => form.set('prorate', event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}
