import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../api/http.ts';
import { isProblem } from '../api/problem.ts';
import type { Gateway } from '../api/settings.ts';
import type { Counts, Items, Organization, Session } from '../api/types.ts';

/** Answers kept for a moment; a refusal is never retried, a lost connection twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => isProblem(error) && error.status === 0 && failures < 2,
    },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<Session>('/session', { signal }),
  staleTime: 60_000,
});

export const organizationQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'organization'],
    queryFn: ({ signal }) => api.get<Organization>(`/organizations/${org}`, { signal }),
  });

export const countsQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'counts'],
    queryFn: ({ signal }) => api.get<Counts>(`/organizations/${org}/counts`, { signal }),
    refetchInterval: 60_000,
  });

export const gatewaysQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'gateways'],
    queryFn: ({ signal }) => api.get<Items<Gateway>>(`/organizations/${org}/gateways`, { signal }),
  });
