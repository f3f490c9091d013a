import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { LogEntry } from '../../api/outbox.ts';
import type { Page } from '../../api/types.ts';
import { EmptyState, ErrorState, PageHeader } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { ActivityFilters } from './ActivityFilters.tsx';
import { Log } from './Log.tsx';

const route = getRouteApi('/o/$org/activity');

/** Everything that happened, as sentences, latest first. */
export function ActivityPage() {
  const { t } = useTranslation('activity');
  const { org, path } = useOrganization();
  const ask = route.useSearch();
  const navigate = route.useNavigate();
  const log = useInfiniteQuery({
    queryKey: ['org', org, 'activity', ask],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<LogEntry>>(`${path}/activity`, {
        query: { ...ask, limit: 60, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values(ask).some(Boolean);
  return (
    <>
      <PageHeader title={t('title')} />
      <ActivityFilters ask={ask} />
      {log.isError ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.isPending ? <SkeletonLines lines={8} /> : null}
      {log.data && entries.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'empty.filtered' : 'empty.title')}
          actions={
            isFiltered ? (
              <Button onClick={() => void navigate({ search: {} })}>{t('clear')}</Button>
            ) : null
          }
        >
          {isFiltered ? null : t('empty.text')}
        </EmptyState>
      ) : null}
      {entries.length > 0 ? <Log entries={entries} /> : null}
      {log.hasNextPage ? (
        <div>
          <Button mt="md" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
