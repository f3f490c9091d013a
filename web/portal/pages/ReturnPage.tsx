import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Loading, toast, useIntent } from '../../ui/index.ts';
import { Page } from '../frame/Page.tsx';
import { usePortal } from '../portal.ts';
import { overviewQuery, queryClient, returnQuery } from '../queries.ts';
import type { Overview, PortalSubscription } from '../types.ts';
import { BackHome } from './PayPage.tsx';
import { ReturnForm } from './ReturnForm.tsx';
import { ReturnRefused } from './ReturnRefused.tsx';
import { isOver } from './standing.ts';

/** Takes up again what has ended: what it costs today, then one button. */
export function ReturnPage() {
  const { t } = useTranslation('portal');
  const { subscription: id } = useParams({ strict: false }) as { subscription: string };
  const { org, overview } = usePortal();
  const held = overview.subscriptions.find((each) => each.id === id);
  const canReturn = held?.returnable ?? false;
  const preview = useQuery({ ...returnQuery(org, id), enabled: canReturn, retry: false });
  const returning = useReturning(id, held);
  const plan = held?.plan_name ?? '';
  // The way on is being opened; what it was must not be said of what it has become.
  if (returning.isSuccess) {
    return (
      <Page title={plan}>
        <Loading />
      </Page>
    );
  }
  if (!held || !canReturn) return <NotHere held={held} />;
  return (
    <Page title={t('return.title', { plan })}>
      {preview.error ? (
        <ReturnRefused error={preview.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {preview.isPending ? <Loading /> : null}
      {preview.data && !preview.error ? (
        <ReturnForm held={held} preview={preview.data} returning={returning} />
      ) : null}
    </Page>
  );
}

/** An address from an older e-mail: it runs again, or it is not theirs to bring back. */
function NotHere({ held }: { held: PortalSubscription | undefined }) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const about = {
    plan: held?.plan_name ?? '',
    organization: overview.organization.name,
  };
  const lead = held ? t(isOver(held) ? 'return.closed' : 'return.running', about) : null;
  return (
    <Page title={about.plan || t('gone.title')} lead={lead}>
      <BackHome />
    </Page>
  );
}

function useReturning(id: string, held: PortalSubscription | undefined) {
  const { t } = useTranslation('portal');
  const { org, path, overview: before } = usePortal();
  const router = useRouter();
  const intent = useIntent();
  return useMutation({
    mutationFn: () => {
      const at = `${path}/subscriptions/${id}/reactivation`;
      return api.post<Overview>(at, { idempotencyKey: intent.key });
    },
    onError: intent.renew,
    onSuccess: (after) => {
      queryClient.setQueryData(overviewQuery(org).queryKey, after);
      const toPay = leftToPay(before, after);
      if (toPay === null) toast({ message: t('return.done', { plan: held?.plan_name ?? '' }) });
      router.history.push(toPay === null ? `/portal/${org}` : `/portal/${org}/pay/${toPay}`);
    },
  });
}

/** The invoice it issued, while the member has something to do about it; a debit takes its time. */
function leftToPay(before: Overview, after: Overview): string | null {
  const known = new Set(before.due.map(({ invoice_id }) => invoice_id));
  const isDebit = after.payment_method?.kind === 'sepa_debit';
  const issued = after.due.find(({ invoice_id }) => !known.has(invoice_id));
  return issued && !(isDebit && issued.in_progress) ? issued.invoice_id : null;
}
