import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { Contact, Note } from '../../api/people.ts';
import type { Renewal } from '../../api/renewals.ts';
import type {
  ActivityEntry,
  InvoiceSummary,
  MessageSummary,
  OfferedAddon,
  PaymentEvent,
  Refundable,
  Subscription,
} from '../../api/subscriptions.ts';
import type { Items, Page } from '../../api/types.ts';

/** Every answer about one contact shares this start of its key. */
export const contactKey = (org: string, id: string) => ['org', org, 'contact', id];

const at = (org: string, id: string) => `/organizations/${org}/contacts/${id}`;

export const contactQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'facts'],
    queryFn: ({ signal }) => api.get<Contact>(at(org, id), { signal }),
  });

export const subscriptionsQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'subscriptions'],
    queryFn: ({ signal }) =>
      api.get<Items<Subscription>>(`${at(org, id)}/subscriptions`, { signal }),
  });

export const addonsQuery = (org: string, subscription: string) =>
  queryOptions({
    queryKey: ['org', org, 'addons', subscription],
    queryFn: ({ signal }) =>
      api.get<Items<OfferedAddon>>(`/organizations/${org}/subscriptions/${subscription}/addons`, {
        signal,
      }),
  });

export const paymentsQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'payments'],
    queryFn: ({ signal }) => api.get<Items<PaymentEvent>>(`${at(org, id)}/payments`, { signal }),
  });

export const invoicesQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'invoices'],
    queryFn: ({ signal }) => api.get<Items<InvoiceSummary>>(`${at(org, id)}/invoices`, { signal }),
  });

export const renewalsQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'renewals'],
    queryFn: ({ signal }) => api.get<Items<Renewal>>(`${at(org, id)}/renewals`, { signal }),
  });

export const notesQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'notes'],
    queryFn: ({ signal }) => api.get<Items<Note>>(`${at(org, id)}/notes`, { signal }),
  });

export const messagesQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'messages'],
    queryFn: ({ signal }) => api.get<Items<MessageSummary>>(`${at(org, id)}/messages`, { signal }),
  });

export const refundableQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(org, id), 'refundable'],
    queryFn: ({ signal }) => api.get<Items<Refundable>>(`${at(org, id)}/refundable`, { signal }),
    staleTime: 0,
  });

export const activityQuery = (org: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKey(org, id), 'activity'],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<ActivityEntry>>(`${at(org, id)}/activity`, {
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
