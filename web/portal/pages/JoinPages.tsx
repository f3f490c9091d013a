import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { ErrorState, Loading } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { useOrg } from '../portal.ts';
import { faceQuery, offersQuery, overviewQuery, ownOfferQuery } from '../queries.ts';
import { JoinForm } from './JoinForm.tsx';
import { AlreadyMember, OfferCard, OfferHead } from './OfferCard.tsx';
import { BackHome } from './PayPage.tsx';
import { SignUpForm } from './SignUpForm.tsx';

/** Whether somebody is signed in here; null while that is asked. */
function useIsSignedIn(): boolean | null {
  const { org } = useOrg();
  const overview = useQuery({ ...overviewQuery(org), retry: false });
  return overview.isPending ? null : overview.data !== undefined;
}

/** What anybody may join: each plan with its prices and the way to take it. */
export function JoinPage() {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const isSignedIn = useIsSignedIn();
  const { data: face } = useQuery(faceQuery(org));
  const offers = useQuery({
    ...offersQuery(org, isSignedIn ?? false),
    enabled: isSignedIn !== null,
  });
  const organization = face?.name ?? '';
  return (
    <Page title={t('join.title', { organization })} back={isSignedIn ? 'start' : 'none'}>
      {offers.error ? (
        <ErrorState error={offers.error} onRetry={() => void offers.refetch()} />
      ) : null}
      {offers.isPending ? <Loading /> : null}
      {offers.data?.items.length === 0 ? <p className="soft">{t('join.nothing')}</p> : null}
      <div className={classes.form}>
        {offers.data?.items.map((offer) => (
          <OfferCard key={offer.id} offer={offer} />
        ))}
      </div>
      {isSignedIn === false ? <AlreadyMember /> : null}
    </Page>
  );
}

/** One plan: who is signed in goes on with its form, others with their e-mail address. */
export function JoinPlanPage() {
  const isSignedIn = useIsSignedIn();
  if (isSignedIn === null) return <Loading />;
  return isSignedIn ? <Own /> : <Strange />;
}

function usePlanId(): string {
  return (useParams({ strict: false }) as { plan: string }).plan;
}

function Own() {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const offer = useQuery({ ...ownOfferQuery(org, usePlanId()), retry: false });
  if (offer.isPending) return <Loading />;
  if (!offer.data) return <NotOffered error={offer.error} onRetry={() => void offer.refetch()} />;
  const { data } = offer;
  const key = data.approval_needed ? 'join.title_ask' : 'join.title_plan';
  return (
    <Page title={t(key, { plan: data.name })} lead={data.intro || data.description || null}>
      {data.held || data.seats_left === 0 ? (
        <>
          <p className="soft">{t(data.held ? 'join.held' : 'join.full')}</p>
          <BackHome />
        </>
      ) : (
        <JoinForm offer={data} />
      )}
    </Page>
  );
}

function Strange() {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const id = usePlanId();
  const offers = useQuery({ ...offersQuery(org, false, id), retry: false });
  if (offers.isPending) return <Loading />;
  const offer = offers.data?.items[0];
  if (!offer) return <NotOffered error={offers.error} onRetry={() => void offers.refetch()} />;
  return (
    <Page title={t('join.title_plan', { plan: offer.name })} back="none">
      <OfferHead offer={offer} />
      <SignUpForm plan={offer} />
      <AlreadyMember />
    </Page>
  );
}

/** A plan that is sold no more, or never was; or the way there failed. */
function NotOffered({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const isRefusal = isProblem(error) && error.status >= 400 && error.status < 500;
  return (
    <Page title={t('join.not_offered')} back="none">
      {isRefusal ? <Failure error={error} /> : <ErrorState error={error} onRetry={onRetry} />}
      <Button component={Link} to={`/portal/${org}/join` as string} size="lg" fullWidth>
        {t('join.see_all')}
      </Button>
    </Page>
  );
}
