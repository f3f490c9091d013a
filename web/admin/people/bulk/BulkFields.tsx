import { Checkbox, NumberInput, Select, Textarea } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type useForm, useFormat, useInterval } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { plansQuery } from '../queries.ts';
import { firstPriceOf } from '../useJoin.ts';
import type { BulkAct, Does } from './acts.ts';

export type BulkValues = {
  plan_id: string | null;
  price_id: string | null;
  days: number | string;
  until_on: string | null;
  keeps_access: boolean;
  reason: string;
};

/** The form's values before anything is chosen. */
export const startValues: BulkValues = {
  plan_id: null,
  price_id: null,
  days: 7,
  until_on: null,
  keeps_access: false,
  reason: '',
};

/** The act as the API takes it; null while something is missing. */
export function doesOf(act: BulkAct, values: BulkValues): Does {
  const { plan_id, price_id, days, until_on, keeps_access, reason } = values;
  switch (act) {
    case 'change':
      return plan_id && price_id ? { act, plan_id, price_id } : null;
    case 'extend':
      return Number(days) >= 1 ? { act, days: Number(days), reason } : null;
    case 'pause':
      return { act, until_on, keeps_access };
    case 'cancel':
      return { act, reason };
    default:
      return { act };
  }
}

type Props = { act: BulkAct; form: ReturnType<typeof useForm<BulkValues>> };

/** What an act on many people asks for. */
export function BulkFields({ act, form }: Props) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { values } = form;
  return (
    <>
      {act === 'change' ? <PlanFields form={form} /> : null}
      {act === 'extend' ? (
        <NumberInput
          data-autofocus
          label={t('days')}
          min={1}
          max={3650}
          value={values.days}
          onChange={(days) => form.set('days', days)}
          error={form.errorOf('does.days')}
        />
      ) : null}
      {act === 'pause' ? (
        <>
          <DatePickerInput
            label={t('until')}
            description={t('until_help')}
            valueFormat="D MMMM YYYY"
            clearable
            minDate={format.today}
            value={values.until_on}
            onChange={(date) => form.set('until_on', date)}
          />
          <Checkbox
            label={t('keeps_access')}
            checked={values.keeps_access}
            onChange={(event) => form.set('keeps_access', event.currentTarget.checked)}
          />
        </>
      ) : null}
      {act === 'extend' || act === 'cancel' ? (
        <Textarea
          label={t('reason')}
          autosize
          maxLength={1000}
          value={values.reason}
          onChange={(event) => form.set('reason', event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}

function PlanFields({ form }: Pick<Props, 'form'>) {
  const { t } = useTranslation('bulk');
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
        data-autofocus
        label={t('plan')}
        value={values.plan_id}
        data={plans.map(({ id, name: label }) => ({ value: id, label }))}
        onChange={(id) => {
          const price_id = firstPriceOf(plans.find((each) => each.id === id));
          form.setValues({ ...values, plan_id: id, price_id });
        }}
      />
      {plan && plan.prices.length > 1 ? (
        <Select
          label={t('price')}
          allowDeselect={false}
          value={values.price_id}
          data={plan.prices.map((price) => ({
            value: price.id,
            label: `${format.money(price.amount, price.currency)} / ${interval({ unit: price.interval_unit, count: price.interval_count })}`,
          }))}
          onChange={(id) => form.set('price_id', id)}
        />
      ) : null}
    </>
  );
}
