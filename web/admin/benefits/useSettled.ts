import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { benefitsKey } from './queries.ts';

type Settled = { owed: number; lost: number };

/** Brings what is to deliver up to date when the page opens; the list is read again if it moved. */
export function useSettled(): void {
  const { org, path, can } = useOrganization();
  useQuery({
    // Not among the organization's answers: ticking one off asks for them again, not for this.
    queryKey: ['deliveries-settled', org],
    queryFn: async () => {
      const settled = await api.post<Settled>(`${path}/deliveries/settlement`);
      if (settled.owed + settled.lost > 0) {
        await queryClient.invalidateQueries({ queryKey: benefitsKey(org) });
        await queryClient.invalidateQueries({ queryKey: ['org', org, 'counts'] });
      }
      return settled;
    },
    enabled: can('people.write'),
    staleTime: 30_000,
  });
}
