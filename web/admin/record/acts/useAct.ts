import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/http.ts';
import type { PreviewInvoice } from '../../../api/subscriptions.ts';
import type { IntervalUnit } from '../../../api/types.ts';
import { toast, useIntent, useSentence } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';
import { queryClient } from '../../queries.ts';

/** What an act would do; each act fills what concerns it. Dates 'YYYY-MM-DD'. */
export type ActPreview = {
  sentence?: string | null;
  /** First day without the subscription. */
  ends_on?: string | null;
  keeps_access_until?: string | null;
  access_until?: string | null;
  from_on?: string | null;
  until_on?: string | null;
  keeps_access?: boolean;
  paused_days?: number | null;
  days?: number | null;
  next_billing_on?: string | null;
  effective_on?: string | null;
  open_balance?: number | null;
  credit?: number | null;
  starts_on?: string | null;
  trial_ends_on?: string | null;
  collection?: 'automatic' | 'invoice';
  gives_back?: 'dates' | 'credit';
  currency?: string | null;
  /** What it costs per interval from then on. */
  amount_after?: number;
  interval_unit?: IntervalUnit;
  interval_count?: number;
  once?: boolean;
  invoices?: PreviewInvoice[];
  invoice?: PreviewInvoice | null;
};

type Said = string | { message: string; tone: 'good' | 'bad' };

type Options<Input, Answer> = {
  /** Below the organization's path. */
  send: (path: string, key: string, input: Input) => Promise<Answer>;
  /** The sentence of the toast afterwards. */
  done: string | ((answer: Answer, input: Input) => Said);
  undo?: { label: string; run: (path: string) => Promise<unknown> };
  onDone: () => void;
};

/** Does an act once (a repeated click is harmless), refreshes everything, and says so. */
export function useAct<Input = void, Answer = unknown>(options: Options<Input, Answer>) {
  const { send, done, undo, onDone } = options;
  const { org, path } = useOrganization();
  const intent = useIntent();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['org', org] });
  const sentence = useSentence();
  const takeBack = () =>
    undo
      ?.run(path)
      .then(refresh)
      .catch((error: unknown) => toast({ message: sentence(error), tone: 'bad' }));
  return useMutation({
    mutationFn: (input: Input) => send(path, intent.key, input),
    onError: () => intent.renew(),
    onSuccess: async (answer, input) => {
      intent.renew();
      onDone();
      await refresh();
      const said = typeof done === 'string' ? done : done(answer, input);
      toast({
        ...(typeof said === 'string' ? { message: said } : said),
        undo: undo ? { label: undo.label, run: () => void takeBack() } : undefined,
      });
    },
  });
}

type Asked =
  | { method: 'get'; input: Record<string, string | number | boolean | null> }
  | { method: 'post'; input: object };

/** The server's preview of an act, as its form stands; null asks nothing. */
export function useActPreview(address: string, ask: Asked | null) {
  const { org, path } = useOrganization();
  return useQuery({
    queryKey: ['org', org, 'act-preview', address, ask],
    queryFn: ({ signal }) =>
      ask?.method === 'post'
        ? api.post<ActPreview>(path + address, { body: ask.input, signal })
        : api.get<ActPreview>(path + address, { query: ask?.input, signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}
