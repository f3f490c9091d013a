import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';

type List = Pick<
  UseQueryResult | UseInfiniteQueryResult,
  'isError' | 'isPending' | 'isPlaceholderData' | 'error'
> & { refetch: () => Promise<unknown> };

/** What a table shows of the query of its rows: whether they are there, are old, or why not. */
export function queryState(list: List) {
  const present = list.isPending ? ('loading' as const) : ('ready' as const);
  return {
    state: list.isError ? ('error' as const) : present,
    stale: list.isPlaceholderData,
    error: list.error,
    onRetry: () => void list.refetch(),
  };
}

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage'> & {
  fetchNextPage: () => Promise<unknown>;
};

/** The pages that follow those a table shows. */
export function morePages(list: Pages) {
  return {
    has: list.hasNextPage,
    loading: list.isFetchingNextPage,
    load: () => void list.fetchNextPage(),
  };
}
