import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { UiProvider } from '../../ui/index.ts';
import { useOrg } from '../portal.ts';
import { faceQuery } from '../queries.ts';
import { Shell } from './Shell.tsx';

/** Theme and formats of the organization whose page it is, around every page. */
export function Root() {
  const { i18n } = useTranslation('portal');
  const { org } = useOrg();
  const { data: face } = useQuery({ ...faceQuery(org), enabled: org !== '' });
  useEffect(() => {
    document.title = face?.name ?? 'Cercle';
  }, [face]);
  return (
    <UiProvider
      accent={face?.accent ?? null}
      language={i18n.language === 'fr' ? 'fr' : 'en'}
      timeZone={face?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
      currency={face?.currency ?? 'EUR'}
      today={face?.today ?? new Intl.DateTimeFormat('en-CA').format()}
    >
      <Shell name={face?.name ?? 'Cercle'}>
        <Outlet />
      </Shell>
    </UiProvider>
  );
}
