import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/http.ts';
import {
  ConfirmDialog,
  countsOf,
  MoneyInput,
  type Offered,
  useForm,
  useFormat,
  useInterval,
  wantedOf,
} from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { plansQuery } from '../../people/queries.ts';
import { firstPriceOf } from '../../people/useJoin.ts';
import type { SubscriptionActProps } from './ActDialog.tsx';
import { ActReceipt } from './ActReceipt.tsx';
import { ChangeAddons, useOffered } from './ChangeAddons.tsx';
import { useAct, useActPreview } from './useAct.ts';

type Wish = {
  plan_id: string | null;
  price_id: string | null;
  amount: number | null;
  quantity: number;
  when: 'now' | 'period_end';
  prorate: boolean;
  /** By the id of each add-on. */
  addons: Record<string, number>;
};

function bodyOf(wish: Wish, offered: Offered[] | null) {
  const { plan_id, price_id, amount, addons, ...rest } = wish;
  if (!plan_id || !price_id || !offered) return null;
  const own = amount === null ? {} : { amount };
  return { ...rest, plan_id, price_id, ...own, addons: wantedOf(offered, addons) };
}

/** Another plan, price, number or other add-ons: now with the difference, or at the next period. */
export function ChangeDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const address = `/subscriptions/${subscription.id}/change`;
  const { org } = useOrganization();
  const plans = useQuery(plansQuery(org));
  const act = useAct<ReturnType<typeof bodyOf>>({
    send: (path, idempotencyKey, body) =>
      api.post(path + address, { idempotencyKey, version: subscription.version, body }),
    done: t('change.done', { name }),
    onDone: onClose,
  });
  const form = useForm<Wish>(
    {
      plan_id: subscription.plan?.id ?? null,
      price_id: subscription.price_id,
      amount: null,
      quantity: subscription.quantity,
      when: 'period_end',
      prorate: true,
      addons: countsOf(subscription.addons),
    },
    act.error,
  );
  const { values } = form;
  const plan = plans.data?.items.find(({ id }) => id === values.plan_id);
  const offered = useOffered(subscription, { plan, price_id: values.price_id });
  const body = bodyOf(values, offered);
  const isSame =
    values.plan_id === subscription.plan?.id &&
    values.price_id === subscription.price_id &&
    values.quantity === subscription.quantity &&
    values.amount === null &&
    subscription.addons.length === (body?.addons.length ?? 0) &&
    subscription.addons.every(({ addon_id, quantity }) => values.addons[addon_id] === quantity);
  const preview = useActPreview(
    `${address}/preview`,
    body && !isSame ? { method: 'post', input: body } : null,
  );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('change.title', { name })}
      confirm={t('change.confirm', { name })}
      pending={act.isPending}
      error={act.error}
      disabled={!body || isSame || preview.isError}
      onConfirm={() => act.mutate(body)}
    >
      <WhatFields form={form} />
      <ChangeAddons
        offered={offered ?? []}
        subscription={subscription}
        counts={values.addons}
        onCounts={(addons) => form.set('addons', addons)}
        error={form.errorOf('addons')}
      />
      <WhenFields form={form} />
      {body && !isSame ? <ActReceipt title={t('receipt.title')} preview={preview} /> : null}
    </ConfirmDialog>
  );
}

type FieldsProps = { form: ReturnType<typeof useForm<Wish>> };

function WhatFields({ form }: FieldsProps) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const interval = useInterval();
  const { org } = useOrganization();
  const { data } = useQuery(plansQuery(org));
  const plans = (data?.items ?? []).filter(({ archived_at }) => !archived_at);
  const { values } = form;
  const plan = plans.find(({ id }) => id === values.plan_id);
  return (
    <>
      <Select
        label={t('change.plan')}
        allowDeselect={false}
        value={values.plan_id}
        data={plans.map(({ id, name: label }) => ({ value: id, label }))}
        onChange={(id) => {
          const next = plans.find((each) => each.id === id);
          form.setValues({ ...values, plan_id: id, price_id: firstPriceOf(next), amount: null });
        }}
        error={form.errorOf('plan_id')}
      />
      <Select
        label={t('change.price')}
        allowDeselect={false}
        value={values.price_id}
        data={(plan?.prices ?? []).map((price) => ({
          value: price.id,
          label: `${format.money(price.amount, price.currency)} / ${interval({ unit: price.interval_unit, count: price.interval_count })}`,
        }))}
        onChange={(id) => form.set('price_id', id)}
        error={form.errorOf('price_id')}
      />
      <MoneyInput
        label={t('change.amount')}
        description={t('change.amount_help')}
        minor={values.amount}
        onMinor={(amount) => form.set('amount', amount)}
        error={form.errorOf('amount')}
      />
    </>
  );
}

function WhenFields({ form }: FieldsProps) {
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
        onChange={(value) => form.set('when', value === 'now' ? 'now' : 'period_end')}
        data={[
          { value: 'period_end', label: t('change.period_end') },
          { value: 'now', label: t('change.now') },
        ]}
      />
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

/** Takes back a change that was to come. */
export function WithdrawDialog({ contact, subscription, onClose }: SubscriptionActProps) {
  const { t } = useTranslation('record');
  const name = contact.display_name;
  const act = useAct({
    send: (path) =>
      api.delete(`${path}/subscriptions/${subscription.id}/change`, {
        version: subscription.version,
      }),
    done: t('withdraw.done', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('withdraw.title', { name })}
      confirm={t('withdraw.confirm')}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
    >
      <p>{t('withdraw.text')}</p>
    </ConfirmDialog>
  );
}
