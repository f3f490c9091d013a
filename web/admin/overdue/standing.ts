import type { OverdueRow } from '../../api/overdue.ts';

export type Standing = 'paused' | 'disputed' | 'gateway_retries' | 'unresolved' | 'new_method';

/** What keeps an open case from being tried again by itself; null: its next step comes. */
export function standingOf(row: OverdueRow): Standing | null {
  if (row.paused) return 'paused';
  if (row.dispute_id !== null) return 'disputed';
  if (row.gateway_retries) return 'gateway_retries';
  if (row.unresolved) return 'unresolved';
  return row.hard ? 'new_method' : null;
}
