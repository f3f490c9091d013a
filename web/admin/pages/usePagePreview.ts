import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { PagePreview } from '../../api/pages.ts';
import { useOrganization } from '../organization.ts';

const route = getRouteApi('/o/$org/pages/$page');

/** The server's word on the text as it stands: how somebody reads it, or what is wrong. */
export type LivePage = {
  problems: PagePreview['problems'];
  /** The last time the text could be written; null until then. */
  html: string | null;
  recipient: PagePreview['recipient'];
  error: unknown;
  retry: () => void;
};

/** Asks a moment after the last stroke, and keeps the last good look while something is wrong. */
export function usePagePreview(body: string): LivePage {
  const { i18n } = useTranslation();
  const { path } = useOrganization();
  const { member } = route.useSearch();
  const [asked] = useDebouncedValue(JSON.stringify({ body, contact_id: member }), 350);
  const preview = useQuery({
    queryKey: ['page-preview', path, i18n.language, asked],
    queryFn: ({ signal }) =>
      api.post<PagePreview>(`${path}/pages/preview`, { body: JSON.parse(asked) as object, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  const [shown, setShown] = useState<string | null>(null);
  const latest = preview.data?.html ?? null;
  useEffect(() => {
    if (latest !== null) setShown(latest);
  }, [latest]);
  return {
    problems: preview.data?.problems ?? [],
    html: latest ?? shown,
    recipient: preview.data?.recipient ?? null,
    error: preview.error,
    retry: () => void preview.refetch(),
  };
}
