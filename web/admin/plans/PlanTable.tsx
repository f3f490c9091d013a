import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import {
  Amount,
  type PlainColumn,
  PlainTable,
  PlanMark,
  StatusDot,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { OrderButtons, useOrder } from '../shared/Order.tsx';
import shared from '../shared/Page.module.css';
import classes from './Plans.module.css';

type Props = { plans: PlanDetail[]; onOpen: (id: string) => void };

/** Plans with their prices; the counts lead to the people. */
export function PlanTable({ plans, onOpen }: Props) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { org } = useOrganization();
  const added = useAddedColumns(plans);
  return (
    <PlainTable
      label={t('title')}
      rows={plans}
      rowKey={(plan) => plan.id}
      columns={[
        {
          key: 'name',
          header: t('column.name'),
          narrow: 'title',
          cell: (plan) => <Name plan={plan} onOpen={onOpen} />,
        },
        { key: 'kind', header: t('column.kind'), cell: (plan) => t(`kind.${plan.kind}`) },
        {
          key: 'prices',
          header: t('column.prices'),
          narrow: 'figure',
          cell: (plan) => <Prices plan={plan} />,
        },
        {
          key: 'state',
          header: t('column.state'),
          cell: (plan) =>
            plan.archived_at ? (
              <StatusDot tone="idle">
                {t(plan.deleted_at ? 'state.deleted' : 'state.archived')}
              </StatusDot>
            ) : (
              <StatusDot tone={plan.public ? 'good' : 'info'}>
                {t(plan.public ? 'state.public' : 'state.hidden')}
              </StatusDot>
            ),
        },
        {
          key: 'running',
          header: t('column.running'),
          narrow: 'named',
          align: 'end',
          cell: (plan) => (
            <Link
              to={`/o/${org}/people` as string}
              search={{ q: `plan:"${plan.name}"` } as never}
              aria-label={t('running_of', { count: plan.counts.running, name: plan.name })}
            >
              {format.number(plan.counts.running)}
            </Link>
          ),
        },
        {
          key: 'ended',
          header: t('column.ended'),
          narrow: 'named',
          align: 'end',
          cell: (plan) => <span className="muted">{format.number(plan.counts.ended)}</span>,
        },
        ...added,
      ]}
    />
  );
}

function Name({ plan, onOpen }: { plan: PlanDetail; onOpen: Props['onOpen'] }) {
  return (
    <UnstyledButton className={shared.linkRow} onClick={() => onOpen(plan.id)}>
      <span className={classes.name}>
        <PlanMark plan={plan} />
        {plan.name}
      </span>
    </UnstyledButton>
  );
}

/** Seats where a plan limits them, and the order where there is one to choose. */
function useAddedColumns(plans: PlanDetail[]): PlainColumn<PlanDetail>[] {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { can } = useOrganization();
  const move = useOrder(plans, 'plan');
  const seats: PlainColumn<PlanDetail> = {
    key: 'seats',
    header: t('column.seats'),
    narrow: 'named',
    align: 'end',
    cell: ({ capacity, seats_left: left }) =>
      capacity === null
        ? null
        : t('seats_left', { left: format.number(left ?? 0), capacity: format.number(capacity) }),
  };
  const order: PlainColumn<PlanDetail> = {
    key: 'order',
    header: t('column.order'),
    narrow: 'named',
    align: 'end',
    cell: (plan) => (
      <OrderButtons
        at={plans.indexOf(plan)}
        of={plans.length}
        label={(key, place) => t(`order.${key}`, { ...place, name: plan.name })}
        onMove={move}
      />
    ),
  };
  const hasOrder = plans.length > 1 && can('plans.write') && plans.every((p) => !p.archived_at);
  return [
    ...(plans.some(({ capacity }) => capacity !== null) ? [seats] : []),
    ...(hasOrder ? [order] : []),
  ];
}

function Prices({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plans');
  const prices = plan.prices.filter((price) => price.archived_at === null);
  const isOnce = plan.kind === 'one_time' || plan.kind === 'pack';
  if (plan.kind === 'free') return <span className="muted">{t('free')}</span>;
  return (
    <span>
      {plan.kind === 'custom' ? `${t('from')} ` : null}
      {plan.kind === 'custom' && plan.minimum_amount !== null && prices[0] ? (
        <Amount
          minor={plan.minimum_amount}
          currency={prices[0].currency}
          per={{ unit: prices[0].interval_unit, count: prices[0].interval_count }}
        />
      ) : (
        prices.map((price, index) => (
          <span key={price.id}>
            {index > 0 ? ' · ' : null}
            <Amount
              minor={price.amount}
              currency={price.currency}
              per={isOnce ? undefined : { unit: price.interval_unit, count: price.interval_count }}
            />
          </span>
        ))
      )}
    </span>
  );
}
