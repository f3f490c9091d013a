import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { ImportDetail, ImportRow, ImportSummary } from '../../api/imports.ts';
import type { Items } from '../../api/types.ts';

const at = (org: string) => `/organizations/${org}/imports`;

export const importListQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'imports'],
    queryFn: ({ signal }) => api.get<Items<ImportSummary>>(at(org), { signal }),
  });

export const importKey = (org: string, id: string) => ['org', org, 'import', id];

export const importQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...importKey(org, id), 'facts'],
    queryFn: ({ signal }) => api.get<ImportDetail>(`${at(org)}/${id}`, { signal }),
  });

type Rows = { items: ImportRow[]; next_after: number | null };

export const importRowsQuery = (org: string, id: string, only: 'refused' | 'problems') =>
  infiniteQueryOptions({
    queryKey: [...importKey(org, id), 'rows', only],
    queryFn: ({ signal, pageParam }) =>
      api.get<Rows>(`${at(org)}/${id}/rows`, {
        query: { only, limit: 50, after: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next_after,
  });
