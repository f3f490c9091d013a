import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api } from '../../api/http.ts';
import { type RenewalBoard, type RenewalList, renewalBoards } from '../../api/renewals.ts';
import { morePages } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';

const route = getRouteApi('/o/$org/renewals');
const perPage = 100;

/** The renewals of the board in the address, page by page, with the counts of all boards. */
export function useRenewals() {
  const { org, path } = useOrganization();
  const { board: asked, plan } = route.useSearch();
  const board: RenewalBoard = renewalBoards.find((each) => each === asked) ?? 'all';
  const list = useInfiniteQuery({
    queryKey: ['org', org, 'renewals', board, plan],
    queryFn: ({ signal, pageParam: offset }) => {
      const query = { board, limit: perPage, offset, plan_id: plan };
      return api.get<RenewalList>(`${path}/renewals`, { query, signal });
    },
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      last.items.length < perPage ? undefined : pages.length * perPage,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const more = morePages(list);
  return { list, rows, more, board, counts: list.data?.pages[0]?.counts };
}
