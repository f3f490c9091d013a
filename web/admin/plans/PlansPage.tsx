import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { Drawer, EmptyState, ErrorState, PageHeader } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { PlanDrawer } from './PlanDrawer.tsx';
import { PlanTable } from './PlanTable.tsx';
import { deletedPlansQuery, planListQuery } from './queries.ts';

const route = getRouteApi('/o/$org/plans');

/** What can be joined: names, prices, how many hold each. */
export function PlansPage() {
  const { t } = useTranslation('plans');
  const { org, can } = useOrganization();
  const { open, show } = route.useSearch();
  const navigate = route.useNavigate();
  const plans = useQuery(planListQuery(org));
  const gone = useQuery(deletedPlansQuery(org)).data?.items ?? [];
  const items = plans.data?.items ?? [];
  const archived = items.filter((plan) => plan.archived_at !== null);
  const current = items.filter((plan) => !plan.archived_at);
  const shown = show === 'deleted' ? gone : show === 'archived' ? archived : current;
  const go = (next?: string) =>
    void navigate({ search: (now) => ({ ...now, open: next }), replace: open !== undefined });
  const add = can('plans.write') ? (
    <Button variant="filled" onClick={() => go('new')}>
      {t('add')}
    </Button>
  ) : null;
  const chosen = [...items, ...gone].find(({ id }) => id === open);
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={
          <>
            {t('subtitle')} <a href={`/portal/${org}/join`}>{t('joining.page')}</a>
          </>
        }
        actions={add}
      />
      <Which archived={archived.length} deleted={gone.length} />
      {plans.isError ? (
        <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />
      ) : null}
      {plans.isPending ? <SkeletonLines /> : null}
      {plans.data && shown.length > 0 ? (
        <div className={shared.below}>
          <PlanTable plans={shown} onOpen={go} />
        </div>
      ) : null}
      {plans.data && shown.length === 0 ? (
        <EmptyState title={t('empty.title')} actions={add}>
          {t('empty.text')}
        </EmptyState>
      ) : null}
      {chosen || open === 'new' ? <OpenPlan plan={chosen} onClose={() => go()} /> : null}
    </>
  );
}

function Which({ archived, deleted }: { archived: number; deleted: number }) {
  const { t } = useTranslation('plans');
  if (archived + deleted === 0) return null;
  const pills = [
    { value: undefined, label: t('show.current') },
    ...(archived ? [{ value: 'archived', label: t('show.archived', { count: archived }) }] : []),
    ...(deleted ? [{ value: 'deleted', label: t('show.deleted', { count: deleted }) }] : []),
  ];
  return <Pills label={t('show.label')} name="show" pills={pills} />;
}

function OpenPlan({ plan, onClose }: { plan?: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation('plans');
  return (
    <Drawer label={plan?.name ?? t('add')} onClose={onClose}>
      <PlanDrawer key={`${plan?.id}:${plan?.version}`} plan={plan} onClose={onClose} />
    </Drawer>
  );
}
