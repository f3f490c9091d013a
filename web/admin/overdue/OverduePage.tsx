import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/index.ts';
import { Pills } from '../shared/Pills.tsx';
import { CaseBoard } from './CaseBoard.tsx';
import { Recovery } from './Recovery.tsx';

const route = getRouteApi('/o/$org/overdue');

/** Payments that failed: what happens next by itself, what the team can do, what came back. */
export function OverduePage() {
  const { t } = useTranslation('overdue');
  const { view } = route.useSearch();
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <Pills
            label={t('view.label')}
            name="view"
            pills={[
              { value: undefined, label: t('view.cases') },
              { value: 'figures', label: t('view.figures') },
            ]}
          />
        }
      />
      {view === 'figures' ? <Recovery /> : <CaseBoard />}
    </>
  );
}
