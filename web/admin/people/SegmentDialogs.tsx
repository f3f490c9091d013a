import { Checkbox, Code, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Segment } from '../../api/people.ts';
import { ConfirmDialog, toast, useForm } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { segmentsQuery } from './queries.ts';

const refresh = (org: string) => queryClient.invalidateQueries(segmentsQuery(org));

/** Gives the query a name, for everybody or for oneself. */
export function SaveSegment({ q, onClose }: { q: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { org, path } = useOrganization();
  const save = useMutation({
    mutationFn: (body: { name: string; shared: boolean }) =>
      api.post(`${path}/segments`, { body: { ...body, query: q } }),
    onSuccess: async (_answer, { name }) => {
      await refresh(org);
      toast({ message: t('segment.saved', { name }) });
      onClose();
    },
  });
  const form = useForm({ name: '', shared: true }, save.error);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('segment.save')}
      confirm={t('segment.save_button')}
      pending={save.isPending}
      error={save.error}
      disabled={form.values.name.trim() === ''}
      onConfirm={() => save.mutate(form.values)}
    >
      <Code block>{q}</Code>
      <TextInput
        data-autofocus
        required
        label={t('segment.name')}
        maxLength={80}
        value={form.values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name', event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={t('segment.share')}
        checked={form.values.shared}
        onChange={(event) => form.set('shared', event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}

/** Deletes a saved query; the people in it stay as they are. */
export function DeleteSegment({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { org, path } = useOrganization();
  const remove = useMutation({
    mutationFn: () => api.delete(`${path}/segments/${segment.id}`, { version: segment.version }),
    onSuccess: async () => {
      await refresh(org);
      toast({ message: t('segment.deleted', { name: segment.name }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('segment.delete', { name: segment.name })}
      confirm={t('segment.delete_button')}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      {segment.shared ? t('segment.delete_shared') : t('segment.delete_private')}
    </ConfirmDialog>
  );
}
