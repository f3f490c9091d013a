import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { PageDecision, PageDetail, PageLine, PageTag } from '../../api/pages.ts';
import type { Items } from '../../api/types.ts';

/** Every answer about pages shares this start of its key. */
export const pagesKey = (org: string) => ['org', org, 'pages'];

export const pageListQuery = (org: string) =>
  queryOptions({
    queryKey: [...pagesKey(org), 'list'],
    queryFn: ({ signal }) => api.get<Items<PageLine>>(`/organizations/${org}/pages`, { signal }),
  });

export const pageQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: [...pagesKey(org), id],
    queryFn: ({ signal }) => api.get<PageDetail>(`/organizations/${org}/pages/${id}`, { signal }),
    // An editor keeps what it began with; it is told when somebody else saved meanwhile.
    refetchOnWindowFocus: false,
  });

export const pageTagsQuery = (org: string, reader: string) =>
  queryOptions({
    queryKey: ['org', org, 'page-tags', reader],
    queryFn: ({ signal }) => api.get<Items<PageTag>>(`/organizations/${org}/page-tags`, { signal }),
    staleTime: 300_000,
  });

/** Whether somebody may open a page today; nobody named: a visitor. `reader` words the reason. */
export const pageAccessQuery = (
  org: string,
  asked: { id: string; contact: string | undefined; reader: string },
) =>
  queryOptions({
    queryKey: [...pagesKey(org), asked.id, 'access', asked.contact, asked.reader],
    queryFn: ({ signal }) =>
      api.get<PageDecision>(`/organizations/${org}/pages/${asked.id}/access`, {
        query: { contact_id: asked.contact },
        signal,
      }),
  });
