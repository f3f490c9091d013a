import { Button } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { addMonths, ErrorState, Loading, Receipt, toast } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import type { PausePreview } from '../previews.ts';
import { choicesQuery, overviewQuery, queryClient } from '../queries.ts';
import { useSay } from '../say.ts';
import type { Choices, Overview, PortalSubscription } from '../types.ts';
import { BackHome } from './PayPage.tsx';

/** Pauses a subscription from today until a day the member chooses. */
export function PausePage() {
  const { t } = useTranslation('portal');
  const { subscription: id } = useParams({ strict: false }) as { subscription: string };
  const { org, overview } = usePortal();
  const held = overview.subscriptions.find((each) => each.id === id);
  const canPause = held?.pausable ?? false;
  const choices = useQuery({ ...choicesQuery(org, id), enabled: canPause });
  const plan = held?.plan_name ?? '';
  if (!held || !canPause) {
    return (
      <Page title={plan || t('gone.title')} lead={held ? t('pause.closed', { plan }) : null}>
        <BackHome />
      </Page>
    );
  }
  return (
    <Page title={t('pause.title', { plan })} lead={t('pause.lead')}>
      {choices.error ? (
        <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />
      ) : null}
      {choices.isPending ? <Loading /> : null}
      {choices.data ? <PauseForm held={held} choices={choices.data} /> : null}
    </Page>
  );
}

function PauseForm({ held, choices }: { held: PortalSubscription; choices: Choices }) {
  const { t } = useTranslation('portal');
  const { org, path } = usePortal();
  const usual = addMonths(choices.today, 1);
  const [until, setUntil] = useState(usual < choices.latest_resume ? usual : choices.latest_resume);
  const address = `${path}/subscriptions/${held.id}/pause`;
  const preview = useQuery({
    queryKey: ['portal', org, 'pause', held.id, until],
    queryFn: ({ signal }) => api.get<PausePreview>(address, { query: { until_on: until }, signal }),
    staleTime: 0,
    retry: false,
  });
  const pause = usePausing(held, address);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        pause.mutate(until);
      }}
    >
      <DatePickerInput
        size="lg"
        label={t('pause.until')}
        valueFormat="D MMMM YYYY"
        minDate={choices.today}
        maxDate={choices.latest_resume}
        value={until}
        onChange={(day) => {
          if (day) setUntil(day);
        }}
      />
      {preview.data ? <Effect held={held} preview={preview.data} /> : null}
      <Failure error={pause.error ?? preview.error} />
      <div className={classes.actions}>
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={pause.isPending}
          disabled={!preview.data}
        >
          {t('pause.confirm', { plan: held.plan_name })}
        </Button>
        <Button component={Link} to={`/portal/${org}` as string} size="lg">
          {t('back')}
        </Button>
      </div>
    </form>
  );
}

function Effect({ held, preview }: { held: PortalSubscription; preview: PausePreview }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { until_on: until, next_billing_on: next, credit, currency } = preview;
  return (
    <Receipt
      title={held.plan_name}
      currency={currency}
      lines={[
        { key: 'from', text: t('pause.from'), value: say.date(preview.from_on) },
        ...(until ? [{ key: 'back', text: t('pause.back'), value: say.date(until) }] : []),
        ...(credit ? [{ key: 'credit', text: t('pause.credit'), minor: credit }] : []),
        ...(next ? [{ key: 'next', text: t('cancel.next_charge'), value: say.date(next) }] : []),
      ]}
      foot={t(credit === null ? 'pause.foot' : 'pause.foot_credit')}
    />
  );
}

function usePausing(held: PortalSubscription, address: string) {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  const router = useRouter();
  const say = useSay();
  return useMutation({
    mutationFn: (until: string) => api.post<Overview>(address, { body: { until_on: until } }),
    onSuccess: (overview, until) => {
      queryClient.setQueryData(overviewQuery(org).queryKey, overview);
      toast({ message: t('pause.done', { plan: held.plan_name, date: say.date(until) }) });
      router.history.push(`/portal/${org}`);
    },
  });
}
