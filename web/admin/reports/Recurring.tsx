import { BarChart } from '@mantine/charts';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type MovementKind, type MovementMonth, movementKinds } from '../../api/reports.ts';
import { digitsOf, useFormat } from '../../ui/index.ts';
import { MovementPeople } from './MovementPeople.tsx';
import {
  ChartBox,
  CurrencyPills,
  Loaded,
  NothingYet,
  type ReportColumn,
  ReportTable,
} from './ReportParts.tsx';
import { RowsLink } from './RowsLink.tsx';
import { useCurrency, useMonths, useReport } from './useReport.ts';

const route = getRouteApi('/o/$org/reports');
const colors: Record<MovementKind, string> = {
  new: 'teal.7',
  reactivation: 'cyan.6',
  expansion: 'lime.6',
  contraction: 'orange.6',
  churn: 'red.7',
};

/** Monthly recurring revenue: what came in, what left, month by month. */
export function Recurring() {
  const query = useReport<{ items: MovementMonth[] }>('recurring-revenue', useMonths());
  return <Loaded query={query}>{({ items }) => <Movements items={items} />}</Loaded>;
}

function Movements({ items }: { items: MovementMonth[] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { month, kind } = route.useSearch();
  const { all, usual, currency, rows } = useCurrency(items);
  const columns = useColumns(currency);
  if (rows.length === 0) return <NothingYet />;
  const money = (value: number) => format.money(value, currency);
  return (
    <>
      <CurrencyPills all={all} usual={usual} />
      <ChartBox label={t('recurring.chart')}>
        <BarChart
          h={260}
          data={rows.map((row) => ({ ...row, month: format.monthAndYear(`${row.month}-01`) }))}
          dataKey="month"
          type="stacked"
          barChartProps={{ stackOffset: 'sign' }}
          withLegend
          valueFormatter={money}
          series={movementKinds.map((name) => ({
            name,
            label: t(`kind.${name}`),
            color: colors[name],
          }))}
        />
      </ChartBox>
      <ReportTable
        label={t('recurring.title')}
        file="recurring-revenue"
        columns={columns}
        rows={rows.toReversed()}
        rowKey={(row) => row.month}
      />
      {month ? <MovementPeople month={month} kind={kind} currency={currency} /> : null}
    </>
  );
}

function useColumns(currency: string): ReportColumn<MovementMonth>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const whole = 10 ** digitsOf(currency);
  const plain = (key: 'opening' | 'closing'): ReportColumn<MovementMonth> => ({
    key,
    header: t(`recurring.${key}`),
    title: `${t(`recurring.${key}`)} (${currency})`,
    align: 'end',
    cell: (row) => <Sum row={row} kind={key} />,
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
    plain('opening'),
    ...movementKinds.map(
      (kind): ReportColumn<MovementMonth> => ({
        key: kind,
        header: t(`kind.${kind}`),
        title: `${t(`kind.${kind}`)} (${currency})`,
        align: 'end',
        cell: (row) => <Moved row={row} kind={kind} />,
        raw: (row) => row[kind] / whole,
      }),
    ),
    plain('closing'),
  ];
}

type SumProps = { row: MovementMonth; kind: 'opening' | 'closing' };

/** A sum leads to who pays how much by then. */
function Sum({ row, kind }: SumProps) {
  const format = useFormat();
  const said = format.money(row[kind], row.currency);
  if (row[kind] === 0) return <span className="muted">{said}</span>;
  return <RowsLink to={{ month: row.month, kind }}>{said}</RowsLink>;
}

/** A movement leads to the people behind it. */
function Moved({ row, kind }: { row: MovementMonth; kind: MovementKind }) {
  const format = useFormat();
  const amount = row[kind];
  if (amount === 0) return <span className="muted">—</span>;
  return (
    <RowsLink to={{ month: row.month, kind }}>
      {amount > 0 ? '+' : '−'}
      {format.money(Math.abs(amount), row.currency)}
    </RowsLink>
  );
}
