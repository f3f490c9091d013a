import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { FullOrganization, OrganizationEdit } from '../../api/settings.ts';
import { toast } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { organizationQuery, queryClient, sessionQuery } from '../queries.ts';

/** The organization with its settings, and the way to save a part of them. */
export function useSettings() {
  const { t } = useTranslation('settings');
  const { org, path, organization, can } = useOrganization();
  const full = organization as FullOrganization;
  const save = useMutation({
    mutationFn: (body: OrganizationEdit) =>
      api.patch<FullOrganization>(path, { body, version: full.version }),
    onSuccess: async (answer) => {
      queryClient.setQueryData(organizationQuery(org).queryKey, answer);
      await queryClient.invalidateQueries(sessionQuery);
      toast({ message: t('saved') });
    },
  });
  return { full, save, mayWrite: can('settings.write') };
}
