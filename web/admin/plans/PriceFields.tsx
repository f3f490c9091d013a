import { Checkbox, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDetail, PlanPrice } from '../../api/billing.ts';
import { MoneyInput, type useForm, useFormat, useInterval } from '../../ui/index.ts';

export type PriceWish = {
  price_id: string | null;
  amount: number | null;
  scope: 'new_members' | 'next_period' | 'now';
  older_too: boolean;
  notice_days: number;
  prorate: boolean;
};

const scopes = ['new_members', 'next_period', 'now'] as const;

type Props = { plan: PlanDetail; form: ReturnType<typeof useForm<PriceWish>> };

/** The wish as it is sent; null while something is missing. */
export function bodyOf(wish: PriceWish, plan: PlanDetail): object | null {
  const { price_id, amount, scope, notice_days, prorate, older_too } = wish;
  if (!price_id || amount === null) return null;
  const offersOlder = scope !== 'new_members' && onOlder(plan, price_id) > 0;
  return {
    ...{ price_id, amount, scope },
    ...(offersOlder ? { older_too } : {}),
    ...(scope === 'next_period' ? { notice_days } : {}),
    ...(scope === 'now' ? { prorate } : {}),
  };
}

/** How many are billed at a price like this one that is sold no more. */
function onOlder(plan: PlanDetail, id: string | null): number {
  const price = plan.prices.find((each) => each.id === id);
  if (!price || price.archived_at) return 0;
  const older = plan.prices.filter(
    (each) =>
      each.archived_at &&
      each.currency === price.currency &&
      each.interval_unit === price.interval_unit &&
      each.interval_count === price.interval_count,
  );
  return older.reduce((sum, { running }) => sum + running, 0);
}

/** Which price, how much from now on, for whom and from when. */
export function PriceFields({ plan, form }: Props) {
  const { t } = useTranslation('plans');
  const { values } = form;
  const price = plan.prices.find(({ id }) => id === values.price_id);
  return (
    <>
      <WhichPrice plan={plan} form={form} />
      <MoneyInput
        data-autofocus
        label={t('price_change.amount')}
        currency={price?.currency}
        minor={values.amount}
        onMinor={(amount) => form.set('amount', amount)}
        error={form.errorOf('amount')}
      />
      <ForWhom plan={plan} form={form} isSold={!price?.archived_at} />
      {values.scope === 'next_period' ? (
        <NumberInput
          label={t('price_change.notice')}
          min={0}
          max={366}
          value={values.notice_days}
          onChange={(days) => form.set('notice_days', Math.max(0, Number(days) || 0))}
        />
      ) : null}
      {values.scope === 'now' ? (
        <Checkbox
          label={t('price_change.prorate')}
          checked={values.prorate}
          onChange={(event) => form.set('prorate', event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}

/** Prices on sale, and older ones that some still have. */
function WhichPrice({ plan, form }: Props) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const interval = useInterval();
  const labelOf = (price: PlanPrice) => {
    const every = interval({ unit: price.interval_unit, count: price.interval_count });
    const label = `${format.money(price.amount, price.currency)} / ${every}`;
    if (!price.archived_at) return label;
    return t('price_change.sold_no_more', { price: label, count: price.running });
  };
  const offered = plan.prices.filter(({ archived_at, running }) => !archived_at || running > 0);
  return (
    <Select
      label={t('price_change.price')}
      allowDeselect={false}
      value={form.values.price_id}
      data={offered.map((each) => ({ value: each.id, label: labelOf(each) }))}
      onChange={(id) => {
        const isOld = offered.some((each) => each.id === id && each.archived_at);
        if (isOld && form.values.scope === 'new_members') form.set('scope', 'next_period');
        form.set('price_id', id);
      }}
      error={form.errorOf('price_id')}
    />
  );
}

function ForWhom({ plan, form, isSold }: Props & { isSold: boolean }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { values } = form;
  const older = values.scope === 'new_members' ? 0 : onOlder(plan, values.price_id);
  const offered = isSold ? scopes : scopes.filter((scope) => scope !== 'new_members');
  return (
    <>
      <Radio.Group
        label={t('price_change.who')}
        value={values.scope}
        onChange={(scope) => form.set('scope', scopes.find((each) => each === scope) ?? 'now')}
      >
        <Stack gap={8} pt={6}>
          {offered.map((scope) => (
            <Radio key={scope} value={scope} label={t(`price_change.scope.${scope}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {older > 0 ? (
        <Checkbox
          label={t('price_change.older_too', { count: older, number: format.number(older) })}
          checked={values.older_too}
          onChange={(event) => form.set('older_too', event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}
