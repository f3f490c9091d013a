import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Items } from '../../../api/types.ts';
import { ErrorState, Loading } from '../../../ui/index.ts';

type Props<Item> = {
  query: UseQueryResult<Items<Item>>;
  empty: string;
  children: (items: Item[]) => ReactNode;
};

/** The content of a tab once it is there; else that it loads, is empty, or failed. */
export function Loaded<Item>({ query, empty, children }: Props<Item>) {
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Loading />;
  if (query.data.items.length === 0) return <p className="muted">{empty}</p>;
  return <>{children(query.data.items)}</>;
}
