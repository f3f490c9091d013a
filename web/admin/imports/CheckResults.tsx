import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import type { ImportDetail } from '../../api/imports.ts';
import { EmptyState, ErrorState, Totals, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { ProblemRow } from './ProblemRow.tsx';
import { importRowsQuery } from './queries.ts';
import type { Change } from './useImport.ts';

type Props = { detail: ImportDetail; change: Change };

const route = getRouteApi('/o/$org/imports/$import');

/** What an import would do, and every row that has something to say. */
export function CheckResults({ detail, change }: Props) {
  const { t } = useTranslation('imports');
  const { path } = useOrganization();
  const { counts } = detail;
  if (detail.missing.length > 0) {
    return (
      <section className={shared.section}>
        <h2>{t('check.title')}</h2>
        <p className={shared.lead}>{t('check.waiting')}</p>
      </section>
    );
  }
  const hasProblems = (counts.refused ?? 0) + (counts.warnings ?? 0) > 0;
  return (
    <section className={shared.section} aria-busy={change.isPending}>
      <h2>{t('check.title')}</h2>
      <Counts detail={detail} loading={change.isPending} />
      {hasProblems ? (
        <>
          <div className={shared.filters}>
            <Pills
              label={t('check.show')}
              name="only"
              pills={[
                { value: undefined, label: t('check.refused', { count: counts.refused ?? 0 }) },
                { value: 'problems', label: t('check.problems') },
              ]}
            />
            <Anchor
              underline="always"
              href={apiUrl(`${path}/imports/${detail.id}/problems.csv`)}
              download
            >
              {t('check.download')}
            </Anchor>
          </div>
          <ProblemRows detail={detail} change={change} />
        </>
      ) : (
        <EmptyState done title={t('check.clean')}>
          {t('check.clean_text')}
        </EmptyState>
      )}
    </section>
  );
}

/** How many rows become what. */
export function Counts({ detail, loading }: { detail: ImportDetail; loading?: boolean }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const keys = ['created', 'updated', 'unchanged', 'refused', 'warnings'] as const;
  const isDone = detail.state === 'done';
  return (
    <Totals
      loading={loading}
      items={keys
        .filter((key) => key !== 'warnings' || (detail.counts.warnings ?? 0) > 0)
        .map((key) => {
          const count = detail.counts[key] ?? 0;
          return {
            key,
            value: format.number(count),
            label: t(isDone ? `did.${key}` : `would.${key}`, { count }),
          };
        })}
    />
  );
}

function ProblemRows({ detail, change }: Props) {
  const { t } = useTranslation('imports');
  const { org } = useOrganization();
  const { only } = route.useSearch();
  const which = only === 'problems' || !detail.counts.refused ? 'problems' : 'refused';
  const rows = useInfiniteQuery(importRowsQuery(org, detail.id, which));
  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <SkeletonLines lines={4} />;
  const items = rows.data.pages.flatMap((page) => page.items);
  return (
    <>
      <ul aria-label={t('check.rows')}>
        {items.map((row) => (
          <ProblemRow key={row.row_number} row={row} detail={detail} change={change} />
        ))}
      </ul>
      {rows.hasNextPage ? (
        <Button mt="sm" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('check.more')}
        </Button>
      ) : null}
    </>
  );
}
