import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { ErrorState, Loading } from '../../ui/index.ts';
import { SetupWizard } from './SetupWizard.tsx';
import { Shell } from './Shell.tsx';

type State = { needed: boolean; valid: boolean };

/** The link that the program printed: the wizard, or why it cannot be used. */
export function SetupPage() {
  const { t } = useTranslation('entry');
  const { token = '' } = useSearch({ from: '/setup' });
  const state = useQuery({
    queryKey: ['setup', token],
    queryFn: ({ signal }) => api.get<State>('/setup', { query: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (state.error) {
    return (
      <Shell title={t('setup.title')}>
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      </Shell>
    );
  }
  if (!state.data) {
    return (
      <Shell title={t('setup.title')}>
        <Loading />
      </Shell>
    );
  }
  if (!state.data.needed) {
    return (
      <Shell title={t('setup.done')} lead={t('setup.done_text')}>
        <Button component="a" href="/sign-in" size="lg" variant="filled">
          {t('setup.to_sign_in')}
        </Button>
      </Shell>
    );
  }
  if (state.data.valid) return <SetupWizard token={token} />;
  return token ? (
    <Shell title={t('setup.used')} lead={t('setup.used_text')} />
  ) : (
    <Shell title={t('setup.no_token')} lead={t('setup.no_token_text')} />
  );
}
