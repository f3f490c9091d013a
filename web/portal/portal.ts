import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { overviewQuery } from './queries.ts';
import type { Overview } from './types.ts';

type Portal = {
  /** Its short name in addresses. */
  org: string;
  /** Start of its API paths. */
  path: string;
  overview: Overview;
};

/** The organization's short name and API path of the page. */
export function useOrg(): { org: string; path: string } {
  const { org = '' } = useParams({ strict: false }) as { org?: string };
  return { org, path: `/portal/${org}` };
}

/** Whose page it is: inside the member routes, where it is loaded already. */
export function usePortal(): Portal {
  const { org, path } = useOrg();
  const { data } = useSuspenseQuery(overviewQuery(org));
  return { org, path, overview: data };
}
