import { queryOptions } from '@tanstack/react-query';
import type { BenefitDetail, BenefitList, Delivery } from '../../api/benefits.ts';
import { api } from '../../api/http.ts';
import type { Items } from '../../api/types.ts';

/** Every answer about benefits shares this start of its key. */
export const benefitsKey = (org: string) => ['org', org, 'benefits'];

export const benefitListQuery = (org: string) =>
  queryOptions({
    queryKey: [...benefitsKey(org), 'list'],
    queryFn: ({ signal }) => api.get<BenefitList>(`/organizations/${org}/benefits`, { signal }),
  });

export const benefitQuery = (org: string, id: string, month?: string) =>
  queryOptions({
    queryKey: [...benefitsKey(org), id, month],
    queryFn: ({ signal }) =>
      api.get<BenefitDetail>(`/organizations/${org}/benefits/${id}`, { query: { month }, signal }),
  });

/** What is owed and was delivered to one person. */
export const deliveriesToQuery = (org: string, contact: string) =>
  queryOptions({
    queryKey: [...benefitsKey(org), 'to', contact],
    queryFn: ({ signal }) =>
      api.get<Items<Delivery>>(`/organizations/${org}/contacts/${contact}/deliveries`, { signal }),
  });
