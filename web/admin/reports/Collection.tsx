import { BarChart } from '@mantine/charts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CollectionMonth } from '../../api/reports.ts';
import { digitsOf, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import {
  ChartBox,
  CurrencyPills,
  Loaded,
  NothingYet,
  type ReportColumn,
  ReportTable,
} from './ReportParts.tsx';
import classes from './Reports.module.css';
import { monthSpan } from './spans.ts';
import { useCurrency, useMonths, useReport } from './useReport.ts';

type Figure = 'billed' | 'collected' | 'credited' | 'open' | 'overdue' | 'lost';

const figures: Figure[] = ['billed', 'collected', 'credited', 'open', 'overdue', 'lost'];
/** The invoices behind a figure: its sum over them is the figure. */
const behind: Record<Figure, { status?: string; has?: string }> = {
  billed: { status: 'not_void' },
  collected: { status: 'not_void', has: 'payment' },
  credited: { status: 'not_void', has: 'credit' },
  open: { status: 'open' },
  overdue: { status: 'overdue' },
  lost: { status: 'uncollectible' },
};

/** Of what was billed in a month, what has come in by today. */
export function Collection() {
  const query = useReport<{ items: CollectionMonth[] }>('collection', useMonths());
  return <Loaded query={query}>{({ items }) => <Collected items={items} />}</Loaded>;
}

function Collected({ items }: { items: CollectionMonth[] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { all, usual, currency, rows } = useCurrency(items);
  const columns = useColumns(currency);
  if (rows.length === 0) return <NothingYet />;
  const data = rows.map((row) => ({
    month: format.monthAndYear(`${row.month}-01`),
    collected: row.collected,
    credited: row.credited,
    open: row.open - row.overdue,
    overdue: row.overdue,
    lost: row.lost,
  }));
  return (
    <>
      <CurrencyPills all={all} usual={usual} />
      <ChartBox label={t('collection.chart')}>
        <BarChart
          h={260}
          data={data}
          dataKey="month"
          type="stacked"
          withLegend
          valueFormatter={(value) => format.money(value, currency)}
          series={[
            { name: 'collected', label: t('collection.collected'), color: 'teal.7' },
            { name: 'credited', label: t('collection.credited'), color: 'gray.5' },
            { name: 'open', label: t('collection.not_due'), color: 'indigo.4' },
            { name: 'overdue', label: t('collection.overdue'), color: 'orange.6' },
            { name: 'lost', label: t('collection.lost'), color: 'red.7' },
          ]}
        />
      </ChartBox>
      <ReportTable
        label={t('collection.title')}
        file="collection"
        columns={columns}
        rows={rows.toReversed()}
        rowKey={(row) => row.month}
      />
    </>
  );
}

function useColumns(currency: string): ReportColumn<CollectionMonth>[] {
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
    {
      key: 'invoices',
      header: t('collection.invoices'),
      title: t('collection.invoices'),
      align: 'end',
      cell: (row) => <Invoices row={row} figure="billed" said={format.number(row.invoices)} />,
      raw: (row) => row.invoices,
    },
    ...figures.map(
      (figure): ReportColumn<CollectionMonth> => ({
        key: figure,
        header: t(`collection.${figure}`),
        title: `${t(`collection.${figure}`)} (${currency})`,
        align: 'end',
        cell: (row) => (
          <Invoices row={row} figure={figure} said={format.money(row[figure], currency)} />
        ),
        raw: (row) => row[figure] / whole,
      }),
    ),
  ];
}

type LinkProps = { row: CollectionMonth; figure: Figure; said: string };

/** A figure that opens its invoices; nothing is behind a zero. */
function Invoices({ row, figure, said }: LinkProps) {
  const { org } = useOrganization();
  if (row[figure] === 0) return <span className="muted">{said}</span>;
  const search = { ...behind[figure], currency: row.currency, ...monthSpan(row.month) };
  return (
    <Link to={`/o/${org}/invoices` as string} search={search as never} className={classes.cell}>
      {said}
    </Link>
  );
}
