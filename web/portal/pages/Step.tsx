import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { toast, useSentence } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import { overviewQuery, queryClient, resumptionQuery, undoingQuery } from '../queries.ts';
import { useSay } from '../say.ts';
import type { Overview, PortalSubscription } from '../types.ts';

type Props = {
  subscription: PortalSubscription;
  what: 'pause' | 'change' | 'cancellation' | 'request';
  label: string;
  done: string;
};

/** One button that takes something back, below what that means: a pause, a change, an end. */
export function Step({ subscription, what, label, done }: Props) {
  const { org, path } = usePortal();
  const sentence = useSentence();
  const step = useMutation({
    mutationFn: () => api.delete<Overview>(`${path}/subscriptions/${subscription.id}/${what}`),
    onSuccess: (overview) => {
      queryClient.setQueryData(overviewQuery(org).queryKey, overview);
      toast({ message: done });
    },
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  return (
    <div>
      {what === 'cancellation' ? <UndoEffect id={subscription.id} /> : null}
      {what === 'pause' ? <ResumeEffect id={subscription.id} /> : null}
      <Button size="md" mt={6} loading={step.isPending} onClick={() => step.mutate()}>
        {label}
      </Button>
    </div>
  );
}

/** What taking the cancellation back means for the next payment. */
function UndoEffect({ id }: { id: string }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { org } = usePortal();
  const { data } = useQuery(undoingQuery(org, id));
  if (!data?.next_billing_on || data.amount_after === 0) return null;
  const amount = say.money({ amount: data.amount_after, currency: data.currency });
  return (
    <p className="soft">
      {t('start.undo_effect', { amount, date: say.date(data.next_billing_on) })}
    </p>
  );
}

/** What is billed by resuming today, and when next. */
function ResumeEffect({ id }: { id: string }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { org } = usePortal();
  const { data } = useQuery(resumptionQuery(org, id));
  if (!data?.next_billing_on) return null;
  const { invoice, currency } = data;
  const date = say.date(data.next_billing_on);
  const amount = invoice && say.money({ amount: invoice.total, currency });
  return (
    <p className="soft">
      {amount ? t('start.resume_billed', { amount, date }) : t('start.resume_effect', { date })}
    </p>
  );
}
