import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api } from '../../api/http.ts';
import type { OverdueList } from '../../api/overdue.ts';
import { morePages } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';

const route = getRouteApi('/o/$org/overdue');

/** The cases the address asks for, page by page, with the counts of all boards. */
export function useCases() {
  const { org, path } = useOrganization();
  const { open: _open, view: _view, span: _span, ...rest } = route.useSearch();
  const { charges: _charges, of: _of, ...asked } = rest;
  const isAll = Object.values(asked).every((value) => value === undefined);
  const ask = isAll ? { state: 'open' } : asked;
  const list = useInfiniteQuery({
    queryKey: ['org', org, 'overdue', ask],
    queryFn: ({ signal, pageParam }) =>
      api.get<OverdueList>(`${path}/overdue-cases`, {
        query: { ...ask, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const more = morePages(list);
  return { list, rows, more, ask, boards: list.data?.pages[0]?.boards };
}
