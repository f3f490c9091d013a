import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { OutboxRow } from '../../api/outbox.ts';
import type { Page } from '../../api/types.ts';
import {
  Callout,
  DataTable,
  Drawer,
  EmptyState,
  morePages,
  PageHeader,
  queryState,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { MessageCompact } from './MessageCompact.tsx';
import { MessageDrawer } from './MessageDrawer.tsx';
import { MessageFilters } from './MessageFilters.tsx';
import { useMessageColumns } from './useMessageColumns.tsx';

const route = getRouteApi('/o/$org/messages');

/** Everything that was sent, is waiting, or could not be sent; the mail as it reads. */
export function MessagesPage() {
  const { t } = useTranslation('messages');
  const { org, path } = useOrganization();
  const { open, ...ask } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery({
    queryKey: ['org', org, 'messages', ask],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<OutboxRow>>(`${path}/messages`, {
        query: { ...ask, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useMessageColumns();
  const show = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, open: id }), replace: open !== undefined });
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <MessageFilters />
      {rows.some(({ state }) => state === 'outbox') ? (
        <Callout tone="info">{t('outbox_note')}</Callout>
      ) : null}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.subject}
        {...queryState(list)}
        empty={<NoMessages ask={ask} />}
        more={morePages(list)}
        openId={open ?? null}
        onOpen={(row) => show(row.id)}
        compact={(row) => <MessageCompact row={row} />}
      />
      {open ? (
        <Drawer
          label={rows.find(({ id }) => id === open)?.subject ?? t('message')}
          onClose={() => show(undefined)}
        >
          <MessageDrawer key={open} id={open} onClose={() => show(undefined)} />
        </Drawer>
      ) : null}
    </>
  );
}

function NoMessages({ ask }: { ask: { state?: string; template?: string } }) {
  const { t } = useTranslation('messages');
  if (ask.state === 'failed' && !ask.template) {
    return (
      <EmptyState done title={t('empty.failed')}>
        {t('empty.failed_text')}
      </EmptyState>
    );
  }
  if (ask.state || ask.template) return <EmptyState title={t('empty.filtered')} />;
  return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>;
}
