import { useRouter } from '@tanstack/react-router';
import type { Counts } from '../../api/types.ts';

export type MenuEntry = {
  key:
    | 'overview'
    | 'people'
    | 'requests'
    | 'renewals'
    | 'overdue'
    | 'disputes'
    | 'invoices'
    | 'messages'
    | 'activity'
    | 'benefits'
    | 'plans'
    | 'pages'
    | 'imports'
    | 'billing'
    | 'reports'
    | 'settings';
  /** Below `/o/$org`. */
  path: string;
  group: 'work' | 'setup';
  /** A quiet total, or work that waits. */
  total?: (counts: Counts) => number;
  due?: (counts: Counts) => number;
};

const entries: MenuEntry[] = [
  { key: 'overview', path: '/overview', group: 'work' },
  { key: 'people', path: '/people', group: 'work', total: (counts) => counts.people },
  { key: 'requests', path: '/requests', group: 'work', due: (counts) => counts.requests },
  { key: 'renewals', path: '/renewals', group: 'work', due: (counts) => counts.renewals },
  { key: 'overdue', path: '/overdue', group: 'work', due: (counts) => counts.overdue_cases },
  { key: 'disputes', path: '/disputes', group: 'work', due: (counts) => counts.disputes },
  { key: 'invoices', path: '/invoices', group: 'work', due: (counts) => counts.unknown_attempts },
  { key: 'messages', path: '/messages', group: 'work', due: (counts) => counts.messages_failed },
  { key: 'benefits', path: '/benefits', group: 'work', due: (counts) => counts.deliveries },
  { key: 'activity', path: '/activity', group: 'work' },
  { key: 'plans', path: '/plans', group: 'setup' },
  { key: 'pages', path: '/pages', group: 'setup' },
  { key: 'billing', path: '/billing', group: 'setup', due: (counts) => counts.billing_held },
  { key: 'reports', path: '/reports', group: 'setup' },
  { key: 'imports', path: '/imports', group: 'setup' },
  { key: 'settings', path: '/settings', group: 'setup' },
];

/** The menu: every entry whose page is registered. */
export function useMenu(): MenuEntry[] {
  const router = useRouter();
  const known = Object.keys(router.routesByPath);
  return entries.filter(({ path }) => known.includes(`/o/$org${path}`));
}
