import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, type PlainColumn, PlainTable } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Pills } from '../shared/Pills.tsx';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { downloadCsv } from './csv.ts';
import classes from './Reports.module.css';

/** A column of a report: what the page shows, and the plain value that the file gets. */
export type ReportColumn<Row> = PlainColumn<Row> & { title: string; raw: (row: Row) => unknown };

type LoadedProps<Answer> = {
  query: UseQueryResult<Answer>;
  children: (answer: Answer) => ReactNode;
};

/** Loading, the error with a way to try again, or the report. */
export function Loaded<Answer>({ query, children }: LoadedProps<Answer>) {
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={10} />;
  return <div aria-busy={query.isPlaceholderData}>{children(query.data)}</div>;
}

/** Said when there is nothing to count yet. */
export function NothingYet() {
  const { t } = useTranslation('reports');
  return <EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>;
}

/** Which currency is shown; nothing where there is only one. */
export function CurrencyPills({ all, usual }: { all: string[]; usual: string | undefined }) {
  const { t } = useTranslation('reports');
  if (all.length < 2) return null;
  return (
    <Pills
      label={t('currency')}
      name="currency"
      pills={all.map((each) => ({ value: each === usual ? undefined : each, label: each }))}
    />
  );
}

/** A chart's box; what it shows stands in the table below it, so it is a picture to who reads. */
export function ChartBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.chart} role="img" aria-label={label}>
      {children}
    </div>
  );
}

type TableProps<Row> = {
  label: string;
  file: string;
  columns: ReportColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
};

/** More columns than a phone can name one below the other: they are looked at side by side. */
const most = 8;

/** On a phone each row begins with its first column, and names the others below it. */
export function stacked<Column extends PlainColumn<never>>(columns: Column[]): Column[] {
  if (columns.length > most) return columns;
  return columns.map((column, i) => ({ narrow: i === 0 ? 'title' : 'named', ...column }));
}

/** The numbers behind a chart, and the same as a file. */
export function ReportTable<Row>({ label, file, columns, rows, rowKey }: TableProps<Row>) {
  const { t } = useTranslation('reports');
  const { org } = useOrganization();
  return (
    <section className={classes.table}>
      <div className={classes.tools}>
        <Button size="xs" onClick={() => downloadCsv(`${org}-${file}.csv`, columns, rows)}>
          {t('csv')}
        </Button>
      </div>
      <PlainTable label={label} columns={stacked(columns)} rows={rows} rowKey={rowKey} />
    </section>
  );
}
