import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { ErrorState, Loading, Receipt, toast } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import { cancellationQuery, overviewQuery, queryClient } from '../queries.ts';
import { useSay } from '../say.ts';
import type { CancelPreview, Overview, PortalSubscription } from '../types.ts';
import { BackHome } from './PayPage.tsx';

/** Cancels a subscription: what stays until when, why (if they like), one button each way. */
export function CancelPage() {
  const { t } = useTranslation('portal');
  const { subscription: id } = useParams({ strict: false }) as { subscription: string };
  const { org, overview } = usePortal();
  const held = overview.subscriptions.find((each) => each.id === id);
  const canCancel = held?.cancellable ?? false;
  const preview = useQuery({ ...cancellationQuery(org, id), enabled: canCancel });
  const plan = held?.plan_name ?? '';
  if (!held || !canCancel) {
    return (
      <Page title={plan || t('gone.title')} lead={held ? t('cancel.closed', { plan }) : null}>
        <BackHome />
      </Page>
    );
  }
  return (
    <Page title={t('cancel.title', { plan })}>
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {preview.isPending ? <Loading /> : null}
      {preview.data ? <CancelForm held={held} preview={preview.data} /> : null}
    </Page>
  );
}

type FormProps = { held: PortalSubscription; preview: CancelPreview };

function CancelForm({ held, preview }: FormProps) {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const [reason, setReason] = useState('');
  const cancel = useCancelling(held, preview);
  const plan = held.plan_name;
  const email = overview.organization.contact_email;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        cancel.mutate(reason);
      }}
    >
      <Consequences held={held} preview={preview} />
      {email ? <p className="soft">{t('cancel.keep_hint', { email })}</p> : null}
      <Textarea
        size="lg"
        label={t('cancel.reason')}
        description={t('cancel.reason_hint', { organization: overview.organization.name })}
        minRows={3}
        autosize
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Failure error={cancel.error} />
      <div className={classes.actions}>
        <Button type="submit" size="lg" variant="filled" color="red" loading={cancel.isPending}>
          {t('cancel.confirm', { plan })}
        </Button>
        {held.pausable ? (
          <Button component={Link} to={`/portal/${org}/pause/${held.id}` as string} size="lg">
            {t('cancel.pause_instead')}
          </Button>
        ) : null}
        <Button component={Link} to={`/portal/${org}` as string} size="lg">
          {t('cancel.keep', { plan })}
        </Button>
      </div>
    </form>
  );
}

function Consequences({ held, preview }: FormProps) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { currency } = preview;
  const date = say.date(preview.last_day);
  const neverStarts = held.state === 'scheduled';
  const isKept = !preview.at_once && !neverStarts;
  const sentence = () => {
    if (neverStarts) return t('cancel.never');
    return preview.at_once
      ? t('cancel.at_once')
      : `${t('cancel.until', { date })} ${t('cancel.undo')}`;
  };
  const owed = { amount: preview.open_balance, currency };
  const lines = [
    ...(isKept ? [{ key: 'last', text: t('cancel.last_day'), value: date }] : []),
    { key: 'next', text: t('cancel.next_charge'), value: t('cancel.no_charge') },
    ...(owed.amount > 0 ? [{ key: 'open', text: t('cancel.open_label'), minor: owed.amount }] : []),
  ];
  return (
    <>
      <p className="soft">
        {sentence()} {isKept ? null : t('cancel.final')}{' '}
        {owed.amount > 0 ? t('cancel.open', { amount: say.money(owed) }) : null}
      </p>
      <Receipt title={held.plan_name} lines={lines} currency={currency} />
    </>
  );
}

function useCancelling(held: PortalSubscription, preview: CancelPreview) {
  const { t } = useTranslation('portal');
  const { org, path } = usePortal();
  const router = useRouter();
  const say = useSay();
  const plan = held.plan_name;
  return useMutation({
    mutationFn: (reason: string) =>
      api.post<Overview>(`${path}/subscriptions/${held.id}/cancellation`, { body: { reason } }),
    onSuccess: (overview) => {
      queryClient.setQueryData(overviewQuery(org).queryKey, overview);
      const date = say.date(preview.last_day);
      const isOver = preview.at_once || held.state === 'scheduled';
      toast({
        message: isOver ? t('cancel.done_now', { plan }) : t('cancel.done', { plan, date }),
      });
      router.history.push(`/portal/${org}`);
    },
  });
}
