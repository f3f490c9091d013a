import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../api/http.ts';
import type { Recovery as Figures, RecoveryMonth } from '../../api/overdue.ts';
import { addMonths, EmptyState, ErrorState, Loading, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Pills } from '../shared/Pills.tsx';
import { FirstTries } from './FirstTries.tsx';
import classes from './Overdue.module.css';
import { RecoveryChart } from './RecoveryChart.tsx';
import { RecoverySteps } from './RecoverySteps.tsx';
import { Cases, RecoveryMonths } from './RecoveryTables.tsx';

const route = getRouteApi('/o/$org/overdue');

/** What failed payments came to: recovered beside lost, and the rate of each step. */
export function Recovery() {
  const { t } = useTranslation('overdue');
  const { path } = useOrganization();
  const { span, charges, of } = route.useSearch();
  const asked = useAsked();
  const figures = useFigures(asked);
  const currency = useCurrency(figures.data);
  const months = (figures.data?.months ?? []).filter((row) => row.currency === currency.chosen);
  return (
    <>
      <div className={classes.bar}>
        <Pills
          label={t('span.label')}
          name="span"
          pills={[
            { value: '3', label: t('span.months', { count: 3 }) },
            { value: undefined, label: t('span.months', { count: 12 }) },
            { value: '24', label: t('span.months', { count: 24 }) },
          ]}
        />
        {currency.all.length > 1 ? (
          <Pills
            label={t('currency')}
            name="currency"
            pills={currency.all.map((code, i) => ({
              value: i === 0 ? undefined : code,
              label: code,
            }))}
          />
        ) : null}
        <a
          className={classes.download}
          href={apiUrl(`${path}/overdue-cases/statistics/csv`, asked)}
        >
          {t('csv')}
        </a>
      </div>
      {figures.isError ? (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : !figures.data ? (
        <Loading />
      ) : months.length === 0 && figures.data.steps.every(({ tried }) => tried === 0) ? (
        <EmptyState title={t('empty.figures')}>{t('empty.figures_text')}</EmptyState>
      ) : (
        <>
          <Headline months={months} currency={currency.chosen} between={asked} />
          <RecoveryChart
            key={span ?? ''}
            months={months}
            currency={currency.chosen}
            from={figures.data.from}
            to={figures.data.to}
          />
          <RecoveryMonths months={months} currency={currency.chosen} />
          <RecoverySteps steps={figures.data.steps} from={figures.data.from} to={figures.data.to} />
          {charges ? <FirstTries {...asked} paid={charges === 'paid'} currency={of} /> : null}
        </>
      )}
    </>
  );
}

/** Whole months up to today: as many before this one as the address says. */
function useAsked(): { from: string; to: string } {
  const { span } = route.useSearch();
  const { today } = useFormat();
  const months = span === '3' || span === '24' ? Number(span) : 12;
  return { from: addMonths(`${today.slice(0, 7)}-01`, -months), to: today };
}

function useFigures(asked: { from: string; to: string }) {
  const { org, path } = useOrganization();
  return useQuery({
    queryKey: ['org', org, 'overdue-figures', asked],
    queryFn: ({ signal }) =>
      api.get<Figures>(`${path}/overdue-cases/statistics`, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The currencies there are, the organization's first; the address chooses another. */
function useCurrency(figures: Figures | undefined): { all: string[]; chosen: string } {
  const { currency: asked } = route.useSearch();
  const { currency: own } = useFormat();
  const found = new Set((figures?.months ?? []).map(({ currency }) => currency));
  const all = [...found].sort((a, b) => Number(b === own) - Number(a === own) || (a < b ? -1 : 1));
  return { all, chosen: asked ?? all[0] ?? own };
}

type HeadlineProps = {
  months: RecoveryMonth[];
  currency: string;
  between: { from: string; to: string };
};

function Headline({ months, currency, between }: HeadlineProps) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const sum = (pick: (row: RecoveryMonth) => number) =>
    months.reduce((total, row) => total + pick(row), 0);
  const recovered = sum((row) => row.recovered.amount);
  const lost = sum((row) => row.lost.amount);
  const share = recovered + lost > 0 ? recovered / (recovered + lost) : 0;
  const cases = (state: 'recovered' | 'lost', amount: number) => {
    const said = format.money(amount, currency);
    if (amount === 0) return said;
    return <Cases to={{ state, ...between, currency }}>{said}</Cases>;
  };
  return (
    <dl className={classes.headline}>
      <div>
        <dt>{t('figure.recovered')}</dt>
        <dd data-tone="good">{cases('recovered', recovered)}</dd>
      </div>
      <div>
        <dt>{t('figure.lost')}</dt>
        <dd>{cases('lost', lost)}</dd>
      </div>
      <div>
        <dt>{t('figure.share')}</dt>
        <dd>{format.percent(share)}</dd>
      </div>
    </dl>
  );
}
