import { useSearch } from '@tanstack/react-router';
import { usePortal } from '../portal.ts';

const kept = 'cercle.card.return';

type Search = { return?: string; join?: string; setup?: string };

/**
 * Where somebody goes on who gives a card because they take a subscription up again (`return`) or
 * join a plan (`join`); null for everybody else. The address says which one; it is kept while they
 * are at a gateway's own page.
 */
export function useWayBack(): { href: string | null; keep: () => void } {
  const { org, overview } = usePortal();
  const search = useSearch({ strict: false }) as Search;
  const stored = search.setup ? sessionStorage.getItem(kept) : null;
  const [what, id] = search.join
    ? ['join', search.join]
    : search.return
      ? ['return', search.return]
      : (stored?.split(' ') ?? []);
  const isKnown =
    what === 'join' || overview.subscriptions.some((each) => each.id === id && each.returnable);
  const isId = /^[0-9a-f-]{36}$/.test(id ?? '');
  return {
    href: isKnown && isId ? `/portal/${org}/${what}/${id}` : null,
    keep: () => sessionStorage.setItem(kept, isKnown ? `${what} ${id}` : ''),
  };
}
