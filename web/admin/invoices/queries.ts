import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InvoiceDetail, InvoicePage } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import type { Money } from '../../api/types.ts';

export type InvoiceAsk = {
  status?: string;
  currency?: string;
  has?: string;
  type?: string;
  form?: string;
  payer?: string;
  from?: string;
  to?: string;
  search?: string;
  age?: string;
  min?: string;
  max?: string;
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

export type AgeBucket = 'not_due' | 'days30' | 'days60' | 'days90' | 'older';

export type Ageing = { items: { bucket: AgeBucket; count: number; amount: Money[] }[] };

/** What is open, by how long it has been due, within the filter. */
export const ageingQuery = (org: string, ask: InvoiceAsk) =>
  queryOptions({
    queryKey: ['org', org, 'invoices', 'ageing', ask],
    queryFn: ({ signal }) => api.get<Ageing>(`${at(org)}/ageing`, { query: ask, signal }),
    placeholderData: keepPreviousData,
  });

export type DocumentsAsk = { year?: string; month?: string; from?: string; to?: string };

export type FileKind =
  | 'invoices'
  | 'proforma'
  | 'credit_notes'
  | 'payments'
  | 'refunds'
  | 'reconciliation';

export type DocumentsSummary = {
  from: string;
  to: string;
  files: { kind: FileKind; count: number; sums: Money[] }[];
  books: { currency: string; count: number; debit: number; credit: number }[];
};

/** What each file of some days holds. */
export const documentsQuery = (org: string, ask: DocumentsAsk) =>
  queryOptions({
    queryKey: ['org', org, 'documents', ask],
    queryFn: ({ signal }) =>
      api.get<DocumentsSummary>(`/organizations/${org}/documents/summary`, { query: ask, signal }),
    placeholderData: keepPreviousData,
  });
