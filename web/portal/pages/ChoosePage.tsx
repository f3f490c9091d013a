import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '../frame/Page.tsx';
import { sessionQuery } from '../queries.ts';
import { Rows } from './Rows.tsx';

/** For members of several organizations: which one. */
export function ChoosePage() {
  const { t } = useTranslation('portal');
  const { data } = useSuspenseQuery(sessionQuery);
  if (data.portals.length === 0) {
    return (
      <Page title={t('choose.none')} lead={t('choose.none_text')} back="none">
        {null}
      </Page>
    );
  }
  return (
    <Page title={t('choose.title')} back="none">
      <Rows
        label={t('choose.title')}
        rows={data.portals.map(({ slug, name }) => ({ to: `/portal/${slug}`, text: name }))}
      />
    </Page>
  );
}
