import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { toast, useIntent } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import { queryClient, refresh, renewalQuery } from '../queries.ts';
import type { MemberRenewal } from '../renewalTypes.ts';

/** One answer to a renewal; the page then shows where it stands, as the server says. */
export function useAnswer({ id }: MemberRenewal, how: 'accept' | 'change' | 'refuse') {
  const { t } = useTranslation('portal');
  const { org, path } = usePortal();
  const intent = useIntent();
  return useMutation({
    mutationFn: (body: object) =>
      api.post<MemberRenewal>(`${path}/renewals/${id}/${how}`, {
        idempotencyKey: intent.key,
        ...(how === 'accept' ? {} : { body }),
      }),
    onError: intent.renew,
    onSuccess: async (after) => {
      intent.renew();
      // What is due has to be there before the page says how to pay it.
      await refresh(org);
      queryClient.setQueryData(renewalQuery(org, id).queryKey, after);
      toast({ message: t(`renewal.done.${how}`) });
    },
  });
}
