import { DatePickerInput } from '@mantine/dates';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillingPreview } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { addDays, addMonths, ErrorState, PageHeader, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { UpcomingInvoices } from '../reports/UpcomingInvoices.tsx';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { HeldList } from './HeldList.tsx';
import { PreviewDays } from './PreviewDays.tsx';
import { RunNow } from './RunNow.tsx';

const route = getRouteApi('/o/$org/billing');

/** What the billing run will do until a day, and what waits for a decision. */
export function BillingPage() {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { org, path, can } = useOrganization();
  const navigate = route.useNavigate();
  const { until = addMonths(format.today, 1), day } = route.useSearch();
  const preview = useQuery({
    queryKey: ['org', org, 'billing', until],
    queryFn: ({ signal }) =>
      api.get<BillingPreview>(`${path}/billing/preview`, { query: { until }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={can('billing.run') ? <RunNow /> : null}
      />
      <div className={shared.filters}>
        <DatePickerInput
          label={t('until')}
          valueFormat="D MMMM YYYY"
          minDate={format.today}
          maxDate={addMonths(format.today, 12)}
          presets={[
            { value: addDays(format.today, 1), label: t('preset.tomorrow') },
            { value: addDays(format.today, 7), label: t('preset.week') },
            { value: addMonths(format.today, 1), label: t('preset.month') },
            { value: addMonths(format.today, 3), label: t('preset.quarter') },
          ]}
          value={until}
          onChange={(date) =>
            void navigate({ search: { until: date ?? undefined }, replace: true })
          }
        />
      </div>
      {preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {preview.isPending ? <SkeletonLines /> : null}
      {preview.data ? (
        <>
          <HeldList held={preview.data.held} />
          <PreviewDays days={preview.data.days} until={until} stale={preview.isPlaceholderData} />
          {day ? (
            <UpcomingInvoices
              title={t('invoices_on', { date: format.fullDate(day) })}
              from={day}
              to={day}
            />
          ) : null}
        </>
      ) : null}
    </>
  );
}
