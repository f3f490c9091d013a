import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../api/http.ts';
import { type Column, type ColumnLayout, fitLayout, toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';

/** Columns as this staff member left them, kept on the server under `key`. */
export function useLayout<Row>(key: string, columns: Column<Row>[]) {
  const { org, path } = useOrganization();
  const client = useQueryClient();
  const sentence = useSentence();
  const queryKey = ['org', org, 'preference', key];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api.get<{ value: ColumnLayout | null }>(`${path}/preferences/${key}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const save = (value: ColumnLayout) => {
    client.setQueryData(queryKey, { value });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      api
        .put(`${path}/preferences/${key}`, { body: { value } })
        .catch((error: unknown) => toast({ message: sentence(error), tone: 'bad' }));
    }, 500);
  };
  return { layout: fitLayout(columns, data?.value ?? null), save };
}
