import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/index.ts';
import classes from './People.module.css';
import type { useJoin } from './useJoin.ts';

/** How many of each add-on that is sold with the chosen price. */
export function AddonFields({ join }: { join: ReturnType<typeof useJoin> }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { values, set, errorOf } = join.form;
  const onSale = (join.plan?.prices ?? []).filter(({ archived_at }) => !archived_at);
  const at = onSale.findIndex(({ id }) => id === values.price_id);
  const addons = (join.plan?.addons ?? []).filter(({ amounts }) => amounts[at] != null);
  if (addons.length === 0) return null;
  return (
    <div className={classes.pair}>
      {addons.map((addon) => (
        <NumberInput
          key={addon.id}
          label={addon.name}
          description={t('add.addon', {
            amount: format.money(addon.amounts[at] ?? 0, onSale[at]?.currency),
          })}
          min={0}
          max={addon.max_quantity}
          value={values.addons[addon.id] ?? 0}
          error={errorOf('addons')}
          onChange={(value) => set('addons', { ...values.addons, [addon.id]: Number(value) || 0 })}
        />
      ))}
    </div>
  );
}
