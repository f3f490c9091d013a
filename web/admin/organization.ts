import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Organization } from '../api/types.ts';
import { organizationQuery } from './queries.ts';

type Current = {
  /** Its short name in addresses. */
  org: string;
  /** Start of its API paths: `/organizations/les-ondes`. */
  path: string;
  organization: Organization;
  /** Whether the signed-in person's role allows something. */
  can: (permission: string) => boolean;
};

/** The organization of the page, inside the frame. */
export function useOrganization(): Current {
  const { org } = useParams({ from: '/o/$org' });
  const { data } = useSuspenseQuery(organizationQuery(org));
  return {
    org,
    path: `/organizations/${org}`,
    organization: data,
    can: (permission) => data.permissions.includes(permission),
  };
}
