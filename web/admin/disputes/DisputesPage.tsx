import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dispute, DisputeList } from '../../api/disputes.ts';
import { api } from '../../api/http.ts';
import {
  Amount,
  type Column,
  DataTable,
  DateText,
  Drawer,
  EmptyState,
  PageHeader,
  queryState,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { CompactLink } from '../shared/CompactLink.tsx';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import { DisputeDrawer } from './DisputeDrawer.tsx';
import { DaysLeft, DisputeState } from './DisputeState.tsx';

const route = getRouteApi('/o/$org/disputes');
const most = 200;

/** Payments that a bank took back or asks about: until when, what to do, what came of it. */
export function DisputesPage() {
  const { t } = useTranslation('disputes');
  const { org, path } = useOrganization();
  const { open, state } = route.useSearch();
  const navigate = route.useNavigate();
  // A link to one dispute shows it wherever it stands.
  const asked = state ?? (open ? 'all' : 'open');
  const list = useQuery({
    queryKey: ['org', org, 'disputes', asked],
    queryFn: ({ signal }) =>
      api.get<DisputeList>(`${path}/disputes`, { query: { state: asked, limit: most }, signal }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.items ?? [];
  const columns = useDisputeColumns();
  const show = (id: string | undefined) =>
    void navigate({
      search: (now) => ({ ...now, state: asked === 'open' ? undefined : asked, open: id }),
      replace: open !== undefined,
    });
  const chosen = rows.find(({ id }) => id === open);
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <Parts counts={list.data?.counts} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.contact.name}
        {...queryState(list)}
        empty={<NoDisputes state={asked} />}
        openId={open ?? null}
        onOpen={(row) => show(row.id)}
        compact={(row) => <DisputeCompact row={row} />}
      />
      {chosen ? (
        <Drawer label={chosen.contact.name} onClose={() => show(undefined)}>
          <DisputeDrawer key={chosen.id} row={chosen} onClose={() => show(undefined)} />
        </Drawer>
      ) : null}
    </>
  );
}

function Parts({ counts }: { counts: DisputeList['counts'] | undefined }) {
  const { t } = useTranslation('disputes');
  const format = useFormat();
  const named = (name: 'open' | 'decide' | 'over') => (
    <>
      {t(`part.${name}`)} {counts ? <b>{format.number(counts[name])}</b> : null}
    </>
  );
  return (
    <div className={shared.filters}>
      <Pills
        label={t('part.label')}
        name="state"
        pills={[
          { value: undefined, label: named('open') },
          { value: 'decide', label: named('decide') },
          { value: 'over', label: named('over') },
          { value: 'all', label: t('part.all') },
        ]}
      />
    </div>
  );
}

function NoDisputes({ state }: { state: string }) {
  const { t } = useTranslation('disputes');
  if (state === 'open') {
    return (
      <EmptyState done title={t('empty.open')}>
        {t('empty.open_text')}
      </EmptyState>
    );
  }
  if (state === 'decide') return <EmptyState done title={t('empty.decide')} />;
  return <EmptyState title={t('empty.all')}>{t('empty.all_text')}</EmptyState>;
}

function useDisputeColumns(): Column<Dispute>[] {
  const { t } = useTranslation('disputes');
  return useMemo<Column<Dispute>[]>(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        size: 170,
        fixed: true,
        cell: (row) => <span className="strong">{row.contact.name}</span>,
      },
      {
        id: 'amount',
        header: t('column.amount'),
        size: 90,
        align: 'end',
        cell: (row) => <Amount minor={row.amount} currency={row.currency} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        size: 170,
        cell: (row) => <DisputeState row={row} />,
      },
      { id: 'left', header: t('column.left'), size: 110, cell: (row) => <DaysLeft row={row} /> },
      {
        id: 'reason',
        header: t('column.reason'),
        size: 290,
        cell: (row) => row.reason_text,
      },
      {
        id: 'opened',
        header: t('column.opened'),
        size: 110,
        cell: (row) => <DateText value={row.opened_at} as="short" />,
      },
    ],
    [t],
  );
}

/** A dispute on a phone: two lines. */
function DisputeCompact({ row }: { row: Dispute }) {
  return (
    <CompactLink open={row.id}>
      <span className="strong">{row.contact.name}</span>
      <span className="num">
        <Amount minor={row.amount} currency={row.currency} />
      </span>
      <span className="small">
        <DisputeState row={row} />
      </span>
      <span className="soft small">
        <DaysLeft row={row} />
      </span>
    </CompactLink>
  );
}
