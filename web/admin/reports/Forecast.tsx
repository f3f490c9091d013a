import { BarChart } from '@mantine/charts';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ForecastMonth } from '../../api/reports.ts';
import { Callout, digitsOf, useFormat } from '../../ui/index.ts';
import {
  ChartBox,
  CurrencyPills,
  Loaded,
  NothingYet,
  type ReportColumn,
  ReportTable,
} from './ReportParts.tsx';
import { RowsLink } from './RowsLink.tsx';
import { monthSpan } from './spans.ts';
import { UpcomingInvoices } from './UpcomingInvoices.tsx';
import { useCurrency, useReport } from './useReport.ts';

const route = getRouteApi('/o/$org/reports');

type Answer = { items: ForecastMonth[]; held: number };

/** The next twelve months as the billing run will issue them, if nothing changes. */
export function Forecast() {
  const query = useReport<Answer>('forecast');
  return <Loaded query={query}>{(answer) => <Coming answer={answer} />}</Loaded>;
}

function Coming({ answer }: { answer: Answer }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { month } = route.useSearch();
  const { all, usual, currency, rows } = useCurrency(answer.items);
  const columns = useColumns(currency);
  return (
    <>
      {answer.held > 0 ? (
        <Callout tone="warn">{t('forecast.held', { count: answer.held })}</Callout>
      ) : null}
      {rows.length === 0 ? (
        <NothingYet />
      ) : (
        <>
          <CurrencyPills all={all} usual={usual} />
          <ChartBox label={t('forecast.chart')}>
            <BarChart
              h={260}
              data={rows.map((row) => ({
                month: format.monthAndYear(`${row.month}-01`),
                net: row.net,
                tax: row.total - row.net,
              }))}
              dataKey="month"
              type="stacked"
              withLegend
              valueFormatter={(value) => format.money(value, currency)}
              series={[
                { name: 'net', label: t('forecast.net'), color: 'teal.7' },
                { name: 'tax', label: t('forecast.tax'), color: 'gray.5' },
              ]}
            />
          </ChartBox>
          <ReportTable
            label={t('forecast.title')}
            file="forecast"
            columns={columns}
            rows={rows}
            rowKey={(row) => row.month}
          />
          {month ? (
            <UpcomingInvoices
              title={t('upcoming.title', { when: format.monthOf(`${month}-01`) })}
              {...monthSpan(month)}
              currency={currency}
            />
          ) : null}
        </>
      )}
    </>
  );
}

function useColumns(currency: string): ReportColumn<ForecastMonth>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const whole = 10 ** digitsOf(currency);
  const amount = (key: 'net' | 'total'): ReportColumn<ForecastMonth> => ({
    key,
    header: t(`forecast.${key}`),
    title: `${t(`forecast.${key}`)} (${currency})`,
    align: 'end',
    cell: (row) => (
      <RowsLink to={{ month: row.month }}>{format.money(row[key], currency)}</RowsLink>
    ),
    raw: (row) => row[key] / whole,
  });
  return [
    {
      key: 'month',
      header: t('month'),
      title: t('month'),
      cell: (row) => format.monthOf(`${row.month}-01`),
      raw: (row) => row.month,
    },
    {
      key: 'invoices',
      header: t('collection.invoices'),
      title: t('collection.invoices'),
      align: 'end',
      cell: (row) => <RowsLink to={{ month: row.month }}>{format.number(row.invoices)}</RowsLink>,
      raw: (row) => row.invoices,
    },
    amount('net'),
    amount('total'),
  ];
}
