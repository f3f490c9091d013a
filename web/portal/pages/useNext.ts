import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useOrg } from '../portal.ts';

const kept = 'cercle.next';

/**
 * The page that sent somebody here to do something first, to go on with afterwards; null without
 * one. It is kept in the tab, because a gateway's own page may lie between.
 */
export function useNext(): string | null {
  const { org } = useOrg();
  const { next, setup } = useSearch({ strict: false }) as { next?: string; setup?: string };
  const known = next ?? (setup ? sessionStorage.getItem(kept) : null);
  const page = known?.startsWith(`/portal/${org}/`) ? known : null;
  useEffect(() => {
    if (page) sessionStorage.setItem(kept, page);
    else sessionStorage.removeItem(kept);
  }, [page]);
  return page;
}
