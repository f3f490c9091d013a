import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type {
  OwnField,
  ParsedQuery,
  PeopleTotals,
  PersonRow,
  QueryKey,
  Segment,
} from '../../api/people.ts';
import type { Items, Page, Plan } from '../../api/types.ts';

const base = (org: string) => `/organizations/${org}`;

/** The list, a page at a time (keyset). */
export const peopleQuery = (org: string, ask: { q: string; sort?: string; columns: string[] }) =>
  infiniteQueryOptions({
    queryKey: ['org', org, 'people', 'list', ask],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<PersonRow> & { near?: boolean }>(`${base(org)}/contacts`, {
        query: {
          q: ask.q,
          sort: ask.sort,
          columns: ask.columns.join(','),
          limit: 100,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** People, paying, per month and since the beginning, for a filter. */
export const totalsQuery = (org: string, q: string) =>
  queryOptions({
    queryKey: ['org', org, 'people', 'totals', q],
    queryFn: ({ signal }) =>
      api.get<PeopleTotals>(`${base(org)}/contacts/totals`, { query: { q }, signal }),
    placeholderData: keepPreviousData,
  });

/** A query as the reader's language writes it, with its chips. */
export const parsedQuery = (org: string, q: string, language: string) =>
  queryOptions({
    queryKey: ['org', org, 'parsed', language, q],
    queryFn: () => api.post<ParsedQuery>(`${base(org)}/query/parse`, { body: { q } }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

export const queryKeysQuery = (org: string, language: string) =>
  queryOptions({
    queryKey: ['org', org, 'query-keys', language],
    queryFn: ({ signal }) => api.get<QueryKey[]>(`${base(org)}/query/keys`, { signal }),
    staleTime: 60_000,
  });

export const segmentsQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'segments'],
    queryFn: ({ signal }) => api.get<Items<Segment>>(`${base(org)}/segments`, { signal }),
  });

export const fieldsQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'fields'],
    queryFn: ({ signal }) => api.get<Items<OwnField>>(`${base(org)}/fields`, { signal }),
    staleTime: 60_000,
  });

export const labelsQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'labels'],
    queryFn: ({ signal }) =>
      api.get<Items<{ id: string; name: string; rule: string | null }>>(`${base(org)}/labels`, {
        signal,
      }),
  });

export const plansQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'plans'],
    queryFn: ({ signal }) => api.get<Items<Plan>>(`${base(org)}/plans`, { signal }),
  });
