import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParsedQuery } from '../../api/people.ts';
import { useOrganization } from '../organization.ts';
import { parsedQuery } from './queries.ts';

type Problem = NonNullable<ParsedQuery['error']>;

/** The server counts columns from 1, the box from 0. */
const inBox = (problem: Problem | null) =>
  problem && { ...problem, position: problem.position - 1 };

/**
 * The search box beside the address: the address keeps the canonical (English) query, the box shows
 * it in the reader's words and accepts both. Typing settles after a moment; a mistake stays in the
 * box with its place and leaves the list as it was.
 */
export function useQueryText(q: string, onQuery: (canonical: string) => void) {
  const { org } = useOrganization();
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  const isTyping = useRef(false);
  const parsed = useQuery({ ...parsedQuery(org, q, i18n.language), enabled: q !== '' });
  const settle = async (text: string) => {
    const turn = ++asked.current;
    const answer = text.trim()
      ? await client.fetchQuery(parsedQuery(org, text, i18n.language))
      : { canonical: '', error: null };
    if (turn !== asked.current) return;
    setProblem(answer.error);
    if (answer.error) return;
    if (!isTyping.current) setDraft(null);
    onQuery(answer.canonical);
  };
  const later = (text: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void settle(text), wait);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language words the draft anew
  useEffect(() => setDraft(null), [i18n.language]);
  return {
    settled: q === '' ? '' : (parsed.data?.display ?? q),
    text: draft ?? (q === '' ? '' : (parsed.data?.display ?? q)),
    problem: inBox(problem ?? (q === '' ? null : (parsed.data?.error ?? null))),
    chips: q === '' ? [] : (parsed.data?.chips ?? []),
    type: (text: string) => {
      isTyping.current = true;
      setDraft(text);
      later(text, text === '' ? 0 : 220);
    },
    submit: (text: string) => later(text, 0),
    /** A pop-over changed the text (in the reader's words): taken over at once. */
    edit: (text: string) => {
      isTyping.current = false;
      setDraft(text);
      later(text, 0);
    },
    /** A segment was opened: the box follows. */
    replace: (canonical: string) => {
      clearTimeout(timer.current);
      asked.current += 1;
      setDraft(null);
      setProblem(null);
      onQuery(canonical);
    },
  };
}
