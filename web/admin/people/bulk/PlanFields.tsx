import { NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat, useInterval } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { plansQuery } from '../queries.ts';
import { firstPriceOf } from '../useJoin.ts';
import type { FieldsProps } from './BulkFields.tsx';

/** The plan everybody changes to, at which price, and how many of it. */
export function PlanFields({ form }: FieldsProps) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const interval = useInterval();
  const { org } = useOrganization();
  const { data } = useQuery(plansQuery(org));
  const plans = (data?.items ?? []).filter(({ archived_at }) => !archived_at);
  const { values } = form;
  const plan = plans.find(({ id }) => id === values.plan_id);
  const prices = (plan?.prices ?? []).filter(({ archived_at }) => !archived_at);
  return (
    <>
      <Select
        data-autofocus
        label={t('plan')}
        value={values.plan_id}
        data={plans.map(({ id, name: label }) => ({ value: id, label }))}
        onChange={(id) => {
          const price_id = firstPriceOf(plans.find((each) => each.id === id));
          form.setValues({ ...values, plan_id: id, price_id });
        }}
      />
      {prices.length > 1 ? (
        <Select
          label={t('price')}
          allowDeselect={false}
          value={values.price_id}
          data={prices.map((price) => ({
            value: price.id,
            label: `${format.money(price.amount, price.currency)} / ${interval({ unit: price.interval_unit, count: price.interval_count })}`,
          }))}
          onChange={(id) => form.set('price_id', id)}
        />
      ) : null}
      <NumberInput
        label={t('quantity')}
        description={t('quantity_help')}
        min={1}
        max={10_000}
        value={values.quantity}
        onChange={(quantity) => form.set('quantity', quantity)}
        error={form.errorOf('does.quantity')}
      />
    </>
  );
}
