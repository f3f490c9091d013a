import '@mantine/charts/styles.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import { Cohorts } from './Cohorts.tsx';
import { Collection } from './Collection.tsx';
import { Duplicates } from './Duplicates.tsx';
import { Forecast } from './Forecast.tsx';
import { Members } from './Members.tsx';
import { PlanRevenueReport } from './PlanRevenueReport.tsx';
import { Recurring } from './Recurring.tsx';

const route = getRouteApi('/o/$org/reports');

const reports = {
  recurring: Recurring,
  members: Members,
  cohorts: Cohorts,
  plans: PlanRevenueReport,
  collection: Collection,
  forecast: Forecast,
  duplicates: Duplicates,
};

type Name = keyof typeof reports;

const names = Object.keys(reports) as Name[];

/** One report at a time: a chart, its table, a file of it; the address says which. */
export function ReportsPage() {
  const { t } = useTranslation('reports');
  const { report } = route.useSearch();
  const name = names.find((each) => each === report) ?? 'recurring';
  const Report = reports[name];
  return (
    <>
      <PageHeader title={t('title')} subtitle={t(`${name}.text`)} />
      <div className={shared.filters}>
        <Pills
          label={t('which')}
          name="report"
          clears={['month', 'kind', 'plan', 'show']}
          pills={names.map((each) => ({
            value: each === 'recurring' && report !== each ? undefined : each,
            label: t(`${each}.title`),
          }))}
        />
        {name === 'forecast' || name === 'duplicates' ? null : (
          <Pills
            label={t('span')}
            name="months"
            pills={[undefined, '24', '36'].map((value) => ({
              value,
              label: t('months', { count: Number(value ?? 12) }),
            }))}
          />
        )}
      </div>
      <Report />
    </>
  );
}
