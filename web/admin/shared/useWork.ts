import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/http.ts';
import type { Work } from '../../api/types.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';

const finished = ['done', 'failed', 'stopped'];

/** Follows long work by its id until it is over, then refreshes what is shown and says so once. */
export function useWork(initial: string | null = null, onEnd?: (work: Work) => void) {
  const { org, path } = useOrganization();
  const [id, follow] = useState(initial);
  const told = useRef<string | null>(null);
  const query = useQuery({
    queryKey: ['work', org, id],
    queryFn: ({ signal }) => api.get<Work>(`${path}/work/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data && finished.includes(state.data.state) ? false : 500,
  });
  const work = id === null ? null : (query.data ?? null);
  const isOver = work !== null && finished.includes(work.state);
  useEffect(() => {
    if (!work || !isOver || told.current === work.id) return;
    told.current = work.id;
    void queryClient.invalidateQueries({ queryKey: ['org', org] });
    onEnd?.(work);
  }, [work, isOver, org, onEnd]);
  return { work, follow, isRunning: id !== null && !isOver };
}

/** Work of a kind that runs already, so that a reloaded page goes on following it. */
export function useRunningWork(...kinds: string[]): string | null {
  const { org, path } = useOrganization();
  const { data } = useQuery({
    queryKey: ['work', org, 'running'],
    queryFn: ({ signal }) => api.get<{ items: Work[] }>(`${path}/work`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return data?.items.find(({ kind }) => kinds.includes(kind))?.id ?? null;
}
