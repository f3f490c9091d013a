import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/http.ts';
import { useIntent } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import { overviewQuery, refresh } from '../queries.ts';
import type { Charged, Due, Outcome } from '../types.ts';

/** What became of a payment, followed until the bank has answered. */
export type Result = {
  due: Due;
  outcome: Outcome;
  reason: string | null;
  /** Where the payer confirms it at their bank. */
  confirmUrl: string | null;
};

type Saved = { charged: Charged[] };

const WAITS: Outcome[] = ['processing', 'unknown', 'requires_action'];

/** Pays an open invoice: with the card on file, or with a new one that is saved first. */
export function usePaying() {
  const { org, path } = usePortal();
  const intent = useIntent();
  const [asked, setAsked] = useState<Result | null>(null);
  const pay = useMutation({
    mutationFn: async ({ due, card }: { due: Due; card: string | null }): Promise<Result> => {
      const charged = await charge(path, { due, card, key: intent.key });
      const { outcome, reason_text: reason, confirm_url: confirmUrl } = charged;
      return { due, outcome, reason, confirmUrl };
    },
    onSuccess: setAsked,
    onSettled: async () => {
      intent.renew();
      await refresh(org);
    },
  });
  return { pay, result: useAnswer(asked), clear: () => setAsked(null) };
}

type Order = { due: Due; card: string | null; key: string };

async function charge(path: string, { due, card, key }: Order): Promise<Charged> {
  if (card !== null) {
    const body = { test_card: card };
    const { charged } = await api.put<Saved>(`${path}/payment-method`, { body });
    // A new card is charged for what is overdue by itself: never ask for the same money twice.
    const already = charged.find(({ invoice_id }) => invoice_id === due.invoice_id);
    if (already) return already;
  }
  return api.post<Charged>(`${path}/invoices/${due.invoice_id}/payment`, { idempotencyKey: key });
}

/** The latest word on a payment: reads the member's page again while the bank is silent. */
export function useAnswer(asked: Result | null): Result | null {
  const { org } = usePortal();
  const isWaiting = asked !== null && WAITS.includes(asked.outcome);
  const { data } = useQuery({
    ...overviewQuery(org),
    enabled: isWaiting,
    refetchInterval: isWaiting ? 4_000 : false,
  });
  if (!isWaiting || !data) return asked;
  const open = data.due.find(({ invoice_id }) => invoice_id === asked.due.invoice_id);
  if (!open) return { ...asked, outcome: 'succeeded', reason: null };
  if (open.in_progress || open.confirming) return asked;
  return { due: open, outcome: 'declined', reason: open.reason_text, confirmUrl: null };
}

/**
 * Has the gateway asked, once, about a payment under way: its payer is back and waits. True while
 * it is being asked.
 */
export function useAskNow(invoiceId: string | null): boolean {
  const { org, path } = usePortal();
  const { isLoading } = useQuery({
    queryKey: ['portal-ask', org, invoiceId],
    queryFn: async () => {
      await api.post(`${path}/invoices/${invoiceId}/answer`);
      await refresh(org);
      return true;
    },
    enabled: invoiceId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return isLoading;
}
