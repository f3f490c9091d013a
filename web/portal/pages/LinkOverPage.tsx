import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { ErrorState } from '../../ui/index.ts';
import { Page } from '../frame/Page.tsx';
import { RequestLink } from './RequestLink.tsx';

/** An e-mailed link that is used up or too old: ask for a new one on the spot. */
export function LinkOverPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('portal');
  const router = useRouter();
  const isOver = isProblem(error, 'link_expired') || isProblem(error, 'invalid_input');
  if (isOver) {
    return (
      <Page title={t('over.title')} lead={t('over.text')} back="none">
        <RequestLink />
      </Page>
    );
  }
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('over.failed')} back="none">
      <ErrorState error={error} onRetry={retry} />
    </Page>
  );
}
