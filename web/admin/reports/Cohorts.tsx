import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CohortCell } from '../../api/reports.ts';
import { addMonths, useFormat } from '../../ui/index.ts';
import { Pills } from '../shared/Pills.tsx';
import { PeopleLink } from './PeopleLink.tsx';
import { Loaded, NothingYet, type ReportColumn, ReportTable } from './ReportParts.tsx';
import classes from './Reports.module.css';
import { joinedIn, memberAtEnd } from './spans.ts';
import { useMonths, useReport } from './useReport.ts';

const route = getRouteApi('/o/$org/reports');

/** Those who are still there, or those who are not. */
type Show = 'kept' | 'gone';

type Cohort = { month: string; size: number; kept: number[] };

/** Of those who joined in a month, the share that is still there, or has left, month by month. */
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
  const { show } = route.useSearch();
  const shown: Show = show === 'gone' ? 'gone' : 'kept';
  const cohorts = cohortsOf(items);
  const longest = Math.max(0, ...cohorts.map(({ kept }) => kept.length));
  const columns = useColumns(longest, shown);
  if (cohorts.length === 0) return <NothingYet />;
  return (
    <>
      <Pills
        label={t('cohorts.show')}
        name="show"
        pills={[
          { value: undefined, label: t('cohorts.kept') },
          { value: 'gone', label: t('cohorts.gone') },
        ]}
      />
      <ReportTable
        label={t('cohorts.title')}
        file={shown === 'gone' ? 'churn-by-cohort' : 'cohorts'}
        columns={columns}
        rows={cohorts.toReversed()}
        rowKey={(row) => row.month}
      />
    </>
  );
}

const countOf = (row: Cohort, after: number, show: Show) => {
  const kept = row.kept[after];
  if (kept === undefined) return null;
  return show === 'kept' ? kept : row.size - kept;
};

function useColumns(longest: number, show: Show): ReportColumn<Cohort>[] {
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
      cell: (row) => (
        <PeopleLink q={joinedIn(row.month, format.today)}>{format.number(row.size)}</PeopleLink>
      ),
      raw: (row) => row.size,
    },
    ...Array.from({ length: longest }, (_, after): ReportColumn<Cohort> => {
      const title = t('cohorts.after', { count: after });
      return {
        key: `after-${after}`,
        header: <abbr title={title}>{after}</abbr>,
        title,
        align: 'end',
        cell: (row) => <Share row={row} after={after} show={show} />,
        raw: (row) => countOf(row, after, show) ?? '',
      };
    }),
  ];
}

type ShareProps = { row: Cohort; after: number; show: Show };

/** The share in words, how strong it is as a shade behind them, leading to the people. */
function Share({ row, after, show }: ShareProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const count = countOf(row, after, show);
  if (count === null || row.size === 0) return null;
  const share = count / row.size;
  const tone = show === 'kept' ? 'var(--accent)' : 'var(--warn)';
  const background = `color-mix(in srgb, ${tone} ${Math.round(share * 26)}%, transparent)`;
  const month = addMonths(`${row.month}-01`, after).slice(0, 7);
  const held = memberAtEnd(month, format.today);
  const q = `${joinedIn(row.month, format.today)} ${show === 'kept' ? held : `-${held}`}`;
  const said = format.percent(Math.round(share * 100) / 100);
  return (
    <span className={classes.share} style={{ background }} title={t('cohorts.people', { count })}>
      {count === 0 ? said : <PeopleLink q={q}>{said}</PeopleLink>}
    </span>
  );
}
