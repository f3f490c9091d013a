import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../api/http.ts';
import { EmptyState, ErrorState, type PlainColumn, PlainTable } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { stacked } from './ReportParts.tsx';
import classes from './Reports.module.css';

type Props<Row> = {
  title: string;
  /** Below the organization's API; `<at>/csv` is the file with all rows. */
  at: string;
  query: Record<string, string | undefined>;
  columns: PlainColumn<Row>[];
  rowKey: (row: Row) => string;
};

type Page<Row> = { items: Row[]; next_cursor: string | null };

const pageSize = 100;

/** The rows behind one figure of a report, page by page, and all of them as a file. */
export function ReportRows<Row>({ title, at, query, columns, rowKey }: Props<Row>) {
  const { t } = useTranslation('reports');
  const { path } = useOrganization();
  const list = useRows<Row>(at, query);
  const section = useRef<HTMLElement>(null);
  const isLoaded = list.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is shown anew
  useEffect(() => {
    if (isLoaded) section.current?.scrollIntoView({ block: 'nearest' });
  }, [isLoaded, title]);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section ref={section} className={classes.rows} aria-busy={list.isPlaceholderData}>
      <div className={classes.head}>
        <h2>{title}</h2>
        <Button size="xs" component="a" href={apiUrl(`${path}/${at}/csv`, query)} download>
          {t('csv')}
        </Button>
      </div>
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <SkeletonLines lines={5} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('rows.none')} />
      ) : (
        <PlainTable label={title} columns={stacked(columns)} rows={rows} rowKey={rowKey} />
      )}
      {list.hasNextPage ? (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('rows.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function useRows<Row>(at: string, query: Record<string, string | undefined>) {
  const { org, path } = useOrganization();
  return useInfiniteQuery({
    queryKey: ['org', org, 'reports', at, query],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Row>>(`${path}/${at}`, {
        query: { ...query, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
