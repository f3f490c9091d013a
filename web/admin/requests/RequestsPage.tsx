import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { RequestList } from '../../api/requests.ts';
import {
  DataTable,
  Drawer,
  EmptyState,
  morePages,
  nothingSelected,
  PageHeader,
  queryState,
  type Selection,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { plansQuery } from '../people/queries.ts';
import shared from '../shared/Page.module.css';
import { Pills } from '../shared/Pills.tsx';
import { RequestCompact, useRequestColumns } from './columns.tsx';
import { RequestDrawer } from './RequestDrawer.tsx';
import { RequestSelection } from './RequestSelection.tsx';

const route = getRouteApi('/o/$org/requests');
const perPage = 100;

function useRequests(state: 'waiting' | 'decided', plan: string | undefined) {
  const { org, path } = useOrganization();
  return useInfiniteQuery({
    queryKey: ['org', org, 'requests', state, plan],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        state,
        limit: perPage,
        offset: pageParam,
        ...(plan ? { plan_id: plan } : {}),
      };
      return api.get<RequestList>(`${path}/requests`, { query, signal });
    },
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      last.items.length < perPage ? undefined : pages.length * perPage,
    placeholderData: keepPreviousData,
  });
}

/** Who asks to join a plan that wants approval: what they wrote, and the decision. */
export function RequestsPage() {
  const { t } = useTranslation('requests');
  const { can } = useOrganization();
  const { open, plan, state } = route.useSearch();
  const navigate = route.useNavigate();
  const isDecided = state === 'decided';
  const list = useRequests(isDecided ? 'decided' : 'waiting', plan);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useRequestColumns(isDecided);
  const show = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, open: id }), replace: open !== undefined });
  const chosen = rows.find(({ subscription_id }) => subscription_id === open);
  const maySelect = !isDecided && can('subscriptions.write');
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <Filters counts={list.data?.pages[0]?.counts} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.subscription_id}
        rowName={(row) => row.contact.name}
        {...queryState(list)}
        more={morePages(list)}
        empty={<NoRequests isDecided={isDecided} />}
        {...(maySelect ? { selection, onSelection: setSelection } : {})}
        openId={open ?? null}
        onOpen={(row) => show(row.subscription_id)}
        compact={(row) => <RequestCompact row={row} />}
      />
      {maySelect ? <RequestSelection selection={selection} onSelection={setSelection} /> : null}
      {chosen ? (
        <Drawer label={chosen.contact.name} onClose={() => show(undefined)}>
          <RequestDrawer
            key={chosen.subscription_id}
            row={chosen}
            onClose={() => show(undefined)}
          />
        </Drawer>
      ) : null}
    </>
  );
}

function Filters({ counts }: { counts: RequestList['counts'] | undefined }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const { org } = useOrganization();
  const { plan } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useQuery(plansQuery(org));
  const named = (name: 'waiting' | 'decided') => (
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
          { value: undefined, label: named('waiting') },
          { value: 'decided', label: named('decided') },
        ]}
      />
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
    </div>
  );
}

function NoRequests({ isDecided }: { isDecided: boolean }) {
  const { t } = useTranslation('requests');
  if (isDecided) return <EmptyState title={t('empty.decided')} />;
  return (
    <EmptyState done title={t('empty.waiting')}>
      {t('empty.waiting_text')}
    </EmptyState>
  );
}
