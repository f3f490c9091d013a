import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../api/people.ts';
import {
  ColumnMenu,
  DataTable,
  Drawer,
  morePages,
  nothingSelected,
  queryState,
  type Selection,
} from '../../ui/index.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useOrganization } from '../organization.ts';
import { RecordDrawer } from '../record/RecordDrawer.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FilterChips } from './FilterChips.tsx';
import classes from './People.module.css';
import { NobodyHere, PeopleFigures, SearchBox } from './PeopleParts.tsx';
import { PeopleSelection } from './PeopleSelection.tsx';
import { PersonCompact } from './PersonCompact.tsx';
import { peopleQuery, totalsQuery } from './queries.ts';
import { SegmentMenu } from './SegmentMenu.tsx';
import { usePeopleColumns } from './useColumns.tsx';
import { useLayout } from './useLayout.ts';
import { useQueryText } from './useQueryText.ts';

const AddDialog = lazy(() =>
  import('./AddDialog.tsx').then((module) => ({ default: module.AddDialog })),
);

/** Columns the record's head and the phone's rows need, shown or not. */
const needed = ['name', 'plans', 'amount', 'joined', 'last_charge', 'access_ends', 'lifetime'];

const route = getRouteApi('/o/$org/people');

/** Everybody the organization knows: find, see, choose, act. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const { q = '', sort, open, add } = route.useSearch();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [isExporting, setExporting] = useState(false);
  const go = useGo();
  const { columns, layout, save, shown, list, rows, total, more } = usePeopleList();
  const query = useQueryText(q, (next) => {
    if (next === q) return;
    setSelection(nothingSelected);
    go({ q: next || undefined, open: undefined }, { replace: true });
  });
  const openFully = useOpenFully();
  return (
    <>
      <PeopleHeader query={query} onExport={() => setExporting(true)} />
      <FilterChips text={query.settled} chips={query.chips} onText={query.edit} />
      {list.data?.pages[0]?.near ? <p className={classes.near}>{t('near')}</p> : null}
      <div className={classes.above}>
        <PeopleFigures q={q} />
        <span className={classes.columns}>
          <ColumnMenu columns={columns} layout={layout} onLayout={save} />
        </span>
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        {...queryState(list)}
        empty={
          <NobodyHere q={q} onAdd={() => go({ add: 'member' })} onClear={() => query.replace('')} />
        }
        more={more}
        sort={sort ?? 'name'}
        onSort={(next) => go({ sort: next })}
        layout={layout}
        onLayout={save}
        selection={selection}
        onSelection={setSelection}
        openId={open ?? null}
        onOpen={(row) => go({ open: row.id }, { replace: open !== undefined })}
        onOpenFully={openFully}
        compact={(row) => <PersonCompact row={row} />}
      />
      <PeopleSelection
        q={q}
        selection={selection}
        onSelection={setSelection}
        total={total}
        onExport={() => setExporting(true)}
      />
      {open ? <OpenRecord id={open} rows={rows} total={total} /> : null}
      {isExporting ? (
        <ExportDialog
          q={q}
          sort={sort ?? 'name'}
          count={total}
          columns={shown}
          onClose={() => setExporting(false)}
        />
      ) : null}
      {add ? <Adding kind={add} /> : null}
    </>
  );
}

/** Changes the address's search; the page follows it. */
function useGo() {
  const navigate = route.useNavigate();
  return (change: Record<string, string | undefined>, how?: { replace: boolean }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), ...how });
}

function useOpenFully() {
  const { org } = useOrganization();
  const navigate = route.useNavigate();
  return (row: PersonRow) =>
    void navigate({
      to: '/o/$org/people/$contact',
      params: { org, contact: row.id },
      search: {},
    });
}

/** The rows asked for, with the columns that are shown, and how many people there are in all. */
function usePeopleList() {
  const { org } = useOrganization();
  const { q = '', sort } = route.useSearch();
  const columns = usePeopleColumns();
  const { layout, save } = useLayout('people.columns', columns);
  const shown = layout.order.filter((id) => !layout.hidden.includes(id));
  const asked = [...new Set([...needed, ...shown])].sort();
  const list = useInfiniteQuery(peopleQuery(org, { q, sort, columns: asked }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const totals = useQuery(totalsQuery(org, q));
  const total = totals.isPlaceholderData ? null : (totals.data?.people ?? null);
  const more = morePages(list);
  return { columns, layout, save, shown, list, rows, total, more };
}

type HeaderProps = { query: ReturnType<typeof useQueryText>; onExport: () => void };

function PeopleHeader({ query, onExport }: HeaderProps) {
  const { t } = useTranslation('people');
  const { can } = useOrganization();
  const { q = '' } = route.useSearch();
  const go = useGo();
  return (
    <PageHeader
      title={t('title')}
      middle={<SearchBox query={query} />}
      actions={
        <>
          <SegmentMenu q={q} onQuery={query.replace} />
          {can('people.export') ? <Button onClick={onExport}>{t('export.menu')}</Button> : null}
          {can('people.write') ? (
            <Button variant="filled" onClick={() => go({ add: 'member' })}>
              {t('add.menu')}
            </Button>
          ) : null}
        </>
      }
    />
  );
}

type OpenProps = { id: string; rows: PersonRow[]; total: number | null };

function OpenRecord({ id, rows, total }: OpenProps) {
  const { t } = useTranslation('people');
  const go = useGo();
  const at = rows.findIndex((row) => row.id === id);
  return (
    <Drawer
      label={rows[at]?.name ?? t('record')}
      onClose={() => go({ open: undefined, tab: undefined })}
    >
      <RecordDrawer
        key={id}
        id={id}
        row={rows[at]}
        place={at >= 0 && total !== null ? { at: at + 1, of: total } : null}
        onClose={() => go({ open: undefined, tab: undefined, act: undefined })}
      />
    </Drawer>
  );
}

function Adding({ kind }: { kind: NonNullable<ReturnType<typeof route.useSearch>['add']> }) {
  const go = useGo();
  return (
    <Suspense>
      <AddDialog
        kind={kind}
        onClose={() => go({ add: undefined })}
        onAdded={(id) => go({ add: undefined, open: id })}
      />
    </Suspense>
  );
}
