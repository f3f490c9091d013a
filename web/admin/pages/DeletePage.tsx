import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { PageDetail } from '../../api/pages.ts';
import { ConfirmDialog, toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { pageListQuery, pagesKey } from './queries.ts';

/** Takes a page away, after a look at what that means; the toast brings it back. */
export function DeletePage({ page }: { page: PageDetail }) {
  const { t } = useTranslation('pages');
  const { org, path } = useOrganization();
  const sentence = useSentence();
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const { id, title, version } = page;
  const restore = useMutation({
    mutationFn: () => api.post(`${path}/pages/${id}/restoration`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: pagesKey(org) });
      toast({ message: t('delete.undone', { title }) });
    },
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`${path}/pages/${id}`, { version }),
    onSuccess: async () => {
      await navigate({ to: `/o/${org}/pages` as string, ignoreBlocker: true });
      queryClient.removeQueries({ queryKey: [...pagesKey(org), id] });
      await queryClient.invalidateQueries(pageListQuery(org));
      const undo = { label: t('delete.undo'), run: () => restore.mutate() };
      toast({ message: t('delete.done', { title }), undo });
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        {t('delete.act')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        tone="bad"
        title={t('delete.title', { title })}
        confirm={t('delete.confirm', { title })}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{t('delete.text')}</p>
      </ConfirmDialog>
    </>
  );
}
