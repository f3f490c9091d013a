import { queryOptions } from '@tanstack/react-query';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import type { Items } from '../../api/types.ts';

/** Every plan with its prices and how many hold it; shares its key with the people's pickers. */
export const planListQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'plans'],
    queryFn: ({ signal }) => api.get<Items<PlanDetail>>(`/organizations/${org}/plans`, { signal }),
  });

/** Plans that were deleted; some may still run on them. */
export const deletedPlansQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'plans', 'deleted'],
    queryFn: ({ signal }) =>
      api.get<Items<PlanDetail>>(`/organizations/${org}/plans?deleted=true`, { signal }),
  });
