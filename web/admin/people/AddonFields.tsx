import type { Plan } from '../../api/types.ts';
import { AddonCounts } from '../../ui/index.ts';
import classes from './People.module.css';
import type { useJoin } from './useJoin.ts';

/** The add-ons that are sold with a price of a plan, at what they cost with it. */
export function addonsWith(plan: Plan | null | undefined, priceId: string | null) {
  const onSale = (plan?.prices ?? []).filter(({ archived_at }) => !archived_at);
  const at = onSale.findIndex(({ id }) => id === priceId);
  return (plan?.addons ?? []).flatMap(({ id: addon_id, name, max_quantity, amounts }) => {
    const unit_amount = amounts[at] ?? null;
    return unit_amount === null ? [] : [{ addon_id, name, max_quantity, unit_amount }];
  });
}

/** How many of each add-on that is sold with the chosen price. */
export function AddonFields({ join }: { join: ReturnType<typeof useJoin> }) {
  const { values, set, errorOf } = join.form;
  const offered = addonsWith(join.plan, values.price_id);
  if (offered.length === 0) return null;
  const price = join.plan?.prices.find(({ id }) => id === values.price_id);
  return (
    <div className={classes.pair}>
      <AddonCounts
        offered={offered}
        currency={price?.currency}
        counts={values.addons}
        onCounts={(addons) => set('addons', addons)}
        error={errorOf('addons')}
      />
    </div>
  );
}
