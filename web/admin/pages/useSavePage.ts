import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { PageDetail } from '../../api/pages.ts';
import { toast, useIntent } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { bodyOf, type PageWish } from './pageForm.ts';
import { pageQuery, pagesKey } from './queries.ts';

/** Makes a page, and goes on with it at its own address; or changes the one there is. */
export function useSavePage(page: PageDetail | undefined) {
  const { t } = useTranslation('pages');
  const { org, path } = useOrganization();
  const navigate = useNavigate();
  const intent = useIntent();
  return useMutation({
    mutationFn: (wish: PageWish) => {
      const body = bodyOf(wish);
      return page
        ? api.patch<PageDetail>(`${path}/pages/${page.id}`, { body, version: page.version })
        : api.post<PageDetail>(`${path}/pages`, { body, idempotencyKey: intent.key });
    },
    onError: intent.renew,
    onSuccess: async (saved) => {
      queryClient.setQueryData(pageQuery(org, saved.id).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: pagesKey(org) });
      await queryClient.invalidateQueries({ queryKey: ['org', org, 'plans'] });
      toast({ message: t('saved', { title: saved.title }) });
      if (page) return;
      const to = `/o/${org}/pages/${saved.id}` as string;
      await navigate({ to, replace: true, ignoreBlocker: true });
    },
  });
}
