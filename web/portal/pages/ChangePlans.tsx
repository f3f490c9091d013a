import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PlanMark, useFormat, useInterval } from '../../ui/index.ts';
import classes from '../frame/parts.module.css';
import type { Choices, PortalSubscription } from '../types.ts';

type Plan = Choices['plans'][number];

/** The choice that means what one has: its price, or nothing but its amount. */
export function heldValue(choices: Choices): string {
  return choices.price_id ?? 'present';
}

type Props = {
  choices: Choices;
  /** How the plan one has is marked. */
  mark: PortalSubscription['plan'];
  price: string;
  onPrice: (id: string) => void;
};

/** What one has, although it may be sold no more, and what one could have instead. */
export function ChangePlans({ choices, mark, price, onPrice }: Props) {
  const { t } = useTranslation('portal');
  const costOf = useCost();
  const { present } = choices;
  const held = heldValue(choices);
  const isListed = choices.plans.some(({ prices }) => prices.some(({ id }) => id === held));
  const now = ` · ${t('change.present')}`;
  return (
    <Radio.Group aria-label={t('change.which')} value={price} onChange={onPrice}>
      {isListed ? null : (
        <Choice value={held} plan={mark} name={present.plan_name} cost={costOf(present) + now} />
      )}
      {choices.plans.flatMap((plan) =>
        plan.prices.map((each) => {
          const isHeld = each.id === held;
          const isFull = plan.seats_left === 0 && plan.id !== choices.plan_id;
          const full = isFull ? ` · ${t('change.full')}` : '';
          return (
            <Choice
              key={each.id}
              plan={plan}
              value={each.id}
              name={plan.name}
              cost={costOf(isHeld ? present : each, plan) + (isHeld ? now : full)}
              disabled={isFull}
            />
          );
        }),
      )}
    </Radio.Group>
  );
}

type ChoiceProps = {
  value: string;
  name: string;
  cost: string;
  plan?: Pick<Plan, 'color' | 'picture'> & { benefits?: string[] };
  disabled?: boolean;
};

function Choice({ name, cost, plan, ...radio }: ChoiceProps) {
  const format = useFormat();
  return (
    <Radio
      className={classes.choice}
      {...radio}
      label={
        <span className={classes.choiceLabel}>
          {plan ? <PlanMark plan={plan} large /> : null}
          <span>
            <b>{name}</b>
            <br />
            <span className="soft">{cost}</span>
            {plan?.benefits?.length ? (
              <>
                <br />
                <span className="muted small">{format.list(plan.benefits)}</span>
              </>
            ) : null}
          </span>
        </span>
      }
    />
  );
}

type Priced = Pick<
  Plan['prices'][number],
  'amount' | 'currency' | 'interval_unit' | 'interval_count'
>;

/** What a price says: its amount and interval, or for how long it is paid once. */
export function useCost() {
  const { t } = useTranslation('portal');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const interval = useInterval();
  return (price: Priced, plan?: Pick<Plan, 'once' | 'forever'>): string => {
    if (price.amount === 0) return t('free');
    const { interval_unit: unit, interval_count: count } = price;
    const amount = format.money(price.amount, price.currency);
    if (!plan?.once) return `${amount} / ${interval({ unit, count })}`;
    if (plan.forever) return `${amount} ${t('change.for_good')}`;
    return t('change.for_a_time', { amount, time: ui(`intervals.${unit}`, { count }) });
  };
}
