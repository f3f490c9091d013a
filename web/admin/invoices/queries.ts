import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InvoiceDetail, InvoicePage } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import type { Money } from '../../api/types.ts';

export type InvoiceAsk = {
  status?: string;
  type?: string;
  payer?: string;
  from?: string;
  to?: string;
  search?: string;
};

const at = (org: string) => `/organizations/${org}/invoices`;

/** The list for a filter, with the filter's totals on each page. */
export const invoiceListQuery = (org: string, ask: InvoiceAsk) =>
  infiniteQueryOptions({
    queryKey: ['org', org, 'invoices', 'list', ask],
    queryFn: ({ signal, pageParam }) =>
      api.get<InvoicePage>(at(org), { query: { ...ask, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const invoiceQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['org', org, 'invoices', 'one', id],
    queryFn: ({ signal }) => api.get<InvoiceDetail>(`${at(org)}/${id}`, { signal }),
  });

export type Ageing = {
  items: {
    bucket: 'not_due' | 'week' | 'month' | 'quarter' | 'older';
    count: number;
    amount: Money[];
  }[];
};

/** What is open, by how long it has been due. */
export const ageingQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'invoices', 'ageing'],
    queryFn: ({ signal }) => api.get<Ageing>(`/organizations/${org}/reports/ageing`, { signal }),
  });
