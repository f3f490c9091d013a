import { Checkbox, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../api/types.ts';
import { fieldErrors, MoneyInput, useFormat, useInterval } from '../../ui/index.ts';
import { ContactPicker } from './ContactPicker.tsx';
import classes from './People.module.css';
import { firstPriceOf, type useJoin } from './useJoin.ts';

type Join = ReturnType<typeof useJoin>;

/** Somebody new, or a contact that is known. */
export function Who({ join }: { join: Join }) {
  const { t } = useTranslation('people');
  const { values, set, errorOf } = join.form;
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('add.who')}
        value={values.who}
        onChange={(who) => set('who', who === 'known' ? 'known' : 'new')}
        data={[
          { value: 'new', label: t('add.who_new') },
          { value: 'known', label: t('add.who_known') },
        ]}
      />
      {values.who === 'known' ? (
        <ContactPicker
          label={t('add.contact')}
          value={values.contact}
          onChange={(contact) => set('contact', contact)}
          error={errorOf('contact_id')}
        />
      ) : (
        <div className={classes.pair}>
          <TextInput
            autoFocus
            required
            label={t('add.name')}
            value={values.display_name}
            error={errorOf('contact.display_name')}
            onChange={(event) => set('display_name', event.currentTarget.value)}
          />
          <TextInput
            type="email"
            label={t('column.email')}
            value={values.email}
            error={errorOf('contact.email')}
            onChange={(event) => set('email', event.currentTarget.value)}
          />
        </div>
      )}
    </>
  );
}

/** Plan, price, seats, and who pays. */
export function What({ join, plans }: { join: Join; plans: Plan[] }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const interval = useInterval();
  const { values, set, setValues, errorOf } = join.form;
  const prices = (join.plan?.prices ?? []).filter(({ archived_at }) => !archived_at);
  const choose = (id: string | null) => {
    const plan = plans.find((each) => each.id === id);
    setValues({
      ...values,
      plan_id: id,
      price_id: firstPriceOf(plan),
      amount: plan?.minimum_amount || null,
      addons: {},
      first_billing_on: null,
    });
  };
  return (
    <div className={classes.pair}>
      <Select
        required
        label={t('column.plan')}
        allowDeselect={false}
        value={values.plan_id}
        onChange={choose}
        error={errorOf('plan_id')}
        data={plans.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {prices.length > 0 && join.plan?.kind !== 'free' ? (
        <Select
          required
          label={t('add.price')}
          allowDeselect={false}
          value={values.price_id}
          onChange={(id) => set('price_id', id)}
          error={errorOf('price_id')}
          data={prices.map((price) => ({
            value: price.id,
            label: isOnce(join.plan)
              ? format.money(price.amount, price.currency)
              : `${join.plan?.kind === 'custom' ? t('add.custom') : format.money(price.amount, price.currency)} / ${interval({ unit: price.interval_unit, count: price.interval_count })}`,
          }))}
        />
      ) : null}
      <OwnAmount join={join} />
      <NumberInput
        label={t('add.quantity')}
        min={1}
        max={999}
        value={values.quantity}
        onChange={(value) => set('quantity', Math.max(1, Number(value) || 1))}
        error={errorOf('quantity')}
      />
      <ContactPicker
        label={t('add.payer')}
        value={values.payer}
        onChange={(payer) => set('payer', payer)}
        error={errorOf('payer_id')}
      />
    </div>
  );
}

/** What a member gives who chooses it, in the currency of the price. */
function OwnAmount({ join }: { join: Join }) {
  const { t } = useTranslation('people');
  const { values, set, errorOf } = join.form;
  if (join.plan?.kind !== 'custom') return null;
  return (
    <MoneyInput
      required
      label={t('column.amount')}
      currency={join.plan.prices.find(({ id }) => id === values.price_id)?.currency}
      minor={values.amount}
      onMinor={(amount) => set('amount', amount)}
      error={errorOf('amount')}
    />
  );
}

/** Sold once: nothing recurs that dates or parts could be asked of. */
function isOnce(plan: Plan | null): boolean {
  return plan?.kind === 'one_time' || plan?.kind === 'pack';
}

/** The dates that make the five cases, and whether the days before are billed. */
export function When({ join }: { join: Join }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { values, set, errorOf } = join.form;
  const remarks = fieldErrors(join.preview.error);
  return (
    <>
      <div className={classes.pair}>
        <DatePickerInput
          required
          label={t('add.start')}
          description={t('add.start_help')}
          valueFormat="D MMMM YYYY"
          minDate={format.today}
          value={values.start_on}
          onChange={(date) => set('start_on', date ?? format.today)}
          error={errorOf('start_on') ?? remarks.start_on}
        />
        {isOnce(join.plan) || join.plan?.kind === 'fixed_date' ? null : (
          <DatePickerInput
            required
            label={t('add.first')}
            description={t('add.first_help')}
            valueFormat="D MMMM YYYY"
            value={join.firstBilling}
            onChange={(date) => set('first_billing_on', date)}
            error={errorOf('first_billing_on') ?? remarks.first_billing_on}
          />
        )}
      </div>
      {isOnce(join.plan) ? null : (
        <Checkbox
          size="xs"
          label={t('add.prorate')}
          description={t('add.prorate_help')}
          checked={values.prorate}
          onChange={(event) => set('prorate', event.currentTarget.checked)}
        />
      )}
      <Checkbox
        label={t('add.send_invoice')}
        checked={values.send_invoice}
        onChange={(event) => set('send_invoice', event.currentTarget.checked)}
      />
    </>
  );
}
