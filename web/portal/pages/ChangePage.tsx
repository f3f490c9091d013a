import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, Loading } from '../../ui/index.ts';
import { Page } from '../frame/Page.tsx';
import { usePortal } from '../portal.ts';
import { choicesQuery } from '../queries.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { BackHome } from './PayPage.tsx';

/** Another plan, interval or number: what it costs now, then one button. */
export function ChangePage() {
  const { t } = useTranslation('portal');
  const { subscription: id } = useParams({ strict: false }) as { subscription: string };
  const { org, overview } = usePortal();
  const held = overview.subscriptions.find((each) => each.id === id);
  const canChange = held?.changeable ?? false;
  const choices = useQuery({ ...choicesQuery(org, id), enabled: canChange });
  const plan = held?.plan_name ?? '';
  if (!held || !canChange) {
    return (
      <Page title={plan || t('gone.title')} lead={held ? t('change.closed', { plan }) : null}>
        <BackHome />
      </Page>
    );
  }
  return (
    <Page title={t('change.title', { plan })}>
      {choices.error ? (
        <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />
      ) : null}
      {choices.isPending ? <Loading /> : null}
      {choices.data ? <ChangeForm held={held} choices={choices.data} /> : null}
    </Page>
  );
}
