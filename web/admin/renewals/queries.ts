import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { RenewalDetail } from '../../api/renewals.ts';
import type { Subscription } from '../../api/subscriptions.ts';

export const renewalQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['org', org, 'renewal', id],
    queryFn: ({ signal }) =>
      api.get<RenewalDetail>(`/organizations/${org}/renewals/${id}`, { signal }),
  });

export const subscriptionQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['org', org, 'subscription', id],
    queryFn: ({ signal }) =>
      api.get<Subscription>(`/organizations/${org}/subscriptions/${id}`, { signal }),
  });
