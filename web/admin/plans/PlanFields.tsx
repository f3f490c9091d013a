import { ActionIcon, Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanKind } from '../../api/billing.ts';
import type { IntervalUnit } from '../../api/types.ts';
import { MoneyInput, type useForm } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import classes from './Plans.module.css';
import { emptyPrice, type PlanWish, type PriceWish } from './planForm.ts';

export type PlanForm = ReturnType<typeof useForm<PlanWish>>;

/** Name and what members read about it. */
export function NameFields({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  return (
    <>
      <TextInput
        required
        label={t('field.name')}
        maxLength={100}
        value={form.values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name', event.currentTarget.value)}
      />
      <Textarea
        autosize
        minRows={2}
        label={t('field.description')}
        description={t('field.description_help')}
        value={form.values.description}
        error={form.errorOf('description')}
        onChange={(event) => form.set('description', event.currentTarget.value)}
      />
    </>
  );
}

const kinds: PlanKind[] = ['recurring', 'fixed_date', 'one_time', 'pack', 'free', 'custom'];

/** Paid, free, or as much as the member likes; chosen once. */
export function KindField({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  return (
    <Select
      label={t('field.kind')}
      description={t(`kind_help.${form.values.kind}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDeselect={false}
      value={form.values.kind}
      data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      onChange={(value) => chooseKind(form, value as PlanKind)}
    />
  );
}

/** A season is priced by the year to begin with. */
function chooseKind(form: PlanForm, kind: PlanKind): void {
  const { prices } = form.values;
  const untouched = prices.every((price) => price.amount === null);
  const yearly = prices.map((price) => ({ ...price, interval_unit: 'year' as const }));
  const fits = kind === 'fixed_date' && untouched;
  form.setValues({ ...form.values, kind, prices: fits ? yearly : prices });
}

/** The prices somebody can choose from; none for a free plan. */
export function PriceFields({ form, currency }: { form: PlanForm; currency: string }) {
  const { t } = useTranslation('plans');
  const { kind, prices } = form.values;
  if (kind === 'free') return null;
  const change = (key: string, edit: Partial<PriceWish>) =>
    form.set(
      'prices',
      prices.map((price) => (price.key === key ? { ...price, ...edit, id: undefined } : price)),
    );
  return (
    <section aria-label={t('field.prices')} className={classes.prices}>
      <div className={classes.label}>
        {t(kind === 'custom' ? 'field.suggested' : 'field.prices')}
      </div>
      {prices.map((price, index) => (
        <PriceRow
          key={price.key}
          price={price}
          at={index}
          form={form}
          onChange={(edit) => change(price.key, edit)}
          onRemove={
            prices.length > 1
              ? () =>
                  form.set(
                    'prices',
                    prices.filter(({ key }) => key !== price.key),
                  )
              : undefined
          }
        />
      ))}
      {form.errorOf('prices') ? (
        <p role="alert" className={shared.problem}>
          {form.errorOf('prices')}
        </p>
      ) : null}
      <div>
        <Button size="xs" onClick={() => form.set('prices', [...prices, emptyPrice(currency)])}>
          {t('field.add_price')}
        </Button>
      </div>
      {kind === 'custom' ? (
        <MoneyInput
          label={t('field.minimum')}
          currency={prices[0]?.currency}
          minor={form.values.minimum_amount}
          error={form.errorOf('minimum_amount')}
          onMinor={(minor) => form.set('minimum_amount', minor)}
        />
      ) : null}
    </section>
  );
}

const units: IntervalUnit[] = ['day', 'week', 'month', 'year'];

type RowProps = {
  price: PriceWish;
  at: number;
  form: PlanForm;
  onChange: (edit: Partial<PriceWish>) => void;
  onRemove?: () => void;
};

function PriceRow({ price, at, form, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('plans');
  const error = (field: string) => form.errorOf(`prices.${at}.${field}`);
  const { kind, forever } = form.values;
  const isOnce = kind === 'one_time' || kind === 'pack';
  const hasInterval = !(isOnce && forever);
  const word = t(isOnce ? 'field.for' : 'field.every');
  return (
    <div className={classes.price}>
      <MoneyInput
        aria-label={t('field.amount')}
        currency={price.currency}
        minor={price.amount}
        error={error('amount')}
        onMinor={(amount) => onChange({ amount })}
      />
      <TextInput
        aria-label={t('field.currency')}
        maxLength={3}
        value={price.currency}
        error={error('currency')}
        onChange={(event) => onChange({ currency: event.currentTarget.value.toUpperCase() })}
      />
      {hasInterval ? <IntervalFields {...{ price, onChange, error, word }} /> : null}
      {onRemove ? (
        <ActionIcon aria-label={t('field.remove_price', { at: at + 1 })} onClick={onRemove}>
          ✕
        </ActionIcon>
      ) : (
        <span />
      )}
    </div>
  );
}

type IntervalProps = {
  price: PriceWish;
  error: (field: string) => string | undefined;
  onChange: (edit: Partial<PriceWish>) => void;
  word: string;
};

/** "every 1 month", or "for 3 months" where it is sold once. */
function IntervalFields({ price, onChange, error, word }: IntervalProps) {
  const { t } = useTranslation('plans');
  return (
    <>
      <span className="soft">{word}</span>
      <NumberInput
        aria-label={t('field.count')}
        min={1}
        max={120}
        hideControls
        value={price.interval_count}
        error={error('interval_count')}
        onChange={(value) => onChange({ interval_count: Number(value) || 1 })}
      />
      <Select
        aria-label={t('field.unit')}
        allowDeselect={false}
        data={units.map((value) => ({
          value,
          label: t(`unit.${value}`, { count: price.interval_count }),
        }))}
        value={price.interval_unit}
        onChange={(value) => onChange({ interval_unit: value as IntervalUnit })}
      />
    </>
  );
}
