import { BarChart } from '@mantine/charts';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanRevenue } from '../../api/reports.ts';
import { digitsOf, useFormat } from '../../ui/index.ts';
import {
  ChartBox,
  CurrencyPills,
  Loaded,
  NothingYet,
  type ReportColumn,
  ReportTable,
} from './ReportParts.tsx';
import { RevenueDocuments } from './RevenueDocuments.tsx';
import { RowsLink } from './RowsLink.tsx';
import { useCurrency, useMonths, useReport } from './useReport.ts';

const route = getRouteApi('/o/$org/reports');

const palette = [
  'teal.7',
  'indigo.6',
  'orange.6',
  'grape.6',
  'cyan.6',
  'lime.7',
  'pink.6',
  'gray.6',
];

/** What each plan brought in by month of issue, without tax. */
export function PlanRevenueReport() {
  const query = useReport<{ items: PlanRevenue[] }>('plan-revenue', useMonths());
  return <Loaded query={query}>{({ items }) => <ByPlan items={items} />}</Loaded>;
}

type Plan = { key: string; name: string };
type Month = { month: string; sums: Map<string, number>; total: number };

function monthsOf(rows: PlanRevenue[], nameOf: (row: PlanRevenue) => string) {
  const plans = new Map<string, Plan>();
  const months = new Map<string, Month>();
  for (const row of rows) {
    const key = row.plan_id ?? 'none';
    plans.set(key, { key, name: nameOf(row) });
    const month = months.get(row.month) ?? { month: row.month, sums: new Map(), total: 0 };
    month.sums.set(key, (month.sums.get(key) ?? 0) + row.net);
    month.total += row.net;
    months.set(row.month, month);
  }
  return { plans: [...plans.values()], months: [...months.values()] };
}

function ByPlan({ items }: { items: PlanRevenue[] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { month, plan } = route.useSearch();
  const { all, usual, currency, rows } = useCurrency(items);
  const { plans, months } = monthsOf(rows, (row) => row.plan_name ?? t('plans.none'));
  const columns = useColumns(plans, currency);
  if (months.length === 0) return <NothingYet />;
  return (
    <>
      <CurrencyPills all={all} usual={usual} />
      <ChartBox label={t('plans.chart')}>
        <BarChart
          h={260}
          data={months.map(({ month, sums }) => ({
            month: format.monthAndYear(`${month}-01`),
            ...Object.fromEntries(sums),
          }))}
          dataKey="month"
          type="stacked"
          withLegend
          valueFormatter={(value) => format.money(value, currency)}
          series={plans.map(({ key, name }, i) => ({
            name: key,
            label: name,
            color: palette[i % palette.length] ?? 'gray.6',
          }))}
        />
      </ChartBox>
      <ReportTable
        label={t('plans.title')}
        file="revenue-by-plan"
        columns={columns}
        rows={months.toReversed()}
        rowKey={(row) => row.month}
      />
      {month ? (
        <RevenueDocuments
          {...{ month, plan, currency }}
          name={plans.find(({ key }) => key === plan)?.name ?? t('plans.title')}
        />
      ) : null}
    </>
  );
}

function useColumns(plans: Plan[], currency: string): ReportColumn<Month>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const whole = 10 ** digitsOf(currency);
  return [
    {
      key: 'month',
      header: t('month'),
      title: t('month'),
      cell: (row) => format.monthOf(`${row.month}-01`),
      raw: (row) => row.month,
    },
    ...plans.map(
      ({ key, name }): ReportColumn<Month> => ({
        key,
        header: name,
        title: `${name} (${currency})`,
        align: 'end',
        cell: (row) => <Sum row={row} plan={key} currency={currency} />,
        raw: (row) => (row.sums.get(key) ?? 0) / whole,
      }),
    ),
    {
      key: 'total',
      header: t('total'),
      title: `${t('total')} (${currency})`,
      align: 'end',
      cell: (row) => (
        <strong>
          <RowsLink to={{ month: row.month }}>{format.money(row.total, currency)}</RowsLink>
        </strong>
      ),
      raw: (row) => row.total / whole,
    },
  ];
}

type SumProps = { row: Month; plan: string; currency: string };

/** What a plan brought in, leading to its documents; nothing at all where there are none. */
function Sum({ row, plan, currency }: SumProps) {
  const format = useFormat();
  const sum = row.sums.get(plan);
  if (sum === undefined) return <span className="muted">—</span>;
  return <RowsLink to={{ month: row.month, plan }}>{format.money(sum, currency)}</RowsLink>;
}
