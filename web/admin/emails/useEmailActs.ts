import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EmailText, EmailTextDetail } from '../../api/emailTexts.ts';
import { api } from '../../api/http.ts';
import { toast } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { type EmailKey, emailTextQuery } from './queries.ts';

const route = getRouteApi('/o/$org/emails/$name');

/** The address of a text on the server. */
export function useTextPath({ name, language }: EmailKey): string {
  const { path } = useOrganization();
  return `${path}/email-texts/${name}/${language}`;
}

/** What the text is looked at with, as the address of the page says. */
export function useLook() {
  const { example, member } = route.useSearch();
  return {
    example: example === 'bare' ? ('bare' as const) : ('full' as const),
    ...(member ? { contact_id: member } : {}),
  };
}

/** Saves a text as the next version after the one that was seen. */
export function useSaveText(key: EmailKey, onSaved: (saved: EmailTextDetail) => void) {
  const { t } = useTranslation('emails');
  const { org } = useOrganization();
  const at = useTextPath(key);
  return useMutation({
    mutationFn: ({ text, version }: { text: EmailText; version: number }) =>
      api.put<EmailTextDetail>(at, { body: text, version }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(emailTextQuery(org, key).queryKey, saved);
      onSaved(saved);
      await queryClient.invalidateQueries({ queryKey: ['org', org, 'email-texts'] });
      toast({ message: t(saved.edited ? 'saved' : 'saved_default') });
    },
  });
}

/** Takes the default text back, and answers with it. */
export function useRestoreText(key: EmailKey, onRestored: (text: EmailText) => void) {
  const { t } = useTranslation('emails');
  const { org } = useOrganization();
  const at = useTextPath(key);
  return useMutation({
    mutationFn: (version: number) => api.delete(at, { version }),
    onSuccess: async () => {
      const fresh = await queryClient.fetchQuery({ ...emailTextQuery(org, key), staleTime: 0 });
      onRestored(fresh.text);
      await queryClient.invalidateQueries({ queryKey: ['org', org, 'email-texts'] });
      toast({ message: t('restored') });
    },
  });
}

/** Sends the text as it stands to whoever edits it. */
export function useTestMail(key: EmailKey) {
  const { t } = useTranslation('emails');
  const at = useTextPath(key);
  const look = useLook();
  return useMutation({
    mutationFn: (text: EmailText) =>
      api.post<{ to: string }>(`${at}/test`, { body: { text, ...look } }),
    onSuccess: ({ to }) => toast({ message: t('tested', { to }) }),
  });
}
