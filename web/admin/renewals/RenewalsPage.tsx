import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RenewalBoard } from '../../api/renewals.ts';
import {
  DataTable,
  EmptyState,
  nothingSelected,
  PageHeader,
  queryState,
  type Selection,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from '../overdue/Overdue.module.css';
import { plansQuery } from '../people/queries.ts';
import { BoardNav } from './BoardNav.tsx';
import type { RenewalDoing } from './RenewalActs.tsx';
import { RenewalDrawer } from './RenewalDrawer.tsx';
import { RenewalSelection } from './RenewalSelection.tsx';
import { useBoardKeys } from './useBoardKeys.ts';
import { RenewalCompact, useRenewalColumns } from './useRenewalColumns.tsx';
import { useRenewals } from './useRenewals.ts';

const route = getRouteApi('/o/$org/renewals');

/** Who is asked about their next term: what waits for the team, board by board. */
export function RenewalsPage() {
  const { t } = useTranslation('renewals');
  const { can } = useOrganization();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const { list, rows, more, board, counts } = useRenewals();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [cursor, setCursor] = useState<string | null>(null);
  const [doing, setDoing] = useState<RenewalDoing | null>(null);
  const columns = useRenewalColumns(board);
  const show = (id: string | undefined) => {
    setDoing(null);
    void navigate({ search: (now) => ({ ...now, open: id }), replace: open !== undefined });
  };
  const maySelect = board !== 'decided' && can('subscriptions.write');
  useBoardKeys({ rows, at: open ?? cursor, open, show, onDo: setDoing });
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={<PlanFilter />} />
      <div className={classes.page}>
        <BoardNav chosen={board} counts={counts} />
        <div className={classes.list}>
          <p className={classes.todo}>{t(`todo.${board}`)}</p>
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowName={(row) => row.contact.name}
            {...queryState(list)}
            more={more}
            empty={<NoRenewals board={board} />}
            {...(maySelect ? { selection, onSelection: setSelection } : {})}
            openId={open ?? null}
            onOpen={(row) => show(row.id)}
            onCursor={setCursor}
            compact={(row) => <RenewalCompact row={row} />}
          />
        </div>
        {maySelect ? (
          <RenewalSelection rows={rows} selection={selection} onSelection={setSelection} />
        ) : null}
      </div>
      {open ? (
        <RenewalDrawer
          key={open}
          id={open}
          doing={doing}
          onDo={setDoing}
          onClose={() => show(undefined)}
        />
      ) : null}
    </>
  );
}

function PlanFilter() {
  const { t } = useTranslation('renewals');
  const { org } = useOrganization();
  const { plan } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useQuery(plansQuery(org));
  return (
    <Select
      aria-label={t('plan')}
      placeholder={t('all_plans')}
      clearable
      value={plan ?? null}
      data={(data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
      onChange={(id) =>
        void navigate({ search: (now) => ({ ...now, plan: id ?? undefined }), replace: true })
      }
    />
  );
}

function NoRenewals({ board }: { board: RenewalBoard }) {
  const { t } = useTranslation('renewals');
  if (board === 'decided') return <EmptyState title={t('empty.decided')} />;
  return (
    <EmptyState done title={t('empty.title')}>
      {board === 'all' || board === 'scheduled' ? t('empty.none') : t('empty.text')}
    </EmptyState>
  );
}
