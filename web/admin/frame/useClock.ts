import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/http.ts';
import type { Work, WorkDay } from '../../api/types.ts';
import { useSentence } from '../../ui/index.ts';
import { toast } from '../../ui/toast.tsx';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';

export type ClockStep = { days: number } | { months: number } | { until: string };

const FINISHED = ['done', 'failed', 'stopped', 'cancelled'];

/** Moves a sandbox's clock and follows the days as they pass. */
export function useClock() {
  const { org, path } = useOrganization();
  const sentence = useSentence();
  const [workId, setWorkId] = useState<string | null>(null);
  const [days, setDays] = useState<WorkDay[]>([]);
  const start = useMutation({
    mutationFn: (step: ClockStep) => api.post<{ work_id: string }>(`${path}/clock`, { body: step }),
    onSuccess: ({ work_id }) => setWorkId(work_id),
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  const work = useQuery({
    queryKey: ['work', org, workId],
    queryFn: ({ signal }) => api.get<Work>(`${path}/work/${workId}`, { signal }),
    enabled: workId !== null,
    refetchInterval: 400,
  });
  const { data } = work;
  useEffect(() => {
    if (!data || !FINISHED.includes(data.state)) return;
    setWorkId(null);
    setDays(data.result?.days ?? []);
    if (data.error) toast({ message: data.error, tone: 'bad' });
    void queryClient.invalidateQueries({ queryKey: ['org', org] });
  }, [data, org]);
  return {
    move: start.mutate,
    isRunning: start.isPending || workId !== null,
    done: data?.done ?? 0,
    total: data?.total ?? null,
    days,
  };
}
