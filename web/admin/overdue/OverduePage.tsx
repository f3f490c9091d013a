import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverduePage as Page } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { DataTable, Drawer, EmptyState, PageHeader } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { CaseCompact } from './CaseCompact.tsx';
import { CaseDrawer } from './CaseDrawer.tsx';
import { CaseFigures } from './CaseFigures.tsx';
import { useCaseColumns } from './useCaseColumns.tsx';

const route = getRouteApi('/o/$org/overdue');

/** Payments that failed: what happens next by itself, and what the team can do. */
export function OverduePage() {
  const { t } = useTranslation('overdue');
  const { org, path } = useOrganization();
  const { state = 'open', open } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery({
    queryKey: ['org', org, 'overdue', state],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page>(`${path}/overdue-cases`, {
        query: { state, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useCaseColumns();
  const show = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, open: id }), replace: open !== undefined });
  const chosen = rows.find(({ id }) => id === open);
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <CaseFigures state={state} figures={list.data?.pages[0]?.figures} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.contact.name}
        state={list.isError ? 'error' : list.isPending ? 'loading' : 'ready'}
        error={list.error}
        onRetry={() => void list.refetch()}
        empty={<NoCases state={state} />}
        more={{
          has: list.hasNextPage,
          loading: list.isFetchingNextPage,
          load: () => void list.fetchNextPage(),
        }}
        openId={open ?? null}
        onOpen={(row) => show(row.id)}
        compact={(row) => <CaseCompact row={row} />}
      />
      {chosen ? (
        <Drawer label={chosen.contact.name} onClose={() => show(undefined)}>
          <CaseDrawer key={chosen.id} row={chosen} onClose={() => show(undefined)} />
        </Drawer>
      ) : null}
    </>
  );
}

function NoCases({ state }: { state: string }) {
  const { t } = useTranslation('overdue');
  if (state === 'open') {
    return (
      <EmptyState done title={t('empty.open')}>
        {t('empty.open_text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t(state === 'lost' ? 'empty.lost' : 'empty.recovered')}>
      {t('empty.past_text')}
    </EmptyState>
  );
}
