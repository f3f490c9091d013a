import { queryOptions } from '@tanstack/react-query';
import type { BankFiles, DebitFileDetail, DebitFiles, Mandate } from '../../api/debits.ts';
import { api } from '../../api/http.ts';
import type { Items } from '../../api/types.ts';

const path = (org: string) => `/organizations/${org}`;

export const debitFilesQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'debit-files'],
    queryFn: ({ signal }) => api.get<DebitFiles>(`${path(org)}/debit-files`, { signal }),
  });

export const debitFileQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['org', org, 'debit-files', id],
    queryFn: ({ signal }) => api.get<DebitFileDetail>(`${path(org)}/debit-files/${id}`, { signal }),
  });

export const bankFilesQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'debit-returns'],
    queryFn: ({ signal }) => api.get<BankFiles>(`${path(org)}/debit-returns`, { signal }),
  });

export const mandatesQuery = (org: string, contactId: string) =>
  queryOptions({
    queryKey: ['org', org, 'contact', contactId, 'mandates'],
    queryFn: ({ signal }) =>
      api.get<Items<Mandate>>(`${path(org)}/contacts/${contactId}/mandates`, { signal }),
  });
