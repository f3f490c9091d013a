import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Overview } from '../../api/overview.ts';
import { EmptyState, ErrorState, PageHeader, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { countsQuery } from '../queries.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { Figures } from './Figures.tsx';
import { TodaysWork } from './TodaysWork.tsx';

/** What waits today, and how the organization does. */
export function OverviewPage() {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { org, path, organization } = useOrganization();
  const overview = useQuery({
    queryKey: ['org', org, 'overview'],
    queryFn: ({ signal }) => api.get<Overview>(`${path}/overview`, { signal }),
  });
  const day = format.longDate(organization.today);
  return (
    <>
      <PageHeader title={day.charAt(0).toLocaleUpperCase() + day.slice(1)} />
      {overview.isError ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : null}
      {overview.isPending ? <SkeletonLines lines={8} /> : null}
      {overview.data ? (
        <>
          <Beginning overview={overview.data} />
          <Figures overview={overview.data} />
          <p className="muted small">{t('figures_note')}</p>
        </>
      ) : null}
    </>
  );
}

/** Today's work; the way in for an organization that knows nobody yet. */
function Beginning({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const { org, can } = useOrganization();
  const counts = useQuery(countsQuery(org));
  if (counts.data?.people !== 0) return <TodaysWork overview={overview} />;
  const to = (address: string) => ({ to: `/o/${org}${address}` as string });
  return (
    <EmptyState
      title={t('start.title')}
      actions={
        <>
          {can('people.import') ? (
            <Button variant="filled" className={shared.filled} component={Link} {...to('/imports')}>
              {t('start.import')}
            </Button>
          ) : null}
          {can('people.write') ? (
            <Button component={Link} to={`/o/${org}/people`} search={{ add: 'member' } as never}>
              {t('start.add')}
            </Button>
          ) : null}
          <Button component={Link} {...to('/plans')}>
            {t('start.plans')}
          </Button>
        </>
      }
    >
      {t('start.text')}
    </EmptyState>
  );
}
