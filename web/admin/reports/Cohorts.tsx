import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CohortCell } from '../../api/reports.ts';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Loaded, NothingYet, type ReportColumn, ReportTable } from './ReportParts.tsx';
import classes from './Reports.module.css';
import { useMonths, useReport } from './useReport.ts';

type Cohort = { month: string; size: number; kept: number[] };

/** Who stays: of those who joined in a month, the share that is still there, month by month. */
export function Cohorts() {
  const query = useReport<{ items: CohortCell[] }>('cohorts', useMonths());
  return <Loaded query={query}>{({ items }) => <CohortTable items={items} />}</Loaded>;
}

function cohortsOf(items: CohortCell[]): Cohort[] {
  return [...Map.groupBy(items, ({ month }) => month)].map(([month, cells]) => ({
    month,
    size: cells[0]?.size ?? 0,
    kept: cells.toSorted((a, b) => a.after - b.after).map(({ kept }) => kept),
  }));
}

function CohortTable({ items }: { items: CohortCell[] }) {
  const { t } = useTranslation('reports');
  const cohorts = cohortsOf(items);
  const longest = Math.max(0, ...cohorts.map(({ kept }) => kept.length));
  const columns = useColumns(longest);
  if (cohorts.length === 0) return <NothingYet />;
  return (
    <ReportTable
      label={t('cohorts.title')}
      file="cohorts"
      columns={columns}
      rows={cohorts.toReversed()}
      rowKey={(row) => row.month}
    />
  );
}

function useColumns(longest: number): ReportColumn<Cohort>[] {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return [
    {
      key: 'month',
      header: t('cohorts.joined'),
      title: t('cohorts.joined'),
      cell: (row) => format.monthOf(`${row.month}-01`),
      raw: (row) => row.month,
    },
    {
      key: 'size',
      header: t('cohorts.size'),
      title: t('cohorts.size'),
      align: 'end',
      cell: (row) => <Joined row={row} />,
      raw: (row) => row.size,
    },
    ...Array.from({ length: longest }, (_, after): ReportColumn<Cohort> => {
      const title = t('cohorts.after', { count: after });
      return {
        key: `after-${after}`,
        header: <abbr title={title}>{after}</abbr>,
        title,
        align: 'end',
        cell: (row) => <Kept share={shareOf(row, after)} />,
        raw: (row) => row.kept[after] ?? '',
      };
    }),
  ];
}

const shareOf = (row: Cohort, after: number) => {
  const kept = row.kept[after];
  return kept === undefined || row.size === 0 ? null : kept / row.size;
};

function Joined({ row }: { row: Cohort }) {
  const format = useFormat();
  const { org } = useOrganization();
  return (
    <Link
      to={`/o/${org}/people` as string}
      search={{ q: `joined:${row.month}` } as never}
      className={classes.cell}
    >
      {format.number(row.size)}
    </Link>
  );
}

/** The share in words, and how strong it is as a shade behind them. */
function Kept({ share }: { share: number | null }) {
  const format = useFormat();
  if (share === null) return null;
  const background = `color-mix(in srgb, var(--accent) ${Math.round(share * 26)}%, transparent)`;
  return (
    <span className={classes.share} style={{ background }}>
      {format.percent(Math.round(share * 100) / 100)}
    </span>
  );
}
