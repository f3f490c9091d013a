import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { UiProvider } from '../../ui/index.ts';
import { sessionQuery } from '../queries.ts';

/** Theme, texts and toasts around every page; the accent follows the organization looked at. */
export function Root() {
  const { i18n } = useTranslation();
  const { org } = useParams({ strict: false }) as { org?: string };
  const session = useQuery(sessionQuery);
  const current = session.data?.organizations.find(({ slug }) => slug === org);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <UiProvider
      accent={current?.accent ?? null}
      language={i18n.language === 'fr' ? 'fr' : 'en'}
      timeZone={timeZone}
      currency="EUR"
      today={new Intl.DateTimeFormat('en-CA').format()}
    >
      <Outlet />
    </UiProvider>
  );
}
