import { ActionIcon } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import classes from './Plans.module.css';

/** Puts the plans shown into another order, as everybody then sees them. */
export function usePlanOrder(plans: PlanDetail[]) {
  const { org, path } = useOrganization();
  const sentence = useSentence();
  const order = useMutation({
    mutationFn: (ids: string[]) => api.put(`${path}/plan-order`, { body: { ids } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['org', org, 'plans'] }),
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  return (from: number, to: number) => {
    const ids = plans.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (!moved || to < 0 || to > ids.length || order.isPending) return;
    order.mutate(ids.toSpliced(to, 0, moved));
  };
}

type Props = { plan: PlanDetail; plans: PlanDetail[]; onMove: (from: number, to: number) => void };

/** One place up or down; at an end the button stays where it is, so that the focus does too. */
export function OrderButtons({ plan, plans, onMove }: Props) {
  const { t } = useTranslation('plans');
  const at = plans.indexOf(plan);
  const place = { name: plan.name, at: at + 1, of: plans.length };
  const steps = [
    { key: 'up', sign: '↑', to: at - 1 },
    { key: 'down', sign: '↓', to: at + 1 },
  ] as const;
  return (
    <span className={classes.order}>
      {steps.map(({ key, sign, to }) => {
        const isEnd = to < 0 || to >= plans.length;
        return (
          <ActionIcon
            key={key}
            variant="subtle"
            aria-label={t(`order.${key}`, place)}
            aria-disabled={isEnd}
            data-disabled={isEnd || undefined}
            onClick={() => onMove(at, to)}
          >
            {sign}
          </ActionIcon>
        );
      })}
    </span>
  );
}
