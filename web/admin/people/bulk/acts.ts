import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/http.ts';
import type { Selection } from '../../../ui/index.ts';
import { useOrganization } from '../../organization.ts';

/** What can be done to many people at once, in the order of the menu. */
export const bulkActs = [
  'approve',
  'decline',
  'renewal_send',
  'renewal_approve',
  'renewal_refuse',
  'renewal_intervene',
  'change',
  'payer',
  'extend',
  'pause',
  'resume',
  'reactivate',
  'undo',
  'deliver',
  'cancel',
  'revoke',
  'delete',
] as const;

export type BulkAct = (typeof bulkActs)[number];

/** Acts that take something away from people. */
export function isHarsh(act: BulkAct): boolean {
  return (
    act === 'cancel' ||
    act === 'revoke' ||
    act === 'delete' ||
    act === 'decline' ||
    act === 'renewal_refuse'
  );
}

/** An act with what it needs, as the API takes it; null while something is missing. */
export type Does = Record<string, unknown> | null;

export type Excluded = {
  code: string;
  count: number;
  reason: string;
  examples: { id: string; name: string }[];
};

export type BulkPreview = {
  touched: number;
  people: number;
  /** What is invoiced at once; minor units. */
  billed: { amount: number; currency: string }[];
  excluded: Excluded[];
};

export type BulkReport = {
  act: string;
  done: number;
  failed: number;
  excluded: number;
  waiting: number;
  problems: { contact_id: string; name: string; code: string; reason: string }[];
};

/** Whom an act concerns, as the API takes them. */
export type Who = { q: string } | { ids: string[] } | { subscription_ids: string[] };

/** The selected people as the API takes them: by their ids, or everybody who matches. */
export function whoOf(selection: Selection, q: string): Who {
  return selection.mode === 'all' ? { q } : { ids: [...selection.ids] };
}

/** Where an act is asked for: deleting people has its own permission. */
export function addressOf(act: BulkAct): string {
  return act === 'delete' ? '/bulk/deletion' : '/bulk';
}

/** How many an act would touch, and whom not. */
export function useBulkPreview(act: BulkAct, who: object, does: Does) {
  const { org, path } = useOrganization();
  return useQuery({
    queryKey: ['org', org, 'bulk-preview', who, does],
    queryFn: ({ signal }) =>
      api.post<BulkPreview>(`${path}${addressOf(act)}/preview`, { body: { ...who, does }, signal }),
    enabled: does !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}
