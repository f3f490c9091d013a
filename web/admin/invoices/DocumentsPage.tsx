import { Button, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FullOrganization } from '../../api/settings.ts';
import { Callout, EmptyState, ErrorState, Loading, PageHeader, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { DocumentFiles } from './DocumentFiles.tsx';
import { type DocumentsAsk, documentsQuery } from './queries.ts';

const route = getRouteApi('/o/$org/documents');

/** What leaves as a file: documents for the accountant and the bank, of some days. */
export function DocumentsPage() {
  const { t } = useTranslation('documents');
  const { org, organization, can } = useOrganization();
  const format = useFormat();
  const search = route.useSearch();
  const starts = (organization as FullOrganization).settings.accounting.year_starts;
  const ask = asked(search, currentYear(organization.today, starts));
  const summary = useQuery({ ...documentsQuery(org, ask), enabled: can('people.export') });
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('text')} />
      {can('people.export') ? null : <EmptyState title={t('not_allowed')} />}
      {can('people.export') ? <PeriodFields ask={ask} starts={starts} /> : null}
      {summary.isError ? (
        <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />
      ) : null}
      {can('people.export') && summary.isPending ? <Loading /> : null}
      {summary.data ? (
        <section className={shared.section} aria-busy={summary.isPlaceholderData}>
          <h2>
            {t('period.shown', {
              from: format.fullDate(summary.data.from),
              to: format.fullDate(summary.data.to),
            })}
          </h2>
          <SirenMissing />
          <DocumentFiles summary={summary.data} ask={ask} />
        </section>
      ) : null}
    </>
  );
}

/** The year in which the fiscal year of a day begins. */
function currentYear(today: string, starts: number): number {
  const year = Number(today.slice(0, 4));
  return Number(today.slice(5, 7)) >= starts ? year : year - 1;
}

function asked(search: DocumentsAsk, year: number): DocumentsAsk {
  if (search.from && search.to) return { from: search.from, to: search.to };
  return { year: search.year ?? String(year), month: search.month };
}

function SirenMissing() {
  const { t } = useTranslation('documents');
  const { org, organization } = useOrganization();
  const { siren } = (organization as FullOrganization).settings.identity;
  if (siren.replace(/\D/g, '').length >= 9) return null;
  return (
    <Callout tone="warn">
      {t('no_siren')}{' '}
      <Link to={`/o/${org}/settings` as string} search={{ section: 'documents' } as never}>
        {t('enter_siren')}
      </Link>
    </Callout>
  );
}

function PeriodFields({ ask, starts }: { ask: DocumentsAsk; starts: number }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { organization } = useOrganization();
  const navigate = route.useNavigate();
  const set = (search: DocumentsAsk) => void navigate({ search, replace: true });
  const latest = currentYear(organization.today, starts);
  const monthName = (month: number) =>
    new Intl.DateTimeFormat(format.language, { month: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2026, month, 1)),
    );
  const yearName = (year: number) => (starts === 1 ? String(year) : `${year}–${year + 1}`);
  return (
    <div className={shared.filters}>
      <Select
        className={shared.narrow}
        aria-label={t('period.year')}
        placeholder={t('period.year')}
        data={Array.from({ length: 11 }, (_, i) => latest - i).map((year) => ({
          value: String(year),
          label: yearName(year),
        }))}
        value={ask.year ?? null}
        onChange={(year) => set({ year: year ?? String(latest) })}
      />
      <Select
        className={shared.narrow}
        aria-label={t('period.month')}
        placeholder={t('period.whole_year')}
        clearable
        data={Array.from({ length: 12 }, (_, i) => ({
          value: String(i + 1),
          label: monthName(i),
        }))}
        value={ask.month ?? null}
        onChange={(month) => set({ year: ask.year ?? String(latest), month: month ?? undefined })}
      />
      <DatePickerInput
        className={shared.wide}
        type="range"
        clearable
        aria-label={t('period.days')}
        placeholder={t('period.days')}
        valueFormat="D MMM YYYY"
        defaultValue={[ask.from ?? null, ask.to ?? null]}
        key={`${ask.from}${ask.to}`}
        onChange={([from, to]) => {
          if (from && to) set({ from, to });
          else if (!from && !to && ask.from) set({});
        }}
      />
      {ask.from ? (
        <Button variant="subtle" onClick={() => set({})}>
          {t('period.whole_year')}
        </Button>
      ) : null}
    </div>
  );
}
