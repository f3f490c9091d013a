import { useSearch } from '@tanstack/react-router';
import { usePortal } from '../portal.ts';

const kept = 'cercle.card.return';

type Search = { return?: string; setup?: string };

/**
 * Where somebody goes on who gives a card because they take a subscription up again; null for
 * everybody else. The address says which one; it is kept while they are at a gateway's own page.
 */
export function useWayBack(): { href: string | null; keep: () => void } {
  const { org, overview } = usePortal();
  const search = useSearch({ strict: false }) as Search;
  const id = search.return ?? (search.setup ? sessionStorage.getItem(kept) : null);
  const held = overview.subscriptions.find((each) => each.id === id && each.returnable);
  return {
    href: held ? `/portal/${org}/return/${held.id}` : null,
    keep: () => sessionStorage.setItem(kept, held?.id ?? ''),
  };
}
