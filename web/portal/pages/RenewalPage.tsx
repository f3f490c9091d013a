import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { ErrorState, Loading } from '../../ui/index.ts';
import { Page } from '../frame/Page.tsx';
import { usePortal } from '../portal.ts';
import { renewalQuery } from '../queries.ts';
import type { MemberRenewal } from '../renewalTypes.ts';
import { BackHome } from './PayPage.tsx';
import { RenewalAsk } from './RenewalAsk.tsx';
import { RenewalOffer } from './RenewalOffer.tsx';
import { RenewalRefuse } from './RenewalRefuse.tsx';
import { RenewalStanding } from './RenewalStanding.tsx';

/** The next term: what is offered, one button to accept it, and a way to ask for something else. */
export function RenewalPage() {
  const { t } = useTranslation('portal');
  const { renewal: id } = useParams({ strict: false }) as { renewal: string };
  const { org } = usePortal();
  const { data, error, isPending, refetch } = useQuery({ ...renewalQuery(org, id), retry: false });
  if (isProblem(error) && error.status === 404) {
    return (
      <Page title={t('gone.title')} lead={t('gone.text')}>
        <BackHome />
      </Page>
    );
  }
  if (data) return <Answering key={data.state} renewal={data} />;
  return (
    <Page title={t('renewal.title')}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Loading /> : null}
    </Page>
  );
}

type Doing = 'reading' | 'asking' | 'refusing';

function Answering({ renewal }: { renewal: MemberRenewal }) {
  const { t } = useTranslation('portal');
  const [doing, setDoing] = useState<Doing>('reading');
  const plan = renewal.plan.name;
  const back = () => setDoing('reading');
  if (doing === 'asking') {
    return (
      <Page title={t('renewal.ask_title')} lead={t('renewal.ask_lead')}>
        <RenewalAsk renewal={renewal} onBack={back} />
      </Page>
    );
  }
  if (doing === 'refusing') {
    return (
      <Page title={t('renewal.refuse_title', { plan })}>
        <RenewalRefuse renewal={renewal} onBack={back} />
      </Page>
    );
  }
  return (
    <Page title={renewal.state === 'sent' ? t('renewal.title_plan', { plan }) : t('renewal.title')}>
      <RenewalStanding renewal={renewal} />
      <RenewalOffer
        renewal={renewal}
        onAsk={() => setDoing('asking')}
        onRefuse={() => setDoing('refusing')}
      />
    </Page>
  );
}
