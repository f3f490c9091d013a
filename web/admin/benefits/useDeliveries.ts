import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery, Ticks } from '../../api/benefits.ts';
import { api } from '../../api/http.ts';
import type { Page } from '../../api/types.ts';
import { morePages, toast, useFormat, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { benefitsKey } from './queries.ts';

export type DeliveryAsk = { month?: string; state?: string };

/** Deliveries of a benefit, page by page. */
export function useDeliveries(benefit: string, ask: DeliveryAsk) {
  const { org, path } = useOrganization();
  const list = useInfiniteQuery({
    queryKey: [...benefitsKey(org), benefit, 'deliveries', ask],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Delivery>>(`${path}/benefits/${benefit}/deliveries`, {
        query: { ...ask, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const more = morePages(list);
  return { list, rows, more };
}

export type Tick = { ids: string[] } | { month: string };

/** Notes deliveries as done, or not done after all; each can be undone at once. */
export function useTicking(benefit: string, onDone?: () => void) {
  const { t } = useTranslation('benefits');
  const { org, path } = useOrganization();
  const format = useFormat();
  const sentence = useSentence();
  const at = `${path}/benefits/${benefit}/delivered`;
  const failed = (error: unknown) => toast({ message: sentence(error), tone: 'bad' });
  const seen = async () => {
    await queryClient.invalidateQueries({ queryKey: ['org', org] });
    onDone?.();
  };
  const untick = useMutation({
    mutationFn: (body: { ids: string[] } | { at: string }) =>
      api.delete<{ count: number }>(at, { body }),
    onError: failed,
    onSuccess: async ({ count }) => {
      toast({ message: t('unmarked', { count, number: format.number(count) }) });
      await seen();
    },
  });
  const tick = useMutation({
    mutationFn: (body: Tick) => api.post<Ticks>(at, { body }),
    onError: failed,
    onSuccess: async ({ count, at: moment }) => {
      const undo = { label: t('undo'), run: () => untick.mutate({ at: moment }) };
      toast({ message: t('marked', { count, number: format.number(count) }), undo });
      await seen();
    },
  });
  return { tick, untick };
}
