import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/http.ts';
import { useOrganization } from '../organization.ts';

const route = getRouteApi('/o/$org/reports');

type Named = { currency: string };

/** Loads a report's rows for the span in the address. */
export function useReport<Answer>(name: string, query: Record<string, string | undefined> = {}) {
  const { org, path } = useOrganization();
  return useQuery({
    queryKey: ['org', org, 'reports', name, query],
    queryFn: ({ signal }) => api.get<Answer>(`${path}/reports/${name}`, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The span of months in the address, as the API takes it. */
export function useMonths(): { months: string | undefined } {
  const { months } = route.useSearch();
  return { months };
}

/** The rows in one currency: the one in the address, else the organization's, else the first. */
export function useCurrency<Row extends Named>(rows: Row[]) {
  const { organization } = useOrganization();
  const { currency: asked } = route.useSearch();
  const all = [...new Set(rows.map(({ currency }) => currency))].sort();
  const usual = all.includes(organization.currency) ? organization.currency : all[0];
  const currency = all.find((each) => each === asked) ?? usual ?? organization.currency;
  return { all, usual, currency, rows: rows.filter((row) => row.currency === currency) };
}
