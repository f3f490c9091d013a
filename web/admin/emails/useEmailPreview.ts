import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EmailPreview, EmailText } from '../../api/emailTexts.ts';
import { api } from '../../api/http.ts';
import type { EmailKey } from './queries.ts';
import { useLook, useTextPath } from './useEmailActs.ts';

/** The server's word on the text as it stands: how it looks, or what is wrong and where. */
export type LivePreview = {
  problems: EmailPreview['problems'];
  /** The last time the text could be written; null until then. */
  shown: EmailPreview | null;
  recipient: EmailPreview['recipient'];
  error: unknown;
  retry: () => void;
};

/** Asks a moment after the last stroke, and keeps the last good look while something is wrong. */
export function useEmailPreview(key: EmailKey, text: EmailText): LivePreview {
  const at = useTextPath(key);
  const look = useLook();
  const [asked] = useDebouncedValue(JSON.stringify({ text, ...look }), 350);
  const preview = useQuery({
    queryKey: ['email-preview', at, key.reader, asked],
    queryFn: ({ signal }) =>
      api.post<EmailPreview>(`${at}/preview`, { body: JSON.parse(asked) as object, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  const [shown, setShown] = useState<EmailPreview | null>(null);
  const latest = preview.data?.html ? preview.data : null;
  useEffect(() => {
    if (latest) setShown(latest);
  }, [latest]);
  return {
    problems: preview.data?.problems ?? [],
    shown: latest ?? shown,
    recipient: preview.data?.recipient ?? null,
    error: preview.error,
    retry: () => void preview.refetch(),
  };
}
