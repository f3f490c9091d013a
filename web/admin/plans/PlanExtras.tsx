import { ActionIcon, Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoneyInput, useFormat, useInterval } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';
import { type AddonWish, emptyAddon, type PriceWish } from './planForm.ts';

/** Seats, commitment and notice, the fee at the beginning, and what may be added. */
export function PlanExtras({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { values } = form;
  const isFree = values.kind === 'free';
  const recurs = !isFree && values.kind !== 'one_time' && values.kind !== 'pack';
  const number = (key: 'commitment_months' | 'notice_days', max: number) => (
    <NumberInput
      label={t(`field.${key}`)}
      min={0}
      max={max}
      value={values[key]}
      error={form.errorOf(key)}
      onChange={(value) => form.set(key, Number(value) || 0)}
    />
  );
  return (
    <>
      {recurs ? (
        <div className={shared.pair}>
          {number('commitment_months', 120)}
          {number('notice_days', 365)}
        </div>
      ) : null}
      <NumberInput
        label={t('field.capacity')}
        description={t('field.capacity_help')}
        min={1}
        max={1_000_000}
        value={values.capacity ?? ''}
        error={form.errorOf('capacity')}
        onChange={(value) => form.set('capacity', Number(value) || null)}
      />
      <Checkbox
        label={t('field.allow_several')}
        checked={values.allow_several}
        onChange={(event) => form.set('allow_several', event.currentTarget.checked)}
      />
      {isFree ? null : <SetupFees form={form} />}
      {isFree ? null : <Addons form={form} />}
    </>
  );
}

/** How a price is called beside others: its amount per interval. */
function usePriceName() {
  const format = useFormat();
  const interval = useInterval();
  return (price: PriceWish) =>
    `${format.money(price.amount ?? 0, price.currency)} / ${interval({
      unit: price.interval_unit,
      count: price.interval_count,
    })}`;
}

function SetupFees({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const nameOf = usePriceName();
  const { prices } = form.values;
  return (
    <div className={shared.pair}>
      {prices.map((price, at) => (
        <MoneyInput
          key={price.key}
          label={t('field.setup')}
          description={prices.length > 1 ? nameOf(price) : t('field.setup_help')}
          currency={price.currency}
          minor={price.setup_amount}
          error={form.errorOf(`prices.${at}.setup_amount`)}
          onMinor={(amount) =>
            form.set(
              'prices',
              // A price is never changed for who has it: another fee makes another price.
              prices.map((each) =>
                each === price ? { ...each, setup_amount: amount ?? 0, id: undefined } : each,
              ),
            )
          }
        />
      ))}
    </div>
  );
}

function Addons({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const { addons } = form.values;
  const change = (key: string, edit: Partial<AddonWish>) =>
    form.set(
      'addons',
      addons.map((addon) => (addon.key === key ? { ...addon, ...edit } : addon)),
    );
  return (
    <section aria-label={t('addon.title')} className={classes.prices}>
      <div className={classes.label}>{t('addon.title')}</div>
      {addons.map((addon, at) => (
        <AddonRow
          key={addon.key}
          addon={addon}
          at={at}
          form={form}
          onChange={(edit) => change(addon.key, edit)}
          onRemove={() =>
            form.set(
              'addons',
              addons.filter(({ key }) => key !== addon.key),
            )
          }
        />
      ))}
      <div>
        <Button size="xs" onClick={() => form.set('addons', [...addons, emptyAddon()])}>
          {t('addon.add')}
        </Button>
      </div>
    </section>
  );
}

type RowProps = {
  addon: AddonWish;
  at: number;
  form: PlanForm;
  onChange: (edit: Partial<AddonWish>) => void;
  onRemove: () => void;
};

function AddonRow({ addon, at, form, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('plans');
  const nameOf = usePriceName();
  const { prices } = form.values;
  const error = (field: string) => form.errorOf(`addons.${at}.${field}`);
  return (
    <div className={classes.addon}>
      <TextInput
        label={t('addon.name')}
        value={addon.name}
        error={error('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NumberInput
        label={t('addon.most')}
        min={1}
        max={10_000}
        hideControls
        value={addon.max_quantity}
        error={error('max_quantity')}
        onChange={(value) => onChange({ max_quantity: Number(value) || 1 })}
      />
      <ActionIcon aria-label={t('addon.remove', { at: at + 1 })} onClick={onRemove}>
        ✕
      </ActionIcon>
      {prices.map((price) => (
        <MoneyInput
          key={price.key}
          label={t('addon.amount', { price: nameOf(price) })}
          currency={price.currency}
          minor={addon.amounts[price.key] ?? null}
          error={error('amounts')}
          onMinor={(amount) => onChange({ amounts: { ...addon.amounts, [price.key]: amount } })}
        />
      ))}
    </div>
  );
}
