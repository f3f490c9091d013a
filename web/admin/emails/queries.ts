import { queryOptions } from '@tanstack/react-query';
import type { EmailRow, EmailTextDetail } from '../../api/emailTexts.ts';
import { api } from '../../api/http.ts';
import type { Items, Language } from '../../api/types.ts';

export const emailTextsQuery = (org: string, reader: string) =>
  queryOptions({
    queryKey: ['org', org, 'email-texts', reader],
    queryFn: ({ signal }) =>
      api.get<Items<EmailRow>>(`/organizations/${org}/email-texts`, { signal }),
  });

/** Which e-mail, in which of its languages; `reader`: the language of who looks at it. */
export type EmailKey = { name: string; language: Language; reader: string };

export const emailTextQuery = (org: string, { name, language, reader }: EmailKey) =>
  queryOptions({
    queryKey: ['org', org, 'email-text', name, language, reader],
    queryFn: ({ signal }) =>
      api.get<EmailTextDetail>(`/organizations/${org}/email-texts/${name}/${language}`, {
        signal,
      }),
    // An editor keeps what it began with; it is told when somebody else saved meanwhile.
    refetchOnWindowFocus: false,
  });
