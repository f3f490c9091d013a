import { NumberInput, type NumberInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.tsx';

/** An add-on that may be taken; `unit_amount` of one, minor units per interval. */
export type Offered = {
  addon_id: string;
  name: string;
  unit_amount: number;
  max_quantity: number;
};

type Props = {
  offered: Offered[];
  currency?: string;
  /** By the id of each add-on; none counts as zero. */
  counts: Record<string, number>;
  onCounts: (counts: Record<string, number>) => void;
  error?: ReactNode;
  size?: NumberInputProps['size'];
};

/** How many of each add-on, at what one costs. */
export function AddonCounts({ offered, currency, counts, onCounts, error, size }: Props) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  return offered.map((addon) => (
    <NumberInput
      key={addon.addon_id}
      label={addon.name}
      description={t('addon', { amount: format.money(addon.unit_amount, currency) })}
      min={0}
      max={addon.max_quantity}
      clampBehavior="strict"
      allowDecimal={false}
      size={size}
      value={counts[addon.addon_id] ?? 0}
      error={error}
      onChange={(value) => onCounts({ ...counts, [addon.addon_id]: Number(value) || 0 })}
    />
  ));
}

/** The counts of what is held, or of nothing. */
export function countsOf(held: { addon_id: string; quantity: number }[]): Record<string, number> {
  return Object.fromEntries(held.map(({ addon_id, quantity }) => [addon_id, quantity]));
}

/** What a form sends: the add-ons offered of which there is at least one. */
export function wantedOf(
  offered: { addon_id: string }[],
  counts: Record<string, number>,
): { addon_id: string; quantity: number }[] {
  return offered
    .map(({ addon_id }) => ({ addon_id, quantity: counts[addon_id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
}
