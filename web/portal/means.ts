import { usePortal } from './portal.ts';
import type { Overview } from './types.ts';

/** What the words speak of: a card, a bank account, or a payment method of either kind. */
export type Means = 'card' | 'account' | 'any';

/** By the payment method on file; without one, by what the organization offers. */
export function useMeans(): Means {
  const { overview } = usePortal();
  const method = overview.payment_method;
  if (method) return method.kind === 'sepa_debit' ? 'account' : 'card';
  return offeredMeans(overview.ways);
}

/** What can be given here: cards, accounts, or a choice of both. */
export function offeredMeans(ways: Overview['ways']): Means {
  const entries = new Set(ways.map(({ entry }) => entry));
  if (entries.size !== 1 || entries.has('hosted')) return 'any';
  return entries.has('form') ? 'account' : 'card';
}
