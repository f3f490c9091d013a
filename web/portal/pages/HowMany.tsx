import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddonCounts } from '../../ui/index.ts';
import classes from '../frame/parts.module.css';
import type { Choices } from '../types.ts';

type HowManyProps = { quantity: number; onQuantity: (quantity: number) => void };

/** How many of a plan. */
export function HowMany({ quantity, onQuantity }: HowManyProps) {
  const { t } = useTranslation('portal');
  return (
    <NumberInput
      size="lg"
      label={t('change.quantity')}
      min={1}
      max={1000}
      value={quantity}
      onChange={(value) => onQuantity(Math.max(1, Number(value) || 1))}
    />
  );
}

type AddonsProps = {
  offered: Choices['addons'];
  currency: string;
  counts: Record<string, number>;
  onCounts: (counts: Record<string, number>) => void;
};

/** How many of each add-on; nothing where there is none. */
export function Addons(fields: AddonsProps) {
  const { t } = useTranslation('portal');
  if (fields.offered.length === 0) return null;
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.legend}>{t('change.addons')}</legend>
      <div className={classes.form}>
        <AddonCounts size="lg" {...fields} />
      </div>
    </fieldset>
  );
}
