import { AreaChart, BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import type { MembersMonth } from '../../api/reports.ts';
import { addDays, useFormat } from '../../ui/index.ts';
import { PeopleLink } from './PeopleLink.tsx';
import { ChartBox, Loaded, NothingYet, type ReportColumn, ReportTable } from './ReportParts.tsx';
import { joinedIn, memberAtEnd } from './spans.ts';
import { useMonths, useReport } from './useReport.ts';

type Figure = Exclude<keyof MembersMonth, 'month'>;

const figures: Figure[] = ['opening', 'joined', 'returned', 'left', 'closing'];

/** How many are members, and who came, came back and left, month by month. */
export function Members() {
  const query = useReport<{ items: MembersMonth[] }>('members', useMonths());
  return <Loaded query={query}>{({ items }) => <MembersShown items={items} />}</Loaded>;
}

function MembersShown({ items }: { items: MembersMonth[] }) {
  const { t } = useTranslation('reports');
  const columns = useColumns();
  const first = items.findIndex(({ opening, joined }) => opening + joined > 0);
  if (first < 0) return <NothingYet />;
  return (
    <>
      <Charts items={items} />
      <ReportTable
        label={t('members.title')}
        file="members"
        columns={columns}
        rows={items.toReversed()}
        rowKey={(row) => row.month}
      />
    </>
  );
}

function Charts({ items }: { items: MembersMonth[] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const data = items.map((row) => ({
    ...row,
    month: format.monthAndYear(`${row.month}-01`),
    left: -row.left,
  }));
  return (
    <>
      <ChartBox label={t('members.chart')}>
        <AreaChart
          h={200}
          data={data}
          dataKey="month"
          curveType="linear"
          withDots={false}
          valueFormatter={format.number}
          yAxisProps={{ allowDecimals: false }}
          series={[{ name: 'closing', label: t('members.closing'), color: 'teal.7' }]}
        />
      </ChartBox>
      <ChartBox label={t('members.moves')}>
        <BarChart
          h={200}
          data={data}
          dataKey="month"
          type="stacked"
          barChartProps={{ stackOffset: 'sign' }}
          withLegend
          valueFormatter={format.number}
          yAxisProps={{ allowDecimals: false }}
          series={[
            { name: 'joined', label: t('members.joined'), color: 'teal.7' },
            { name: 'returned', label: t('members.returned'), color: 'cyan.6' },
            { name: 'left', label: t('members.left'), color: 'red.7' },
          ]}
        />
      </ChartBox>
    </>
  );
}

function useColumns(): ReportColumn<MembersMonth>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const queryOf = ({ month }: MembersMonth, figure: Figure) => {
    if (figure === 'opening') return `member:${addDays(`${month}-01`, -1)}`;
    if (figure === 'joined') return joinedIn(month, format.today);
    return figure === 'closing' ? memberAtEnd(month, format.today) : `${figure}:${month}`;
  };
  return [
    {
      key: 'month',
      header: t('month'),
      title: t('month'),
      cell: (row) => format.monthOf(`${row.month}-01`),
      raw: (row) => row.month,
    },
    ...figures.map(
      (figure): ReportColumn<MembersMonth> => ({
        key: figure,
        header: t(`members.${figure}`),
        title: t(`members.${figure}`),
        align: 'end',
        cell: (row) =>
          row[figure] === 0 ? (
            <span className="muted">—</span>
          ) : (
            <PeopleLink q={queryOf(row, figure)}>{format.number(row[figure])}</PeopleLink>
          ),
        raw: (row) => row[figure],
      }),
    ),
  ];
}
